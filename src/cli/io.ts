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

/**
 * Colour for one stream: the option, then NO_COLOR, then FORCE_COLOR (0 is off), then TERM=dumb, then whether it is a terminal.
 * Node's own helpers let FORCE_COLOR beat NO_COLOR, so the decision is made here.
 */
export function wantsColor(
  process: ProcessLike,
  option: 'auto' | 'always' | 'never',
  stream: { readonly isTTY?: boolean } = process.stdout,
): boolean {
  if (option !== 'auto') return option === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return TERM !== 'dumb' && stream.isTTY === true;
}

/** True when the locale cannot show more than ASCII. */
export function wantsAscii(process: ProcessLike): boolean {
  const { LC_ALL, LC_CTYPE, LANG } = process.env;
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  return locale !== '' && !/utf-?8/i.test(locale);
}

/** Progress belongs on a terminal that a person watches. */
export function wantsProgress(process: ProcessLike, quiet: boolean): boolean {
  const { CI, TERM } = process.env;
  return process.stderr.isTTY === true && !quiet && !CI && TERM !== 'dumb';
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
