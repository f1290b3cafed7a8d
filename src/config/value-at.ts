import type { YamlStep } from '../core/yaml.ts';

/** The part of a value that a path leads to; undefined where it leads nowhere. */
export function valueAt(value: unknown, path: readonly YamlStep[]): unknown {
  return path.reduce<unknown>((parent, step) => {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, step)) return undefined;
    return (parent as Readonly<Record<YamlStep, unknown>>)[step];
  }, value);
}
