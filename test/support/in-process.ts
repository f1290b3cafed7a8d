import { Readable, Writable } from 'node:stream';
import { run } from '../../src/cli/main.ts';

/** What came of one command line. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in this process, which takes milliseconds; standard input comes in pieces of odd lengths. */
export async function inProcess(args: readonly string[], stdin: Uint8Array | null = null): Promise<Outcome> {
  const [out, err] = [sink(), sink()];
  const code = await run({
    argv: ['node', 'plimsoll', ...args],
    env: { NO_COLOR: '1' },
    stdin: Readable.from(stdin === null ? [] : pieces(stdin), { objectMode: false }),
    stdout: out.stream,
    stderr: err.stream,
    pid: 0,
    cwd: () => '/',
    once: () => {},
  } as unknown as Parameters<typeof run>[0]);
  return { code, out: out.text(), err: err.text() };
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
}

function sink(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
