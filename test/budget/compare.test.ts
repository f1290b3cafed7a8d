import { describe, expect, it } from 'vitest';
import type { BaselineLayer } from '../../src/budget/baseline.ts';
import { compareLayers, comparePaths } from '../../src/budget/compare.ts';

const layer = (diffId: string | null, instruction: string | null, fileBytes: number): BaselineLayer => ({
  diffId,
  instruction,
  fileBytes,
  blobBytes: fileBytes / 2,
  wastedBytes: 0,
});
const told = (before: readonly BaselineLayer[], after: readonly BaselineLayer[]): readonly unknown[] =>
  compareLayers({ layers: before, from: 0 }, { layers: after, from: 0 }, 'fileBytes').map(
    ({ name, before: old, after: now }) => [name, old, now],
  );

describe('layers of two builds', () => {
  it('are the same by diff ID, wherever they stand and whatever their instruction', () => {
    expect(
      told(
        [layer('x', 'RUN a', 5), layer('y', 'RUN b', 6)],
        [layer('y', 'RUN c', 6), layer('x', 'RUN a', 5)],
      ),
    ).toEqual([]);
  });

  it('are paired by instruction when the content changed, an inserted layer notwithstanding', () => {
    const before = [layer('1', 'ADD base', 100), layer('2', 'RUN npm ci', 50), layer('3', 'COPY . .', 10)];
    const after = [
      layer('1', 'ADD base', 100),
      layer('9', 'RUN apk add git', 30),
      layer('8', 'RUN npm ci', 70),
      layer('7', 'COPY . .', 9),
    ];
    expect(told(before, after)).toEqual([
      ['layer 1: RUN apk add git', null, 30],
      ['layer 2: RUN npm ci', 50, 70],
      ['layer 3: COPY . .', 10, 9],
    ]);
  });

  it('that say the same are paired in order', () => {
    expect(
      told(
        [layer('1', 'RUN x', 1), layer('2', 'RUN x', 2)],
        [layer('3', 'RUN x', 5), layer('4', 'RUN x', 2)],
      ),
    ).toEqual([['layer 0: RUN x', 1, 5]]);
  });

  it('are recognised though the classic builder writes a content hash into them', () => {
    const copy = (digit: string): string => `COPY dir:${digit.repeat(64)} in /app`;
    expect(told([layer('1', copy('a'), 10)], [layer('2', copy('b'), 15)])).toEqual([
      ['layer 0: COPY dir:bbbbbbbbbbbb in /app', 10, 15],
    ]);
  });

  it('without any name come and go', () => {
    expect(told([layer(null, null, 3)], [layer(null, null, 4)])).toEqual([
      ['layer 0', null, 4],
      ['layer 0', 3, null],
    ]);
  });

  it('may be compared as stored', () => {
    const [before, after] = [10, 30].map((bytes) => ({ layers: [layer(`${bytes}`, 'a', bytes)], from: 0 }));
    expect(compareLayers(before!, after!, 'blobBytes')[0]?.delta).toBe(10);
  });

  it('may leave out a base on either side', () => {
    const before = { layers: [layer('1', 'ADD base', 100), layer('2', 'COPY . .', 10)], from: 1 };
    const after = {
      layers: [layer('3', 'ADD base', 900), layer('4', 'RUN base', 90), layer('5', 'COPY . .', 15)],
      from: 2,
    };
    expect(compareLayers(before, after, 'fileBytes')).toEqual([
      { kind: 'layer', name: 'layer 2: COPY . .', before: 10, after: 15, delta: 5 },
    ]);
  });

  it('are never paired with a layer of the base, though it says the same', () => {
    const layers = [layer('1', 'RUN x', 5), layer('2', 'COPY . .', 10)];
    const more = [layer('3', 'ADD base', 9), layer('4', 'RUN x', 7), layer('2', 'COPY . .', 10)];
    const [came] = compareLayers({ layers, from: 1 }, { layers: more, from: 1 }, 'fileBytes');
    expect(came).toEqual({ kind: 'layer', name: 'layer 1: RUN x', before: null, after: 7, delta: 7 });
    const [went] = compareLayers({ layers: more, from: 1 }, { layers, from: 1 }, 'fileBytes');
    expect(went).toEqual({ kind: 'layer', name: 'layer 1: RUN x', before: 7, after: null, delta: -7 });
  });

  it('come and go though they store nothing', () => {
    expect(told([layer('1', 'RUN rm a', 0)], [layer('2', 'RUN rm b', 0)])).toEqual([
      ['layer 0: RUN rm a', 0, null],
      ['layer 0: RUN rm b', null, 0],
    ]);
  });

  it('are recognised though a build argument changed', () => {
    expect(told([layer('1', 'RUN BUILD=1 make', 5)], [layer('2', 'RUN BUILD=2 make', 7)])).toEqual([
      ['layer 0: RUN BUILD=2 make', 5, 7],
    ]);
  });
});

describe('paths of two builds', () => {
  const known = (paths: Readonly<Record<string, number>>, isComplete = true) => ({ paths, isComplete });

  it('grow, shrink, come and go', () => {
    const changes = comparePaths(known({ a: 5, b: 5, c: 5 }), known({ a: 9, b: 1, d: 2 }));
    expect(changes.map(({ name, before, after, delta }) => [name, before, after, delta])).toEqual([
      ['c', 5, null, -5],
      ['a', 5, 9, 4],
      ['b', 5, 1, -4],
      ['d', null, 2, 2],
    ]);
  });

  it('beyond what a side records count from the least that it records', () => {
    const changes = comparePaths(
      known({ big: 100, least: 40 }, false),
      known({ big: 100, fresh: 60, small: 30 }),
    );
    expect(changes.map(({ name, delta }) => [name, delta])).toEqual([
      ['least', -40],
      ['fresh', 20],
    ]);
  });

  it('that are no longer among the largest have shrunk to the least that is recorded, at most', () => {
    const changes = comparePaths(known({ a: 50, b: 20 }), known({ b: 20 }, false));
    expect(changes).toEqual([{ kind: 'path', name: 'a', before: 50, after: null, delta: -30 }]);
  });

  it('are not taken for directories of those whose names begin alike', () => {
    const changes = comparePaths(known({}), known({ a: 10, ab: 10, 'c/': 10, 'c/d': 9, 'e/': 10, 'e/f': 8 }));
    expect(changes.map(({ name }) => name)).toEqual(['a', 'ab', 'e/', 'c/d', 'e/f']);
  });

  it('leave out a directory that one thing inside it explains', () => {
    const changes = comparePaths(
      known({ 'a/': 10, 'a/x': 10, 'b/': 10 }),
      known({ 'a/': 110, 'a/x': 10, 'a/y': 100, 'b/': 30, 'b/p': 9, 'b/q': 9 }),
    );
    expect(changes.map(({ name }) => name)).toEqual(['a/y', 'b/', 'b/p', 'b/q']);
  });
});
