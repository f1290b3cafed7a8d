import { describe, expect, it } from 'vitest';
import { nearestText } from '../../src/core/nearest.ts';

describe('the nearest known word', () => {
  it.each<[string, readonly string[], string | null]>([
    ['totl', ['total', 'transfer'], 'total'],
    ['bugdets', ['budgets', 'base'], 'budgets'],
    ['FILES', ['file', 'files'], 'files'],
    ['x', ['in', 'scope'], null],
    ['completely-else', ['total'], null],
    ['', ['total'], null],
    ['ab', ['ab', 'ba'], 'ab'],
  ])('of %j among %j is %j', (word, known, nearest) => {
    expect(nearestText(word, known)).toBe(nearest);
  });
});
