import { PlimsollError } from '../../../core/errors.ts';

/** What a template is made of, in order. */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipeline: Pipeline };

/** Commands joined by `|`: each one's value becomes the last argument of the next. */
export type Pipeline = readonly Command[];

/** A value, or a function and its arguments. */
export type Command = readonly Operand[];

/** One word of an action. */
export type Operand =
  | { readonly kind: 'dot' }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline };

/** A `usage` error about a format template: what is wrong, and what would be right. */
export function templateError(problem: string, hint: string): PlimsollError {
  return new PlimsollError('usage', `The format ${problem}.`, { hint });
}
