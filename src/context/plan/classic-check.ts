import type { RuleSet } from '../../ignore/rule-set.ts';
import { matchesPathOrParents } from '../../ignore/whole-path.ts';
import { namesIn } from '../walk/look.ts';

/**
 * The classic client's look through the context before it writes the tar: it asks the rules by another method than the walk, so a rule may fail here
 * that the walk never tries, and the other way round. Throws the `ignore-file` error of such a rule. Source: docker/cli, ValidateContextDirectory.
 */
export function checkClassicContext(root: string, rules: RuleSet): void {
  if (rules.rules.every((rule) => rule.test !== null)) return;
  const pending = backwards(root, '');
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (!matchesPathOrParents(rules, path)) pending.push(...backwards(root, path));
  }
}

/** Paths in a directory, the first one last. */
function backwards(root: string, directory: string): string[] {
  const prefix = directory === '' ? '' : `${directory}/`;
  return namesIn(root, directory)
    .map((name) => prefix + name)
    .reverse();
}
