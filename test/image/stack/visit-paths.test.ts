import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathCover } from '../../../src/budget/path-cover.ts';
import type { PathVisitor } from '../../../src/core/path-visit.ts';
import type { Stack } from '../../../src/image/stack/stack.ts';
import { visitFinalPaths, visitLayerPaths } from '../../../src/image/stack/visit-paths.ts';
import { layersOf } from '../../support/layer-notation.ts';
import { stackOf } from '../../support/layers.ts';
import { randomLayers, stackOfModel } from '../../support/random-layers.ts';
import { paxHeader } from '../../support/tar.ts';

type Visit = (stack: Stack, visitor: PathVisitor) => void;
const EVERYTHING = { mayCover: () => true, needsPaths: () => true, mayEnd: () => true };

/** The paths that a visitor is shown and that the patterns cover. */
function covered(stack: Stack, visit: Visit, patterns: readonly string[], asks: object): readonly string[] {
  const cover = pathCover(patterns);
  const seen: string[] = [];
  const record = (path: string, kind: string, bytes: number, layer: number | null): void => {
    const of = cover.of(path);
    if (of.length > 0) seen.push(`${path} ${kind} ${bytes} ${layer} ${[...of].sort()}`);
  };
  visit(stack, { ...cover, ...asks, visit: record });
  return seen.sort();
}

describe('the paths of an image that patterns cover', () => {
  const patterns = fc.array(
    fc.constantFrom(
      'a',
      '**/a',
      'b/*',
      '**/d',
      '**/c/**',
      'c/d',
      '*/a',
      'b',
      '**/d/*',
      '[ab]/b',
      '**/?',
      'c/**/b',
    ),
    { minLength: 1, maxLength: 3 },
  );

  it.each<[string, Visit]>([
    ['of the final tree', visitFinalPaths],
    ['of every layer', visitLayerPaths],
  ])('%s are the same whether all paths are looked at or only those that may matter', (_where, visit) => {
    fc.assert(
      fc.property(randomLayers, patterns, (layers, asked) => {
        const stack = stackOfModel(layers);
        expect(covered(stack, visit, asked, {})).toEqual(covered(stack, visit, asked, EVERYTHING));
      }),
      { numRuns: 300 },
    );
  });

  it('are found below thousands of directories', () => {
    const below = `x/${'d/'.repeat(5000)}`;
    const file = (name: string) => [paxHeader({ path: `${below}${name}` }), { name: 'x' }];
    const stack = stackOf([[...file('id_rsa'), ...file('other')]]);
    for (const visit of [visitFinalPaths, visitLayerPaths])
      expect(covered(stack, visit, ['**/id_rsa'], {})).toHaveLength(1);
  });
});

describe('what is told of a path', () => {
  const told = (notation: string, visit: Visit): readonly string[] => {
    const rows: string[] = [];
    const record = (path: string, kind: string, bytes: number, layer: number | null, body: number): void => {
      rows.push(`${path} ${kind} ${bytes} ${layer}${body < 0 ? '' : ` body ${body}`}`);
    };
    visit(stackOf(layersOf(notation)), { ...EVERYTHING, visit: record });
    return rows;
  };

  it('of the final tree is what it shows, the layer of its body, and the body that may have other names', () => {
    const stack = './ d/ d/a:10 s>a e/f:1 x=nowhere gone:3 / d/c:2 t>a b=d/a p:4 / -gone p:5';
    expect([...told(stack, visitFinalPaths)].sort()).toEqual([
      'b file 10 0 body 2',
      'd directory 0 0',
      'd/a file 10 0 body 2',
      'd/c file 2 1',
      'e directory 0 0',
      'e/f file 1 0',
      'p file 5 2',
      's symlink 0 0',
      't symlink 0 1',
      'x file 0 0',
    ]);
  });

  it('of the layers is every entry in its order, but for markers and the root', () => {
    const layers = './ d/ d/a:10 s>a x=d/a / .wh..wh.plnk:7 d/a:2 -s d/! f:1 / d/a:3';
    expect(told(layers, visitLayerPaths)).toEqual([
      'd directory 0 0',
      'd/a file 10 0',
      's symlink 0 0',
      'x file 0 0',
      'd/a file 2 1',
      'f file 1 1',
      'd/a file 3 2',
    ]);
  });

  it.each<[string, Visit]>([
    ['the final tree', visitFinalPaths],
    ['the layers', visitLayerPaths],
  ])('of a device in %s is that it is something else', (_where, visit) => {
    const kinds: string[] = [];
    const stack = stackOf([['3', '4', '6', 'Z'].map((type) => ({ name: `x${type}`, type }))]);
    visit(stack, { ...EVERYTHING, visit: (path, kind) => kinds.push(`${path} ${kind}`) });
    expect(kinds.sort()).toEqual(['x3 other', 'x4 other', 'x6 other', 'xZ other']);
  });
});

describe('a visitor', () => {
  const tree = 'a/b/c/x:1 a/y:1 b/x:1 z:1';
  /** Paths that a visitor is shown that wants the names `ends`, all that is in `whole`, and looks only into what `mayCover` lets it. */
  const shown = (
    visit: Visit,
    ends: string,
    whole: string,
    mayCover = (_: string) => true,
  ): readonly string[] => {
    const paths: string[] = [];
    visit(stackOf(layersOf(tree)), {
      mayCover,
      needsPaths: (path) => path === whole,
      mayEnd: (bytes, start, end) => Buffer.from(bytes.subarray(start, end)).toString() === ends,
      visit: (path) => paths.push(path),
    });
    return paths.sort();
  };

  it.each<[string, Visit, string, string, readonly string[]]>([
    ['that wants a name gets it anywhere', visitFinalPaths, 'x', 'none', ['a/b/c/x', 'b/x']],
    ['that wants a name of a layer gets it anywhere', visitLayerPaths, 'x', 'none', ['a/b/c/x', 'b/x']],
    ['that wants all of the root gets what is in it', visitFinalPaths, 'no', '', ['a', 'b', 'z']],
    ['that wants all of a layer’s root gets what is in it', visitLayerPaths, 'no', '', ['z']],
    [
      'that wants all of a directory gets what is below it',
      visitFinalPaths,
      'no',
      'a',
      ['a/b', 'a/b/c', 'a/b/c/x', 'a/y'],
    ],
    ['that wants all of a layer’s directory', visitLayerPaths, 'no', 'a', ['a/b/c/x', 'a/y']],
    [
      'that wants all of a directory that has a wanted name',
      visitFinalPaths,
      'b',
      'a/b',
      ['a/b', 'a/b/c', 'a/b/c/x', 'b'],
    ],
    ['that wants all of a layer’s directory with a wanted name', visitLayerPaths, 'b', 'a/b', ['a/b/c/x']],
  ])('%s', (_what, visit, ends, whole, expected) => {
    expect(shown(visit, ends, whole)).toEqual(expected);
  });

  it('is shown nothing below a directory that it covers nothing of', () => {
    expect(shown(visitFinalPaths, 'x', 'none', (path) => path !== 'a')).toEqual(['b/x']);
  });
});
