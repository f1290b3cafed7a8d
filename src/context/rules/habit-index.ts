import type { IgnoreRule } from '../../ignore/rule.ts';
import { ARTIFACT_NAMES } from './artifact-names.ts';

const WILDCARD = /[*?[\\]/;
const CLUTTER: ReadonlySet<string> = new Set([
  ...['.DS_Store', 'Thumbs.db', 'desktop.ini', '.env', '.idea', '.vscode', 'npm-debug.log', 'yarn-error.log'],
]);

/** Rules that mean the root alone, though a .gitignore would mean every level by them; found by name without trying each. */
export interface HabitIndex {
  /** Indices of the rules that match this name. */
  readonly find: (name: string) => readonly number[];
  readonly isEmpty: boolean;
}

const NONE: readonly number[] = [];

/** Prepares the rules that look like habits: wildcards without a slash, and names that come up at every level. */
export function indexHabits(rules: readonly IgnoreRule[]): HabitIndex {
  const byName = new Map<string, number[]>();
  const byExtension = new Map<string, number[]>();
  const others: number[] = [];
  for (const [index, rule] of rules.entries()) {
    if (!isHabit(rule)) continue;
    const { pattern } = rule;
    if (!WILDCARD.test(pattern)) add(byName, pattern, index);
    else if (WILDCARD.test(extensionOf(pattern)) || !pattern.includes('.')) others.push(index);
    else add(byExtension, extensionOf(pattern), index);
  }
  const matching = (indices: readonly number[], name: string): readonly number[] =>
    indices.filter((index) => rules[index]!.test?.(name));
  return {
    isEmpty: byName.size + byExtension.size + others.length === 0,
    find: (name) => {
      const exact = byName.get(name) ?? NONE;
      const ending = byExtension.size === 0 ? NONE : (byExtension.get(extensionOf(name)) ?? NONE);
      if (exact.length + ending.length + others.length === 0) return NONE;
      return [...exact, ...matching(ending, name), ...matching(others, name)];
    },
  };
}

function isHabit({ isException, line, pattern, kind }: IgnoreRule): boolean {
  if (isException || line === 0 || kind === 'broken' || pattern.includes('/') || pattern.startsWith('**'))
    return false;
  if (!WILDCARD.test(pattern)) return CLUTTER.has(pattern) || ARTIFACT_NAMES.has(pattern);
  // `*` and the like are allow-lists, not habits.
  return /[A-Za-z0-9]/.test(pattern.replace(/\[[^\]]*\]/g, ''));
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function add(map: Map<string, number[]>, key: string, index: number): void {
  map.set(key, [...(map.get(key) ?? []), index]);
}
