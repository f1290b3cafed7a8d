/** Tells what is wrong with a value, beginning with where: `totals.layers is not a number`; null when nothing is. */
export type Shape = (value: unknown, at: string) => string | null;

/** A finite number that is not negative. */
export const number: Shape = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? null
    : `${at} is not a number from 0 up`;

/** Any text. */
export const text: Shape = (value, at) => (typeof value === 'string' ? null : `${at} is not a text`);

/** True or false. */
export const flag: Shape = (value, at) =>
  typeof value === 'boolean' ? null : `${at} is neither true nor false`;

/** Anything at all. */
export const anything: Shape = () => null;

/** One of a few words. */
export function word(...words: readonly string[]): Shape {
  return (value, at) => (words.includes(value as string) ? null : `${at} is none of ${words.join(', ')}`);
}

/** The shape, or null. */
export function nullable(shape: Shape): Shape {
  return (value, at) => (value === null ? null : shape(value, at));
}

/** The shape, or not there at all. */
export function optional(shape: Shape): Shape {
  return (value, at) => (value === undefined ? null : shape(value, at));
}

/** A list whose items all have the shape. */
export function list(shape: Shape): Shape {
  return (value, at) => {
    if (!Array.isArray(value)) return `${at} is not a list`;
    for (let index = 0; index < value.length; index++) {
      const wrong = shape(value[index], `${at}[${index}]`);
      if (wrong !== null) return wrong;
    }
    return null;
  };
}

/** An object with these fields at least. */
export function object(fields: Readonly<Record<string, Shape>>): Shape {
  const known = Object.entries(fields);
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at} is not an object`;
    for (const [name, shape] of known) {
      const wrong = shape(
        (value as Readonly<Record<string, unknown>>)[name],
        at === '' ? name : `${at}.${name}`,
      );
      if (wrong !== null) return wrong;
    }
    return null;
  };
}
