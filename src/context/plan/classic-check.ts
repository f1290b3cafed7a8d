import { matchesPathOrParents, type RuleSet } from '../../ignore/rule-set.ts';
import { diskPath, readNames, readStats } from '../walk/disk.ts';
import { typeOf } from '../walk/entry.ts';

/**
 * The classic client's look through the context before it writes the tar: it asks the rules by another method than the walk, so a rule may fail here
 * that the walk never tries, and the other way round. Throws the `ignore-file` error of such a rule. Source: docker/cli, ValidateContextDirectory.
 */
export function checkClassicContext(root: string, rules: RuleSet): void {
  if (rules.rules.every((rule) => rule.test !== null)) return;
  const pending = backwards(root, '');
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (!matchesPathOrParents(rules, path) && isDirectory(root, path)) pending.push(...backwards(root, path));
  }
}

/** Paths in a directory, the first one last. */
function backwards(root: string, directory: string): string[] {
  const prefix = directory === '' ? '' : `${directory}/`;
  try {
    const { names } = readNames(diskPath(`${root}/${directory}`));
    return names.map((name) => prefix + name).reverse();
  } catch {
    return [];
  }
}

function isDirectory(root: string, path: string): boolean {
  try {
    const stats = readStats(diskPath(`${root}/${path}`));
    return stats !== null && typeOf(stats.mode) === 'directory';
  } catch {
    return false;
  }
}
