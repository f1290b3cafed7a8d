import { describe, expect, it } from 'vitest';
import { parseDiveRules } from '../../../src/inspect/init/dive-ci.ts';

const budgets = (rules: string): readonly object[] =>
  parseDiveRules(`rules:\n${rules}`, '.dive-ci').map(({ budget }) => budget);

describe('a .dive-ci file', () => {
  it.each<[string, readonly object[]]>([
    ['  lowestEfficiency: 0.95', [{ efficiency: 0.95 }]],
    ['  lowestEfficiency: "0.95"', [{ efficiency: 0.95 }]],
    ['  lowestEfficiency: 95%', [{ efficiency: 0.95 }]],
    ['  highestWastedBytes: 20MB', [{ wasted: '20MB' }]],
    ['  highestWastedBytes: 1000', [{ wasted: 1000 }]],
    ['  highestUserWastedPercent: 0.20', [{ wasted: '20%', scope: 'own' }]],
    ['  highestUserWastedPercent: 0.07', [{ wasted: '7%', scope: 'own' }]],
    ['  lowestEfficiency: disabled', []],
    ['  highestWastedBytes: disabled\n  lowestEfficiency: 1', [{ efficiency: 1 }]],
  ])('with %j becomes %j', (rules, expected) => {
    expect(budgets(rules)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['rules:\n  lowestEfficiency: much', '.dive-ci:2:21: rules.lowestEfficiency "much" is no rule of dive.'],
    ['rules:\n  highestWastedBytes: lots', 'rules.highestWastedBytes "lots"'],
    ['rules:\n  fastest: 1', 'rules.fastest "1"'],
    ['rule: {}', '.dive-ci has no rules of dive.'],
    ['', '.dive-ci has no rules of dive.'],
    ['rules: [', '.dive-ci:1:'],
  ])('that says %j is refused', (text, message) => {
    expect(() => parseDiveRules(text, '.dive-ci')).toThrow(message);
  });
});
