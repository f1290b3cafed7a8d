import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command line under test: this build's, unless PLIMSOLL_BIN names another artefact. */
export const BIN: string = resolve(
  process.env['PLIMSOLL_BIN'] ?? fileURLToPath(new URL('../../bin/plimsoll.js', import.meta.url)),
);

/** Nothing is kept where the developer's own indexes are. */
const CACHE = join(tmpdir(), `plimsoll-test-cache-${process.getuid?.() ?? 0}`);

/** What a spawned command line did. */
export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** How to run it. */
export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Path of a file that becomes standard input, or its bytes. */
  readonly stdin?: string | Uint8Array;
}

/** Runs the built command line in a process of its own, without colour. */
export function plimsoll(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, [BIN, ...args], {
      cwd: options.cwd,
      env: {
        ...process.env,
        XDG_CACHE_HOME: CACHE,
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        CI: undefined,
        LC_ALL: 'C.UTF-8',
        ...options.env,
      },
      stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout!.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr!.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin?.on('error', () => {});
    if (typeof options.stdin === 'string') createReadStream(options.stdin).pipe(child.stdin!);
    else if (options.stdin) child.stdin!.end(options.stdin);
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
    });
  });
}
