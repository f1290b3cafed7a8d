import { parentPath } from '../core/posix-path.ts';
import { type RuleSet, tryRule } from './rule-set.ts';

/**
 * Whether the rules exclude a path, each tried on the path and on all its parents, the last match deciding.
 * BuildKit's file opener asks this way, while its walk asks `matchEntry`: where they disagree, the file arrives empty.
 * Source: moby/patternmatcher, MatchesOrParentMatches.
 */
export function matchesPathOrParents(set: RuleSet, path: string): boolean {
  const paths = [path];
  for (let at = parentPath(path); at !== '.'; at = parentPath(at)) paths.push(at);
  let excluded = false;
  for (const rule of set.rules) {
    if (rule.isException !== excluded) continue;
    if (paths.some((one) => tryRule(set, rule, one))) excluded = !rule.isException;
  }
  return excluded;
}

/**
 * Whether the rules exclude a path, each tried on the path and on the one parent of the pattern's own depth: how the classic client
 * asks for its own two files. Source: moby/patternmatcher, Matches.
 */
export function matchesAtPatternDepth(set: RuleSet, path: string): boolean {
  const names = path.split('/');
  let excluded = false;
  for (const rule of set.rules) {
    if (rule.isException !== excluded) continue;
    const parent = names.slice(0, rule.pattern.split('/').length).join('/');
    if (tryRule(set, rule, path) || tryRule(set, rule, parent)) excluded = !rule.isException;
  }
  return excluded;
}
