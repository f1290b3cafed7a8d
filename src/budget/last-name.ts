/** Quickly tells, without making text of it, that the last name of a path rules a pattern out; true where it may match. */
export type MayEnd = (name: Uint8Array) => boolean;

/** Characters after which a pattern is more than its letters. */
const WILD = /[*?[\]\\]/;
/** What has a meaning in the regular expression that a pattern may become, or is taken apart by bytes. */
const UNCLEAR = /[{}|^\ufeff]|\*\*[^/]*$/;
const encoder = new TextEncoder();

/**
 * What the last component of a pattern asks of the last name of a path that matches it: how it begins, and how it ends. Wildcards of a
 * component do not cross slashes, `**` does, so a pattern that ends with it asks nothing.
 */
export function lastNameTest(pattern: string): MayEnd {
  const last = pattern.slice(pattern.lastIndexOf('/') + 1);
  if (UNCLEAR.test(pattern)) return () => true;
  const wild = last.search(WILD);
  const start = encoder.encode(wild < 0 ? last : last.slice(0, wild));
  const isPlain = wild >= 0 && !/[[\]\\]/.test(last);
  const end = encoder.encode(isPlain ? (/[^*?]*$/.exec(last)?.[0] ?? '') : '');
  const isExact = wild < 0;
  return (name) => {
    const fits = isExact ? name.length === start.length : name.length >= Math.max(start.length, end.length);
    return (fits && hasAt(name, start, 0) && hasAt(name, end, name.length - end.length)) || !isAscii(name);
  };
}

function hasAt(name: Uint8Array, part: Uint8Array, at: number): boolean {
  for (let i = 0; i < part.length; i++) if (name[at + i] !== part[i]) return false;
  return true;
}

/** Other names may be shown with more characters than they have bytes. */
function isAscii(name: Uint8Array): boolean {
  for (let i = 0; i < name.length; i++) if (name[i]! > 0x7f) return false;
  return true;
}
