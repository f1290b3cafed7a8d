import { compareBytes } from '../../core/order.ts';

/** Orders paths as a walk meets them: by the bytes of each name, a directory right before what is in it. */
export function compareInWalk(a: string, b: string): number {
  return compareBytes(a.replaceAll('/', '\0'), b.replaceAll('/', '\0'));
}
