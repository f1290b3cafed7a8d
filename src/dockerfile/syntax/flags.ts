import { DockerfileError } from './dockerfile-error.ts';

/** What flags an instruction takes: with one value, with several, or on and off. */
export type FlagTypes = Readonly<Record<string, 'one' | 'many' | 'switch'>>;

/**
 * Reads `--name=value` words: name to values. Throws for what the instruction does not know.
 * Source: BuildKit, frontend/dockerfile/instructions/bflag.go.
 */
export function parseFlags(
  words: readonly string[],
  types: FlagTypes,
): ReadonlyMap<string, readonly string[]> {
  const flags = new Map<string, string[]>();
  for (const word of words) {
    const equals = word.indexOf('=');
    const name = word.slice(2, equals < 0 ? undefined : equals);
    const type = Object.hasOwn(types, name) ? types[name]! : null;
    if (type === null) throw new DockerfileError(`unknown flag: --${name}`);
    const earlier = flags.get(name);
    if (earlier && type !== 'many') throw new DockerfileError(`duplicate flag specified: --${name}`);
    const value = equals < 0 ? null : word.slice(equals + 1);
    flags.set(name, [
      ...(earlier ?? []),
      type === 'switch' ? switchValue(name, value) : oneValue(name, value),
    ]);
  }
  return flags;
}

function oneValue(name: string, value: string | null): string {
  if (value === null) throw new DockerfileError(`missing a value on flag: --${name}`);
  return value;
}

function switchValue(name: string, value: string | null): 'true' | 'false' {
  const word = value === null ? 'true' : value.toLowerCase();
  if (word !== 'true' && word !== 'false')
    throw new DockerfileError(`expecting boolean value for flag --${name}, not: ${value}`);
  return word;
}
