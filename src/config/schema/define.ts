import { z } from 'zod';
import { nearestText } from '../../core/nearest.ts';

export { z };

/** An object without keys beyond its own; a complaint about an unknown key names the nearest known one. `what` is its name in complaints. */
export function strict<Shape extends z.core.$ZodLooseShape>(
  what: string,
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, what, known);
      return issue.code === 'invalid_type'
        ? `is not ${what}: it has the keys ${known.join(', ')}`
        : undefined;
    },
  });
}

/** One of a few words; a complaint names the nearest. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
): z.ZodEnum<{ [Word in Words[number]]: Word }> {
  return z.enum(words, {
    error: (issue) => {
      const near = typeof issue.input === 'string' ? nearestText(issue.input, words) : null;
      return `is none of ${words.join(', ')}${near === null ? '' : `; did you mean "${near}"?`}`;
    },
  });
}

/** What parts the complaint about one key from that about the next: the library gives all keys of an object one message. */
export const UNKNOWN_KEY_SEPARATOR = '\n';

function unknownKeys(keys: readonly string[], what: string, known: readonly string[]): string {
  return keys.map((key) => unknownKey(key, what, known)).join(UNKNOWN_KEY_SEPARATOR);
}

function unknownKey(key: string, what: string, known: readonly string[]): string {
  const near = nearestText(key, known);
  const advice = near === null ? `the known ones are ${known.join(', ')}` : `did you mean "${near}"?`;
  return `is no key of ${what}; ${advice}`;
}
