import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathCover } from '../../../src/budget/path-cover.ts';
import type { PathVisitor } from '../../../src/core/path-visit.ts';
import type { Stack } from '../../../src/image/stack/stack.ts';
import { visitFinalPaths, visitLayerPaths } from '../../../src/image/stack/visit-paths.ts';
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
