/**
 * Docker's rules in the plainest words, from the description of the dialect and of the two walks, sharing nothing with src/: patterns become
 * JavaScript's own regular expressions (which explode on evil patterns, so tests keep them small).
 */
export interface NaiveRule {
  readonly isException: boolean;
  readonly pattern: string;
  readonly matches: (path: string) => boolean;
}

/** What is said of one path of a tree. */
export interface NaiveVerdict {
  readonly sent: boolean;
  /** Index of the last rule that matched, -1 for none. */
  readonly decidedBy: number;
}

/** Rules from cleaned lines, `!` first for an exception. */
export function naiveRules(lines: readonly string[]): readonly NaiveRule[] {
  return lines.map((line) => {
    const isException = line.startsWith('!');
    const pattern = isException ? line.slice(1) : line;
    return { isException, pattern, matches: naiveTest(pattern) };
  });
}

function naiveTest(pattern: string): (path: string) => boolean {
  if (!/[*?]/.test(pattern)) return (path) => path === pattern;
  if (/^[^*?]*\*\*$/.test(pattern) && pattern !== '**')
    return (path) => path.startsWith(pattern.slice(0, -2));
  if (/^\*\*[^*?]*$/.test(pattern)) {
    const end = pattern.slice(2);
    return (path) => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1));
  }
  const source = pattern.replace(/\*\*\/?$|\*\*\/?|\*|\?|[^*?]/g, (token, at: number) => {
    if (token.startsWith('**')) return at + token.length === pattern.length ? '.*' : '(.*/)?';
    if (token === '*') return '[^/]*';
    return token === '?' ? '[^/]' : token.replace(/[.+()$]/, '\\$&');
  });
  const regexp = new RegExp(`^${source}$`, 'u');
  return (path) => regexp.test(path);
}

/** Verdicts on every path of a tree: paths in walk order, directories with a slash at the end. */
export function naiveWalk(
  rules: readonly NaiveRule[],
  tree: readonly string[],
  walk: 'buildkit' | 'classic',
): ReadonlyMap<string, NaiveVerdict> {
  const flags = new Map<string, readonly boolean[]>([['', rules.map(() => false)]]);
  const verdicts = new Map<string, { sent: boolean; decidedBy: number }>();
  const skipped = new Map<string, number>();
  for (const entry of tree) {
    const path = entry.replace(/\/$/, '');
    const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const skippedBy = skipped.get(parent);
    if (skippedBy !== undefined) {
      skipped.set(path, skippedBy);
      verdicts.set(path, { sent: false, decidedBy: skippedBy });
      continue;
    }
    const { excluded, own } = evaluate(rules, path, flags.get(parent)!);
    const decidedBy = own.lastIndexOf(true);
    verdicts.set(path, { sent: !excluded, decidedBy });
    if (!excluded && walk === 'buildkit') sendParents(verdicts, path);
    if (!entry.endsWith('/')) continue;
    flags.set(path, own);
    if (excluded && isPruned(rules, path, walk)) skipped.set(path, decidedBy);
  }
  return verdicts;
}

function evaluate(
  rules: readonly NaiveRule[],
  path: string,
  parent: readonly boolean[],
): { excluded: boolean; own: boolean[] } {
  let excluded = false;
  const own: boolean[] = [];
  for (const [i, rule] of rules.entries()) {
    let hit = parent[i]!;
    if (!hit) {
      if (rule.isException !== excluded) {
        own.push(false);
        continue;
      }
      hit = rule.matches(path);
    }
    own.push(hit);
    if (hit) excluded = !rule.isException;
  }
  return { excluded, own };
}

function sendParents(verdicts: Map<string, { sent: boolean }>, path: string): void {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    verdicts.get(path.slice(0, at))!.sent = true;
}

function isPruned(rules: readonly NaiveRule[], directory: string, walk: 'buildkit' | 'classic'): boolean {
  const exceptions = rules.filter((rule) => rule.isException).map((rule) => rule.pattern);
  if (walk === 'classic') return !exceptions.some((pattern) => `${pattern}/`.startsWith(`${directory}/`));
  const cut = exceptions.map((pattern) => pattern.replace(/\/\*\*$/, '').replace(/\/\*$/, ''));
  if (cut.some((pattern) => /[*[\]?^\\]/.test(pattern))) return false;
  return !cut.some((pattern) => `${pattern}/`.startsWith(`${directory}/`));
}
