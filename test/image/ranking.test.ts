import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ranking } from '../../src/image/ranking.ts';

function candidates(top: number, values: readonly number[]): readonly number[] {
  const ranking = new Ranking(top);
  for (const [id, value] of values.entries()) ranking.add(id, value);
  return [...ranking.candidates()].sort((a, b) => a - b);
}

const places = (values: readonly number[], isAmong: (value: number) => boolean): readonly number[] =>
  values.flatMap((value, id) => (isAmong(value) ? [id] : []));

describe('a ranking', () => {
  it('keeps the largest, and all that equal the smallest of them', () => {
    expect(candidates(2, [5, 1, 7, 5, 0])).toEqual([0, 2, 3]);
    expect(candidates(1, [3, 3, 3])).toEqual([0, 1, 2]);
  });

  it('keeps all where there are fewer, or all are asked for', () => {
    expect(candidates(5, [1, 2])).toEqual([0, 1]);
    expect(candidates(2, [1, 2])).toEqual([0, 1]);
    expect(
      candidates(
        0,
        Array.from({ length: 500 }, (_, i) => i),
      ),
    ).toHaveLength(500);
  });

  it('orders the largest, and decides between equal ones by a second criterion', () => {
    const values = fc.array(fc.oneof(fc.nat(3), fc.nat(1000)), { maxLength: 600 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 20 }), (list, top) => {
        const ranking = new Ranking(top);
        for (const [id, value] of list.entries()) ranking.add(id, value);
        const all = list.map((value, id) => ({ id, value })).sort((a, b) => b.value - a.value || b.id - a.id);
        expect(ranking.best((a, b) => b - a)).toEqual(top === 0 ? all : all.slice(0, top));
      }),
    );
  });

  it('is empty without values', () => {
    expect(candidates(3, [])).toEqual([]);
  });

  it('is that of a sort, however many values there are and however many are equal', () => {
    const values = fc.array(fc.oneof(fc.nat(5), fc.nat(1000)), { maxLength: 600 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 20 }), (list, top) => {
        const least = [...list].sort((a, b) => b - a)[top - 1] ?? Number.NEGATIVE_INFINITY;
        expect(candidates(top, list)).toEqual(places(list, (value) => value >= least));
      }),
    );
  });
});
