import { describe, expect, it } from 'vitest';
import type { PlainMeasure } from '../../src/budget/budget.ts';
import { layerName } from '../../src/budget/measure.ts';
import { measureContext } from '../../src/budget/measure-context.ts';
import { type ImageFigures, measureImage } from '../../src/budget/measure-image.ts';
import type { ContextReport } from '../../src/context/report.ts';
import type { ImageReport } from '../../src/image/report.ts';

const named = (contributors: readonly { readonly name: string; readonly bytes: number }[]) =>
  contributors.map(({ name, bytes }) => `${name} ${bytes}`);

describe('a layer', () => {
  it.each<[number, string | null, string]>([
    [0, null, 'layer 0'],
    [3, 'RUN make', 'layer 3: RUN make'],
    [1, `COPY file:${'a'.repeat(64)} in /`, 'layer 1: COPY file:aaaaaaaaaaaa in /'],
  ])('is known by its number and its instruction: %d, %j', (index, instruction, name) => {
    expect(layerName(index, instruction)).toBe(name);
  });
});

describe('a measure of a context', () => {
  const report = {
    sent: { bytes: 100, files: 9 },
    transfer: { buildkitBytes: 120, needed: null },
    largestFiles: [
      { path: 'd/big', bytes: 60 },
      { path: 'top', bytes: 20 },
    ],
    largestDirectories: [
      { path: 'd', bytes: 80, files: 2 },
      { path: 'e', bytes: 0, files: 6 },
      { path: 'one', bytes: 1, files: 1 },
    ],
    topLevel: [
      { path: 'd', bytes: 80, files: 2 },
      { path: 'top', bytes: 20, files: 1 },
      { path: 'one', bytes: 1, files: 1 },
      { path: 'far', bytes: 1, files: 3 },
      { path: 'e', bytes: 0, files: 6 },
    ],
    neededTopLevel: null,
  } as unknown as ContextReport;

  it.each<[PlainMeasure, number | null, readonly string[]]>([
    ['total', 100, ['d/ 80', 'top 20', 'one/ 1', 'far/ 1']],
    ['transfer', 120, ['d/ 80', 'top 20', 'one/ 1', 'far/ 1']],
    ['files', 9, ['e/ 0', 'd/ 80', 'one/ 1']],
    ['file', 60, ['d/big 60', 'top 20']],
    ['layers', null, []],
  ])('%s is %s', (measure, measured, contributors) => {
    const found = measureContext(report, measure);
    expect([found.measured, named(found.contributors)]).toEqual([measured, contributors]);
  });

  it('is of what the Dockerfile asks for where there is one', () => {
    const needed = {
      ...report,
      transfer: { buildkitBytes: 120, needed: { buildkitBytes: 30 } },
      neededTopLevel: [{ path: 'top', bytes: 20, files: 1 }],
    } as unknown as ContextReport;
    const { measured, contributors } = measureContext(needed, 'transfer');
    expect([measured, named(contributors)]).toEqual([30, ['top 20']]);
    expect(measureContext(needed, 'total').measured).toBe(100);
  });

  it('is 0 for the largest of no files', () => {
    expect(measureContext({ ...report, largestFiles: [] }, 'file').measured).toBe(0);
  });
});

describe('a measure of an image', () => {
  const layer = (index: number, fileBytes: number, blobBytes: number, wastedBytes: number) => ({
    index,
    instruction: null,
    fileBytes,
    blobBytes,
    wastedBytes,
  });
  const report = {
    layers: [layer(0, 40, 4, 10), layer(1, 0, 1, 0), layer(2, 60, 5, 15), layer(3, 60, 9, 0)],
    totals: { visibleFiles: 7 },
    largestFiles: [{ path: 'a', bytes: 33 }],
    waste: {
      paths: [
        { path: 'low', events: [{ storedIn: 0, bytes: 10 }] },
        {
          path: 'both',
          events: [
            { storedIn: 0, bytes: 1 },
            { storedIn: 2, bytes: 12 },
            { storedIn: 3, bytes: 3 },
          ],
        },
      ],
    },
  } as unknown as ImageReport;
  const visitTree: ImageFigures['visitTree'] = (visit) => {
    visit('etc', 'directory', 0, 2, -1);
    visit('base', 'file', 90, 0, -1);
    visit('unknown', 'file', 90, null, -1);
    visit('z', 'file', 5, 1, -1);
    visit('y', 'file', 5, 2, -1);
    visit('one', 'file', 30, 2, 0);
    visit('link', 'symlink', 3, 2, -1);
    visit('another', 'file', 30, 2, 0);
  };
  const measure = (name: PlainMeasure, more: object = {}, top = 0, base = 1) => {
    const budget = { kind: 'plain', measure: name, unit: 'bytes', scope: 'all', limit: 0, warnAt: null };
    const all = { ...budget, origin: null, ...more } as Parameters<typeof measureImage>[1];
    return measureImage({ report, base, visitTree, top }, all);
  };
  const own = { scope: 'own' };

  it.each<[PlainMeasure, object, number | null, readonly string[]]>([
    ['total', {}, 160, ['layer 2 60', 'layer 3 60', 'layer 0 40']],
    ['total', own, 120, ['layer 2 60', 'layer 3 60']],
    ['compressed', {}, 19, ['layer 3 9', 'layer 2 5', 'layer 0 4', 'layer 1 1']],
    ['compressed', own, 15, ['layer 3 9', 'layer 2 5', 'layer 1 1']],
    ['layers', {}, 4, ['layer 2 60', 'layer 3 60', 'layer 0 40']],
    ['layers', own, 3, ['layer 2 60', 'layer 3 60']],
    ['layer', {}, 60, ['layer 2 60', 'layer 3 60', 'layer 0 40']],
    ['wasted', {}, 25, ['both 16', 'low 10']],
    ['wasted', own, 15, ['both 15']],
    ['wasted', { unit: 'ratio' }, 25 / 160, ['both 16', 'low 10']],
    ['wasted', { unit: 'ratio', ...own }, 15 / 120, ['both 15']],
    ['efficiency', {}, 135 / 160, ['both 16', 'low 10']],
    ['efficiency', own, 105 / 120, ['both 15']],
    ['files', {}, 7, ['a 33']],
    ['file', {}, 33, ['a 33']],
    ['files', own, 3, ['one 30', 'y 5', 'z 5']],
    ['file', own, 30, ['one 30', 'y 5', 'z 5']],
    ['transfer', {}, null, []],
  ])('%s, %j, is %s', (name, more, measured, contributors) => {
    const found = measure(name, more);
    expect([found.measured, named(found.contributors)]).toEqual([measured, contributors]);
  });

  it('names the lowest of the largest layers', () => {
    expect(measure('layer').layer).toBe(2);
    expect(measure('total').layer).toBeUndefined();
  });

  it('lists as many own files as asked for, and counts them all', () => {
    const found = measure('files', own, 2);
    expect([found.measured, named(found.contributors)]).toEqual([3, ['one 30', 'y 5']]);
  });

  it('of own files is that of all files where there is no base', () => {
    expect(measure('files', own, 0, 0).measured).toBe(7);
  });

  it('of nothing is 0, and efficient', () => {
    const empty = { ...report, layers: [], largestFiles: [] } as unknown as ImageReport;
    const of = (name: PlainMeasure, unit = 'bytes'): number | null =>
      measureImage({ report: empty, base: 0, visitTree: () => {}, top: 0 }, {
        kind: 'plain',
        measure: name,
        unit,
        scope: 'all',
      } as Parameters<typeof measureImage>[1]).measured;
    expect([of('wasted', 'ratio'), of('wasted'), of('efficiency'), of('layer'), of('file')]).toEqual([
      0, 0, 1, 0, 0,
    ]);
  });
});
