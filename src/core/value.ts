/** A key or an index on the way from the top of a value to one of its parts. */
export type ValueStep = string | number;

/** True for an object that is no list: what JSON and YAML call a mapping. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The part of a value that a path leads to; undefined where it leads nowhere. */
export function valueAt(value: unknown, path: readonly ValueStep[]): unknown {
  return path.reduce<unknown>((parent, step) => {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, step)) return undefined;
    return (parent as Readonly<Record<ValueStep, unknown>>)[step];
  }, value);
}

/** A value that is still being filled in. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
