import { PlimsollError } from '../core/errors.ts';

/** Where a part of the configuration was written. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A place at the end of a clause: ` (plimsoll.yaml:12)`; nothing for what is in no file. */
export function whereText(origin: Origin | null): string {
  return origin === null ? '' : ` (${origin.file}:${origin.line})`;
}

/** Complaints that are told beside the first. */
const SHOWN_OTHERS = 19;

/** What is wrong at one place of a configuration; without a place where the configuration is in no file. */
export interface PlacedComplaint {
  readonly at: Origin | null;
  readonly text: string;
}

/** A `config` error about one place of a configuration. */
export function configError(at: Origin | null, text: string): PlimsollError {
  return configErrors([{ at, text }]);
}

/** A `config` error about several places, in their order: the first is its message. */
export function configErrors(complaints: readonly [PlacedComplaint, ...PlacedComplaint[]]): PlimsollError {
  const [first, ...more] = complaints;
  const left = more.length - SHOWN_OTHERS;
  const others = more.slice(0, SHOWN_OTHERS).map(sentence);
  return new PlimsollError('config', sentence(first), {
    ...(first.at ?? {}),
    others: left > 0 ? [...others, `${left} more complaints about the configuration are left out.`] : others,
    hint: 'See docs/configuration.md for every key and its values.',
  });
}

function sentence({ at, text }: PlacedComplaint): string {
  const where = at === null ? 'The configuration: ' : `${at.file}:${at.line}:${at.column}: `;
  return `${where}${text}${/[.?!]$/.test(text) ? '' : '.'}`;
}
