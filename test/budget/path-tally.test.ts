import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PathBudget } from '../../src/budget/budget.ts';
import { beginTallies } from '../../src/budget/path-tally.ts';
import { compareText } from '../../src/core/order.ts';

function budgetOf(pattern: string, more: Partial<PathBudget> = {}): PathBudget {
  const limits = { of: 'total', unit: 'bytes', limit: 0, warnAt: null, origin: null } as const;
  return { kind: 'path', pattern, scope: 'all', range: 'final', ...limits, ...more };
}

describe('the tally of a path budget', () => {
  const budget = budgetOf('**');
  const file = fc.record({ bytes: fc.nat(50), body: fc.integer({ min: -1, max: 40 }) });

  it('ranks as a sort of everything does, however many files come, and counts a body once', () => {
    fc.assert(
      fc.property(fc.array(file, { maxLength: 400 }), fc.integer({ min: 0, max: 9 }), (files, top) => {
        const { final, of } = beginTallies([budget], 0, top);
        const seen = new Set<number>();
        const counted = files.map(({ bytes, body }, index) => {
          const own = body >= 0 && seen.has(body) ? 0 : bytes;
          if (body >= 0) seen.add(body);
          return { name: `f${index}`, bytes: own };
        });
        for (const [index, { bytes, body }] of files.entries())
          final!.visit(`f${index}`, 'file', bytes, null, body);
        const ranked = [...counted].sort((a, b) => b.bytes - a.bytes || compareText(a.name, b.name));
        const tally = of(budget);
        expect(tally.largest).toEqual(top === 0 ? ranked : ranked.slice(0, top));
        expect(tally.paths).toBe(files.length);
        expect(tally.bytes).toBe(counted.reduce((sum, { bytes }) => sum + bytes, 0));
      }),
    );
  });

  it('names directories while it has met nothing else, the first ones in the order of the walk', () => {
    const { final, of } = beginTallies([budget], 0, 2);
    for (const name of ['c', 'a', 'b']) final!.visit(name, 'directory', 0, null, -1);
    expect(of(budget)).toMatchObject({
      paths: 3,
      largest: [
        { name: 'c/', bytes: 0 },
        { name: 'a/', bytes: 0 },
      ],
    });
    final!.visit('file', 'file', 5, null, -1);
    expect(of(budget)).toMatchObject({ paths: 1, bytes: 5, largest: [{ name: 'file', bytes: 5 }] });
  });

  it('names all directories when all are asked for', () => {
    const { final, of } = beginTallies([budget], 0, 0);
    for (const name of ['b', 'a']) final!.visit(name, 'directory', 0, null, -1);
    expect(of(budget).largest.map(({ name }) => name)).toEqual(['b/', 'a/']);
  });

  it('counts for each budget what its pattern covers', () => {
    const budgets = ['a', '**/x', 'gone'].map((pattern) => budgetOf(pattern));
    const { final, of } = beginTallies(budgets, 0, 0);
    for (const [index, path] of ['a/x', 'b/x', 'a/y'].entries())
      final!.visit(path, 'file', 10 ** index, null, -1);
    expect(budgets.map((one) => [of(one).bytes, of(one).paths])).toEqual([
      [101, 2],
      [11, 2],
      [0, 0],
    ]);
    expect(of(budgets[2]!).largest).toEqual([]);
  });

  it('leaves to own budgets what the layers above the base hold', () => {
    const own = budgetOf('**', { scope: 'own' });
    const { final, of } = beginTallies([own, budget], 2, 0);
    for (const layer of [0, 1, 2, 3, null]) final!.visit(`in ${layer}`, 'file', 1, layer, -1);
    expect(of(own).largest.map(({ name }) => name)).toEqual(['in 2', 'in 3', 'in null']);
    expect(of(budget).paths).toBe(5);
  });

  it('asks for the paths of the final tree or of every layer, as the budgets do', () => {
    const everywhere = budgetOf('**', { range: 'any-layer' });
    expect(beginTallies([budget], 0, 0)).toMatchObject({ layers: null, final: expect.anything() });
    const { final, layers, of } = beginTallies([everywhere], 0, 0);
    expect(final).toBeNull();
    for (const layer of [1, null]) layers!.visit('a', 'file', 1, layer, -1);
    layers!.visit('d', 'directory', 0, 2, -1);
    expect(of(everywhere)).toMatchObject({ paths: 2, largest: [{ name: 'a' }, { name: 'a (layer 1)' }] });
    const both = beginTallies([everywhere, budget], 0, 0);
    both.layers!.visit('a', 'file', 1, 1, -1);
    both.final!.visit('b', 'symlink', 2, 1, -1);
    expect([both.of(everywhere).largest, both.of(budget).largest]).toEqual([
      [{ name: 'a (layer 1)', bytes: 1 }],
      [{ name: 'b', bytes: 2 }],
    ]);
  });

  it('says beforehand which paths it can do without', () => {
    const { mayCover, needsPaths } = beginTallies([budgetOf('a/b')], 0, 0).final!;
    expect(['a', 'b'].map((directory) => [mayCover(directory), needsPaths(directory)])).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});
