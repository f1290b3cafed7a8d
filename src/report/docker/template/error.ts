import { PlimsollError } from '../../../core/errors.ts';

/** A `usage` error about a format template: what is wrong, and what would be right. */
export function templateError(problem: string, hint: string): PlimsollError {
  return new PlimsollError('usage', `The format ${problem}.`, { hint });
}
