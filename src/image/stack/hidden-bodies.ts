import { grown } from '../index/grow.ts';
import type { WasteCause } from '../waste/report.ts';

/** Causes by number, as the columns keep them. */
export const CAUSES: readonly WasteCause[] = ['deleted', 'overwritten', 'opaque', 'duplicate-name'];
export const DELETED = 0;
export const OVERWRITTEN = 1;
export const OPAQUE = 2;
export const DUPLICATE_NAME = 3;

/** Whether a rewrite stored the same bytes again; what is hidden in another way is never compared. */
export const NOT_COMPARED = 0;
export const IDENTICAL = 1;
export const DIFFERENT = 2;
/** Beyond the limit for reading: size, time and sampled blocks are the same. */
export const ALIKE = 3;

/** A comparison as reports say it: true, false, null for not compared. */
export function isIdentical(comparison: number): boolean | null {
  if (comparison === NOT_COMPARED) return null;
  return comparison !== DIFFERENT;
}

/** Every stored body that the final tree does not show, in columns. */
export class HiddenBodies {
  count = 0;
  /** Entry that stored the body. */
  body: Int32Array = new Int32Array(64);
  /** Node of the last name that it had. */
  node: Int32Array = new Int32Array(64);
  hiddenBy: Int32Array = new Int32Array(64);
  cause: Uint8Array = new Uint8Array(64);
  /** Entry that took its place under the same name; -1 without one. */
  successor: Int32Array = new Int32Array(64);
  comparison: Uint8Array = new Uint8Array(64);

  add(body: number, node: number, hiddenBy: number, cause: number, successor: number): void {
    const at = this.count++;
    if (at >= this.body.length) this.#grow(at + 1);
    this.body[at] = body;
    this.node[at] = node;
    this.hiddenBy[at] = hiddenBy;
    this.cause[at] = cause;
    this.successor[at] = successor;
    this.comparison[at] = NOT_COMPARED;
  }

  #grow(length: number): void {
    this.body = grown(this.body, length);
    this.node = grown(this.node, length);
    this.hiddenBy = grown(this.hiddenBy, length);
    this.cause = grown(this.cause, length);
    this.successor = grown(this.successor, length);
    this.comparison = grown(this.comparison, length);
  }
}
