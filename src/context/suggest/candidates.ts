import type { Fact, Observation } from '../../core/finding.ts';
import { isRecord } from '../../core/value.ts';
import { literalRule } from '../../ignore/literal.ts';

/** A line that may be worth adding to the ignore file. */
export interface Candidate {
  readonly line: string;
  /** The rule whose finding it would settle. */
  readonly rule: string;
}

/**
 * Lines that would settle the findings of a context: by-products by their names, secrets and large files by their paths, rules as they were meant.
 * Only text: what each saves, and whether the build can do without, is for the tree to say.
 */
export function suggestCandidates(observations: readonly Observation[]): readonly Candidate[] {
  const seen = new Set<string>();
  return observations.flatMap((observation) =>
    linesFor(observation).flatMap((line) => {
      if (line === '' || seen.has(line)) return [];
      seen.add(line);
      return { line, rule: observation.rule };
    }),
  );
}

function linesFor({ rule, place, facts }: Observation): readonly string[] {
  switch (rule) {
    case 'context/vcs-directory':
    case 'context/dependency-directory':
    case 'context/build-output':
      return byName(facts);
    case 'context/gitignore-habit':
      return facts['kind'] === 'every level' || facts['kind'] === 'trailing comment'
        ? [String(facts['instead'] ?? '')]
        : [];
    case 'context/git-ignored-yet-sent':
    case 'context/sent-not-needed':
      return paths(facts['paths']).map((path) => literalRule(path.replace(/\/$/, '')));
    case 'context/oversized-file':
    case 'context/secret-file':
    case 'context/special-file':
      return place.path === undefined ? [] : [literalRule(place.path)];
    default:
      return [];
  }
}

function byName(facts: Readonly<Record<string, Fact>>): readonly string[] {
  const name = literalRule(String(facts['name']));
  const isRootAlone = facts['directories'] === 1 && paths(facts['paths'])[0] === facts['name'];
  return [isRootAlone ? name : `**/${name}`];
}

function paths(fact: Fact | undefined): readonly string[] {
  if (!Array.isArray(fact)) return [];
  return fact.map((item: Fact) => String(isRecord(item) ? item['path'] : item));
}
