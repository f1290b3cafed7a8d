import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSurelyBudget, isSurelyConfig } from '../../src/config/fits.ts';
import { contextBudgetSchema, imageBudgetSchema } from '../../src/config/schema/budget-schema.ts';
import { configSchema } from '../../src/config/schema/config-schema.ts';

const size = fc.constantFrom(
  5,
  0,
  -1,
  1.5,
  '20MB',
  '1.5 GiB',
  '90%',
  '',
  '20XB',
  '99999999999TB',
  null,
  true,
  {},
  0.9,
);
const budget = fc.record(
  {
    total: size,
    transfer: size,
    compressed: size,
    layer: size,
    layers: size,
    wasted: size,
    efficiency: fc.constantFrom(0, 0.95, 1, 2, '95%'),
    files: size,
    file: size,
    path: fc.constantFrom('**/x', '!x', '', 7),
    forbidden: fc.constantFrom(true, false),
    in: fc.constantFrom('final', 'any-layer', 'all'),
    growth: fc.record(
      {
        of: fc.constantFrom('total', 'files', 'x'),
        percent: fc.constantFrom(1, -1, '5'),
        atLeast: size,
        more: size,
      },
      { requiredKeys: [] },
    ),
    scope: fc.constantFrom('all', 'own', 'mine'),
    warnAt: size,
    totl: size,
  },
  { requiredKeys: [] },
);
/** Mostly one measure and few qualifiers, so that many are right. */
const likely = fc.oneof(
  budget,
  fc.record({ total: size, warnAt: size, scope: fc.constantFrom('all', 'own') }, { requiredKeys: ['total'] }),
  fc.record(
    { path: fc.constantFrom('a', '!a'), files: size, in: fc.constant('any-layer') },
    { requiredKeys: ['path'] },
  ),
  fc.record({ efficiency: fc.constantFrom(0.5, 2), warnAt: size }),
  fc.record({ wasted: size, warnAt: size }),
  fc.record({ growth: fc.record({ percent: fc.constantFrom(1, 2.5), atLeast: size }) }),
);
const config = fc.record(
  {
    contexts: fc.array(
      fc.record(
        {
          path: fc.constantFrom('.', ''),
          name: fc.constantFrom('x', 1),
          budgets: fc.array(likely, { maxLength: 2 }),
        },
        { requiredKeys: ['path'] },
      ),
      { maxLength: 2 },
    ),
    images: fc.array(
      fc.record(
        {
          archive: fc.constantFrom('a.tar', 1),
          platform: fc.constantFrom('linux/amd64', 'linux'),
          image: fc.constantFrom('x', 1, 0),
          base: fc.constantFrom(
            { layers: 1 },
            { archive: 'b' },
            {},
            { layers: 1, archive: 'b' },
            { layers: -1 },
          ),
          budgets: fc.array(likely, { maxLength: 2 }),
        },
        { requiredKeys: ['archive'] },
      ),
      { maxLength: 2 },
    ),
    rules: fc.dictionary(
      fc.constantFrom('a/b', 'c/d'),
      fc.constantFrom(
        'off',
        'error',
        'fatal',
        {},
        { severity: 'note' },
        { limit: '5MB' },
        { limit: '99999999999TB' },
        5,
      ),
    ),
    suppress: fc.array(
      fc.record(
        {
          rule: fc.constant('a/b'),
          reason: fc.constantFrom('x', ''),
          until: fc.constantFrom('2027-01-31', '2027-02-30', 'x'),
        },
        { requiredKeys: ['rule', 'reason'] },
      ),
      { maxLength: 1 },
    ),
    baseline: fc.constantFrom('b.json', 5),
    failOn: fc.constantFrom('error', 'never', 'x'),
    extends: fc.constantFrom('x', ['x', 'y'], [], 5),
    imagez: fc.constant([]),
  },
  { requiredKeys: [] },
);

describe('the quick look at a configuration', () => {
  it('accepts what the definition accepts, and nothing else', () => {
    fc.assert(
      fc.property(config, (value) => {
        expect(isSurelyConfig(value)).toBe(configSchema.safeParse(value).success);
      }),
      { numRuns: 2000 },
    );
  });

  it('accepts what is surely right', () => {
    const right = fc.record({
      contexts: fc.array(
        fc.record({
          path: fc.constant('.'),
          budgets: fc.array(
            fc.constantFrom(
              { total: '5MB', warnAt: '90%' },
              { path: 'x', forbidden: true },
              { growth: { percent: 5 } },
            ),
          ),
        }),
      ),
      rules: fc.constantFrom({ 'a/b': 'off' }, { 'a/b': { severity: 'note', limit: '5MB' } }),
      failOn: fc.constantFrom('error', 'never'),
    });
    fc.assert(
      fc.property(right, (value) => {
        expect(configSchema.safeParse(value).success).toBe(true);
        expect(isSurelyConfig(value)).toBe(true);
      }),
    );
  });

  it('agrees about each budget', () => {
    fc.assert(
      fc.property(likely, (value) => {
        expect(isSurelyBudget('context', value)).toBe(contextBudgetSchema.safeParse(value).success);
        expect(isSurelyBudget('image', value)).toBe(imageBudgetSchema.safeParse(value).success);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([null, undefined, 5, 'text', [], [[]]])('refuses %j', (value) => {
    expect(isSurelyConfig(value)).toBe(false);
  });
});
