import type { Readable, Writable } from 'node:stream';

/** Signals that end a process which leaves something behind unless it ends properly. */
type EndingSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** What the command line needs of the process; tests pass their own. */
export interface ProcessLike {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean; setRawMode?(isRaw: boolean): unknown };
  readonly stdout: Writable & {
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly rows?: number;
  };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly pid: number;
  cwd(): string;
  once(event: EndingSignal | 'SIGCONT' | 'exit', listener: () => void): unknown;
  off(event: EndingSignal, listener: () => void): unknown;
  kill(pid: number, signal: string): unknown;
  exitCode?: number | string | null | undefined;
}

/** What each command is given. */
export interface Cli {
  readonly process: ProcessLike;
  /** Raises the exit status: 1 for a broken gate, 2 for a job that could not be done. The worst one stands. */
  readonly setStatus: (status: 0 | 1 | 2) => void;
}

/** Writes and waits until the stream took it, or refused: the listener that `main` sets on the stream deals with refusals. */
export function write(stream: Writable, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve());
  });
}

/** Work that leaves something behind unless it ends properly: a signal aborts it first, and ends the process afterwards. */
export async function interruptible<T>(
  process: ProcessLike,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stopOn = (name: EndingSignal) => {
    const listener = (): void => controller.abort(name);
    process.once(name, listener);
    return () => process.off(name, listener);
  };
  const releases = [stopOn('SIGINT'), stopOn('SIGTERM'), stopOn('SIGHUP')];
  try {
    return await work(controller.signal);
  } finally {
    for (const release of releases) release();
    if (controller.signal.aborted) process.kill(process.pid, String(controller.signal.reason));
  }
}
