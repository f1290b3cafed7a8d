/** Separates the names of a path. */
export const SLASH = 0x2f;
const DOT = 0x2e;

/** Components that do not count: the empty one and `.`. */
export function isSkipped(bytes: Uint8Array, start: number, end: number): boolean {
  return end === start || (end === start + 1 && bytes[start] === DOT);
}

/** Where a path ends without its trailing slashes. */
export function withoutSlashes(bytes: Uint8Array, start: number, end: number): number {
  let last = end;
  while (last > start && bytes[last - 1] === SLASH) last--;
  return last;
}

/** Where the last name of a path begins. */
export function lastName(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && bytes[at - 1] !== SLASH) at--;
  return at;
}

/** The component that leads up: `..`. */
export function isParent(bytes: Uint8Array, start: number, end: number): boolean {
  return end === start + 2 && bytes[start] === DOT && bytes[start + 1] === DOT;
}
