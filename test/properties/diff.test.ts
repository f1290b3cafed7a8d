import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiffReport, PathDelta, PathState } from '../../src/diff/report.ts';
import { diffImages } from '../../src/inspect/diff/images.ts';
import { dockerArchive, scratchDirectory, writeTo } from '../support/image-archive.ts';
import { type TarEntry, tarOf } from '../support/tar.ts';

/** Few names and few contents, so that files meet, move and come back. */
const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const mode = fc.constantFrom(0o644, 0o755);
const mtime = fc.constantFrom(1_600_000_000, 1_700_000_000);
const body = fc.constantFrom('', 'x', 'y', 'long one', 'long two', 'z'.repeat(600));
const file = fc.record({ name: path, body, mode, mtime });
const directory = fc.record({ name: path, type: fc.constant('5'), mode, mtime });
const symlink = fc.record({ name: path, type: fc.constant('2'), link: name, mtime });
const hardlink = fc.record({ name: path, type: fc.constant('1'), link: path, mtime });
const whiteout = path.map((hidden) => ({ name: hidden.replace(/([^/]+)$/, '.wh.$1') }));
const entry: fc.Arbitrary<TarEntry> = fc.oneof(
  { weight: 8, arbitrary: file },
  { weight: 2, arbitrary: directory },
  { weight: 2, arbitrary: symlink },
  { weight: 3, arbitrary: hardlink },
  { weight: 2, arbitrary: whiteout },
);
const layer = fc.array(entry, { maxLength: 8 });
/** The two share some layers from the bottom, as images of one Dockerfile do. */
const pair = fc.tuple(
  fc.array(layer, { maxLength: 2 }),
  fc.array(layer, { minLength: 1, maxLength: 2 }),
  fc.array(layer, { minLength: 1, maxLength: 2 }),
);

const scratch = scratchDirectory();
let made = 0;

function archive(layers: readonly (readonly TarEntry[])[], compress = false): string {
  const tars = layers.map((entries) => tarOf(...entries));
  const spec = { layers: tars, ...(compress ? { stored: tars.map((tar) => gzipSync(tar)) } : {}) };
  return writeTo(scratch, `${made++ % 8}.tar`, dockerArchive(spec));
}

const everything = { top: 0 } as const;
const SWAPPED: Readonly<Partial<Record<PathState, PathState>>> = { added: 'removed', removed: 'added' };
const runs = { numRuns: 120 };

/** What a list says, whichever side it is looked at from. */
function mirrored({ path, from, state, changed, before, after, delta }: PathDelta): object {
  return {
    path: from ?? path,
    state: SWAPPED[state] ?? state,
    from: from === null ? null : path,
    changed,
    before: after,
    after: before,
    delta: -delta || 0,
  };
}

const sorted = (list: readonly object[]): readonly string[] =>
  list.map((item) => JSON.stringify(item)).sort();

async function diffBoth(
  layers: readonly [readonly TarEntry[][], readonly TarEntry[][], readonly TarEntry[][]],
  compress: readonly [boolean, boolean] = [false, false],
): Promise<DiffReport> {
  const [shared, old, now] = layers;
  return diffImages(
    archive([...shared, ...old], compress[0]),
    archive([...shared, ...now], compress[1]),
    everything,
  );
}

describe('the comparison of any two images', () => {
  it('finds nothing between an image and itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(layer, { minLength: 1, maxLength: 3 }), async (layers) => {
        const source = archive(layers);
        const report = await diffImages(source, source, everything);
        expect(report.same).toBe(true);
        expect(report.paths!.list).toEqual([]);
        expect(report.layers.every(({ state }) => state === 'same')).toBe(true);
        expect(Object.values(report.totals).every(({ delta }) => delta === 0)).toBe(true);
      }),
      runs,
    );
  });

  it('adds up: states, paths and layers to the differences of the totals', async () => {
    await fc.assert(
      fc.asyncProperty(pair, async (layers) => {
        const { totals, paths, layers: deltas } = await diffBoth(layers);
        const visible = totals['visibleBytes']!.delta;
        const sum = (list: readonly { readonly delta: number }[]): number =>
          list.reduce((total, { delta }) => total + delta, 0);
        expect(sum(Object.values(paths!.states))).toBe(visible);
        expect(sum(paths!.list)).toBe(visible);
        expect(paths!.matching.delta).toBe(visible);
        expect(sum(deltas)).toBe(totals['fileBytes']!.delta);
        const { before, after } = Object.values(paths!.states).reduce(
          (all, state) => ({ before: all.before + state.before, after: all.after + state.after }),
          { before: 0, after: 0 },
        );
        expect([before, after]).toEqual([totals['visibleBytes']!.before, totals['visibleBytes']!.after]);
      }),
      runs,
    );
  });

  it('mirrors itself when the sides are swapped', async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ([shared, old, now]) => {
        const [there, back] = [await diffBoth([shared, old, now]), await diffBoth([shared, now, old])];
        expect(sorted(back.paths!.list)).toEqual(sorted(there.paths!.list.map(mirrored)));
        for (const [total, { before, after }] of Object.entries(there.totals)) {
          expect([back.totals[total]!.after, back.totals[total]!.before]).toEqual([before, after]);
        }
        expect(back.paths!.directories.map(({ path, delta }) => [path, -delta || 0])).toEqual(
          there.paths!.directories.map(({ path, delta }) => [path, delta]),
        );
        expect(back.history.length).toBe(there.history.length);
      }),
      runs,
    );
  });

  it('says the same of plain and of compressed layers', async () => {
    await fc.assert(
      fc.asyncProperty(pair, async (layers) => {
        const [both, one] = [await diffBoth(layers, [true, true]), await diffBoth(layers, [true, false])];
        const { paths } = await diffBoth(layers);
        expect(both.paths).toEqual(paths);
        expect(one.paths).toEqual(paths);
      }),
      { numRuns: 60 },
    );
  });
});
