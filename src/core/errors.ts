/**
 * What kind of failure a {@link PlimsollError} is: for programs that branch on it.
 *
 * - `usage`: the command line or the options make no sense
 * - `config`: a configuration file is wrong
 * - `not-found`: a file, directory, image or platform that was asked for is not there
 * - `unreadable`: the operating system refused
 * - `unsupported`: a real thing of a kind that plimsoll does not read
 * - `corrupt`: damaged or dishonest input
 * - `ignore-file`: an ignore file on which Docker itself fails
 * - `limit`: input beyond a stated bound
 * - `aborted`: the caller's signal fired
 */
export type ErrorCode =
  | 'usage'
  | 'config'
  | 'not-found'
  | 'unreadable'
  | 'unsupported'
  | 'corrupt'
  | 'ignore-file'
  | 'limit'
  | 'aborted';

/** Where a failure was found, and what helps against it. */
export interface ErrorDetails {
  /** The file as the caller named it. */
  readonly file?: string;
  /** The member of an archive, or the path inside a context. */
  readonly entry?: string;
  /** 1-based line of a text file. */
  readonly line?: number;
  /** 1-based column of a text file. */
  readonly column?: number;
  /** Byte offset in `file`. */
  readonly offset?: number;
  /** What to do about it; starts with a verb. */
  readonly hint?: string;
  /** What else is wrong there: more sentences like the message. */
  readonly others?: readonly string[];
  readonly cause?: unknown;
}

/** Longest run of characters without a blank that a message shows: names come from input, and may be endless. */
const LONGEST_WORD = 300;
const LONGEST_MESSAGE = 4000;

/** A failure that a user can act on: one sentence that names the file, the entry and the line or offset. */
export class PlimsollError extends Error {
  override readonly name = 'PlimsollError';
  readonly code: ErrorCode;
  readonly file: string | undefined;
  readonly entry: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly offset: number | undefined;
  readonly hint: string | undefined;
  readonly others: readonly string[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(bounded(message), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.file = details.file;
    this.entry = details.entry;
    this.line = details.line;
    this.column = details.column;
    this.offset = details.offset;
    this.hint = details.hint;
    this.others = (details.others ?? []).map(bounded);
  }
}

/** The message with its endless names cut in the middle. */
function bounded(message: string): string {
  if (message.length <= LONGEST_WORD) return message;
  const cut = (text: string, room: number): string =>
    text.length <= room ? text : `${text.slice(0, room - 100)}…${text.slice(-99)}`;
  return cut(
    message.replace(/\S+/g, (word) => cut(word, LONGEST_WORD)),
    LONGEST_MESSAGE,
  );
}
