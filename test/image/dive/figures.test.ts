import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diveFigures } from '../../../src/image/dive/figures.ts';
import type { DiveFigures } from '../../../src/image/dive/report.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { type DiveEntry, modelDive } from '../../support/dive-model.ts';
import { fixture } from '../../support/fixtures.ts';
import { stackOf } from '../../support/layers.ts';
import { paxHeader, type TarEntry } from '../../support/tar.ts';

const file = (name: string, size: number): TarEntry => ({ name, body: Buffer.alloc(size) });
const directory = (name: string): TarEntry => ({ name: `${name}/`, type: '5' });
const whiteout = (directory: string, name: string): TarEntry => ({ name: `${directory}.wh.${name}` });

function figures(...layers: readonly (readonly TarEntry[])[]): DiveFigures {
  const { names, entries } = stackOf(layers);
  return diveFigures(names, entries);
}

describe('dive’s figures, worked out by hand', () => {
  it('count every copy of a rewritten file as waste, the one that stays included', () => {
    expect(figures([file('a', 10)], [file('a', 10)])).toEqual({
      sizeBytes: 20,
      userSizeBytes: 10,
      wastedBytes: 20,
      userWastedPercent: 2,
      efficiency: 0.5,
    });
  });

  it('take the smallest copy for the useful one', () => {
    const { wastedBytes, efficiency } = figures([file('a', 30)], [file('a', 10)], [file('b', 60)]);
    expect({ wastedBytes, efficiency }).toEqual({ wastedBytes: 40, efficiency: 70 / 100 });
  });

  it('see a deleted file', () => {
    const { wastedBytes, efficiency } = figures([file('a', 10), file('b', 30)], [whiteout('', 'a')]);
    expect({ wastedBytes, efficiency }).toEqual({ wastedBytes: 10, efficiency: 30 / 40 });
  });

  it('see no waste in a deleted directory, and a better score for it', () => {
    const layers = [[directory('d'), file('d/x', 30), file('a', 10)], [file('a', 10)]];
    expect(figures(...layers)).toMatchObject({ wastedBytes: 20, efficiency: 40 / 50 });
    expect(figures(...layers, [whiteout('', 'd')])).toMatchObject({ wastedBytes: 20, efficiency: 70 / 80 });
  });

  it('take a directory that no entry lists for a file', () => {
    // dive's own test of its score: 2000 + 5000, 3000, 10000, and a whiteout over a parent that is only implied.
    const { efficiency, wastedBytes } = figures(
      [file('etc/nginx/nginx.conf', 2000), file('etc/nginx/public', 3000)],
      [file('etc/nginx/nginx.conf', 5000), file('etc/athing', 10_000)],
      [whiteout('etc/', 'nginx')],
    );
    expect({ efficiency, wastedBytes }).toEqual({ efficiency: 0.75, wastedBytes: 7000 });
  });

  it('forget that a directory is one when a later layer only implies it', () => {
    const base = [directory('d'), file('d/x', 30)];
    expect(figures(base, [whiteout('', 'd')])).toMatchObject({ efficiency: 60 / 60 });
    expect(figures(base, [file('d/y', 5)], [whiteout('', 'd')])).toMatchObject({ efficiency: 35 / 35 });
  });

  it('do not know opaque directories', () => {
    const { wastedBytes, efficiency } = figures(
      [directory('d'), file('d/x', 30)],
      [directory('d'), { name: 'd/.wh..wh..opq' }],
    );
    expect({ wastedBytes, efficiency }).toEqual({ wastedBytes: 0, efficiency: 1 });
  });

  it('give a layer up at the whiteout of what is not there, and take a byte off', () => {
    const { wastedBytes, efficiency } = figures(
      [file('a', 10), file('z', 10)],
      [file('a', 10), whiteout('', 'absent'), file('z', 10)],
    );
    // By name `.wh.absent` comes before both: nothing of the second layer counts.
    expect({ wastedBytes, efficiency }).toEqual({ wastedBytes: 0, efficiency: 19 / 20 });
    const late = figures([file('-a', 10), file('z', 10)], [file('-a', 10), whiteout('', 'q'), file('z', 10)]);
    expect(late).toMatchObject({ wastedBytes: 20, efficiency: 19 / 30 });
  });

  it('have no percentage where there is no layer above the first', () => {
    expect(figures([file('a', 10)])).toMatchObject({
      userSizeBytes: 0,
      userWastedPercent: null,
      efficiency: 1,
    });
    expect(figures()).toMatchObject({ sizeBytes: 0, userWastedPercent: null, efficiency: 1 });
  });

  it('take hard links for nothing and a path twice in a layer for two in size, for one in the tree', () => {
    const { sizeBytes, wastedBytes } = figures(
      [file('a', 10), file('a', 20), { name: 'b', type: '1', link: 'a' }],
      [file('a', 30)],
    );
    expect({ sizeBytes, wastedBytes }).toEqual({ sizeBytes: 60, wastedBytes: 50 });
  });
});

describe('dive’s figures of any stack', () => {
  const name = fc.constantFrom('a', 'b', '-c', '.d');
  const path = fc.array(name, { minLength: 1, maxLength: 3 });
  const entry = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('file'), path, size: fc.integer({ min: 0, max: 9 }) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('directory'), path, size: fc.constant(0) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('whiteout'), path, size: fc.constant(0) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('opaque'), path, size: fc.constant(0) }) },
  );
  const layers = fc.array(fc.array(entry, { maxLength: 10 }), { minLength: 1, maxLength: 5 });

  it('are those of dive’s own way to compute them', () => {
    fc.assert(
      fc.property(layers, (stacked) => {
        const entries = stacked.map((layer) =>
          layer.map(({ kind, path, size }): DiveEntry => {
            const parts: string[] = [...path];
            if (kind === 'whiteout') parts.push(`.wh.${parts.pop()}`);
            if (kind === 'opaque') parts.push('.wh..wh..opq');
            return { path: parts.join('/'), size, isDirectory: kind === 'directory' };
          }),
        );
        const { efficiency, wastedBytes } = figures(
          ...entries.map((layer) =>
            layer.map(({ path, size, isDirectory }) => (isDirectory ? directory(path) : file(path, size))),
          ),
        );
        expect({ efficiency, wastedBytes }).toEqual(modelDive(entries));
      }),
      { numRuns: 3000 },
    );
  });

  it('are right where many whiteouts lie in each other', () => {
    const depth = 1500;
    const long = (path: string, entry: TarEntry): readonly TarEntry[] => [paxHeader({ path }), entry];
    const levels = Array.from({ length: depth }, (_, n) => 'd/'.repeat(n + 1));
    const base = levels.flatMap((path) => [...long(path, directory('x')), ...long(`${path}f`, file('x', 1))]);
    const whiteouts = levels.map((path) => long(`${path.slice(0, -2)}.wh.d`, file('x', 0))).reverse();
    // Deepest first, so that the outermost is looked up last; it is worth all the files.
    const { wastedBytes } = figures(base, whiteouts.flat(), [file('d', 5)]);
    expect(wastedBytes).toBe(depth + 5);
  });
});

describe('dive’s figures in a report', () => {
  it('stand beside ours', async () => {
    const { compat, waste } = await inspectImage(fixture('archives/tiny/kitchen/docker20-save.tar'));
    expect(compat.dive).toEqual({
      sizeBytes: 49_700,
      userSizeBytes: 23_956,
      // The two lists, .git/pack, index.js and package.json of a, index.js of b and .env, each copy of them.
      wastedBytes: 6000 + 4000 + 2 * (3072 + 1492 + 13 + 1492 + 13),
      userWastedPercent: 22_164 / 23_956,
      efficiency: expect.closeTo(0.646137, 6),
    });
    expect(waste.bytes).toBe(20_584);
  });
});
