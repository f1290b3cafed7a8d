import { PlimsollError } from '../core/errors.ts';

/** Where a part of the configuration was written. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A `config` error about one place of a configuration; `others` is how many more complaints there are. */
export function configError(at: Origin | null, complaint: string, others = 0): PlimsollError {
  const more = others === 0 ? '' : ` (and ${others} more)`;
  const where = at === null ? 'The configuration: ' : `${at.file}:${at.line}:${at.column}: `;
  const end = /[.?!]$/.test(complaint) || more !== '' ? '' : '.';
  return new PlimsollError('config', `${where}${complaint}${more}${end}`, {
    ...(at ?? {}),
    hint: 'See docs/configuration.md for every key and its values.',
  });
}
