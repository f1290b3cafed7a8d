import type { RuleSet } from '../../ignore/rule-set.ts';

/** A builder's walk, or what of BuildKit's the Dockerfile asks for. */
export type LaneName = 'buildkit' | 'classic' | 'needed';

/** One way through the context: whose rules, and which directories it never looks into. */
export interface Lane {
  readonly name: LaneName;
  readonly rules: RuleSet;
  /** What BuildKit asks for, as rules that all re-include; null is everything. */
  readonly include: RuleSet | null;
  /** BuildKit sends the excluded parents of what it sends; the classic tar has no header for them. */
  readonly sendsParents: boolean;
  /** True for an excluded directory below which no rule can bring anything back, as this builder sees it. */
  readonly skipsExcluded: (directory: string) => boolean;
  /** True for a directory that is not asked for, nor anything below it, as this builder sees it. */
  readonly skipsUnasked: (directory: string) => boolean;
}

const NOT_LITERAL = /[*[\]?^\\]/;

/** BuildKit's walk. Source: tonistiigi/fsutil, filterFS.Walk. */
export function buildkitLane(rules: RuleSet, include: RuleSet | null = null): Lane {
  const exceptions = rules.rules
    .filter((rule) => rule.isException)
    .map((rule) => withoutTrailingGlob(rule.pattern));
  const asked =
    include?.rules.filter((rule) => !rule.isException).map((rule) => withoutTrailingGlob(rule.pattern)) ?? [];
  return {
    name: include === null ? 'buildkit' : 'needed',
    rules,
    include,
    sendsParents: true,
    skipsExcluded: skipsUnlessReached(exceptions),
    skipsUnasked: include === null ? () => false : skipsUnlessReached(asked),
  };
}

/** The classic builder's walk. Source: moby/go-archive, Tarballer.Do. */
export function classicLane(rules: RuleSet): Lane {
  const exceptions = rules.rules.filter((rule) => rule.isException).map((rule) => `${rule.pattern}/`);
  return {
    name: 'classic',
    rules,
    include: null,
    sendsParents: false,
    skipsExcluded: (directory) => !exceptions.some((exception) => exception.startsWith(`${directory}/`)),
    skipsUnasked: () => false,
  };
}

/** One pattern that is not literal turns skipping off altogether. */
function skipsUnlessReached(patterns: readonly string[]): (directory: string) => boolean {
  if (patterns.some((pattern) => NOT_LITERAL.test(pattern))) return () => false;
  const reaching = patterns.map((pattern) => `${pattern}/`);
  return (directory) => !reaching.some((pattern) => pattern.startsWith(`${directory}/`));
}

/** True when BuildKit takes an exception for a plain path; one that is not turns skipping off for the whole walk. */
export function isLiteralException(pattern: string): boolean {
  return !NOT_LITERAL.test(withoutTrailingGlob(pattern));
}

/** True when BuildKit takes an exception for a plain path that it is not: files below that path are lost. */
export function isCutTooShort(pattern: string): boolean {
  return pattern.endsWith('/*/**') && isLiteralException(pattern);
}

/** Cutting twice is what BuildKit does, though `a/*` + `/**` then passes for the literal `a` and files are lost. */
function withoutTrailingGlob(pattern: string): string {
  const once = pattern.endsWith('/**') ? pattern.slice(0, -3) : pattern;
  return once.endsWith('/*') ? once.slice(0, -2) : once;
}
