import { describe, expect, it } from 'vitest';
import { checkTravel } from '../../src/ignore/travel.ts';

/** What BuildKit has for all patterns together, each with the 48 bytes that its header costs beside it. */
const ROOM = 1_048_430;
const HEADER = 48;

const send = (...patterns: readonly string[]): void =>
  checkTravel(
    patterns.map((pattern, index) => ({ line: index + 1, text: `${pattern}!`, pattern })),
    'rules',
  );

describe('the patterns on their way to BuildKit’s client', () => {
  it.each(['a\tb', '\u0000', '\u001f', '\u007f', 'x\r'])(
    'may not hold a control character: %j',
    (pattern) => {
      expect(() => send('a', pattern)).toThrowError(
        expect.objectContaining({
          code: 'ignore-file',
          message: `rules:2: BuildKit cannot send "${pattern}!" to its client (header key "exclude-patterns" contains value with non-printable ASCII characters).`,
          file: 'rules',
          line: 2,
          hint: 'Write ? for the control character, and end lines with a line feed.',
        }),
      );
    },
  );

  it.each([['a b~'], ['a\tb', 'é'], ['é', '\u007f'], ['\tx', '\u0080']])(
    'may where another character makes BuildKit encode them all: %j',
    (...patterns) => {
      expect(() => send(...patterns)).not.toThrow();
    },
  );

  it.each<[string, string, number]>([
    ['plain text as it is', 'a%/*+', 5],
    ['six bytes for the two of é', 'é', 6],
    ['three for the one of what is not UTF-8', '\udcff', 3],
    ['one each for what an address may hold', 'é09azAZ-_.~ ', 17],
    ['three each for what it may not', 'é/*?[]!\t,:@', 36],
  ])('may take as much as there is room for: %s', (_what, pattern, length) => {
    const rest = ROOM - 2 * HEADER - length;
    expect(() => send(pattern, 'a'.repeat(rest - 1))).not.toThrow();
    expect(() => send(pattern, 'a'.repeat(rest))).toThrowError(
      expect.objectContaining({
        code: 'ignore-file',
        message:
          'rules:2: from this line on the rules are too many for BuildKit to send to its client (about 1 MiB in all, 48 bytes for each rule included).',
        file: 'rules',
        line: 2,
        hint: 'Use patterns instead of lists of names.',
      }),
    );
  });
});
