import { describe, expect, it } from 'vitest';
import {
  ALIKE,
  CAUSES,
  DIFFERENT,
  HiddenBodies,
  IDENTICAL,
  isIdentical,
  NOT_COMPARED,
  OPAQUE,
} from '../../../src/image/stack/hidden-bodies.ts';

describe('hidden bodies', () => {
  it('are kept as they were added, however many', () => {
    const hidden = new HiddenBodies();
    const count = 300;
    for (let i = 0; i < count; i++) {
      expect(hidden.count).toBe(i);
      hidden.add(i, i + 1, i + 2, i % CAUSES.length, i + 3);
    }
    const places = Array.from({ length: count }, (_, i) => i);
    const { body, node, hiddenBy, cause, successor, comparison } = hidden;
    expect(hidden.count).toBe(count);
    expect(places.map((i) => [body[i], node[i], hiddenBy[i], cause[i], successor[i], comparison[i]])).toEqual(
      places.map((i) => [i, i + 1, i + 2, i % CAUSES.length, i + 3, NOT_COMPARED]),
    );
  });

  it('are not compared before someone does', () => {
    const hidden = new HiddenBodies();
    hidden.add(0, 0, 1, OPAQUE, -1);
    expect([hidden.comparison[0], hidden.successor[0]]).toEqual([NOT_COMPARED, -1]);
  });

  it.each([
    ['identical', IDENTICAL, true],
    ['alike', ALIKE, true],
    ['different', DIFFERENT, false],
    ['not compared', NOT_COMPARED, null],
  ])('that are %s are said to be so', (_what, comparison, expected) => {
    expect(isIdentical(comparison)).toBe(expected);
  });
});
