import { type RuleSet, tryRule } from './rule-set.ts';

/** What one rule did to a path. */
interface RuleStep {
  /** Index of the rule. */
  readonly rule: number;
  /** `inherited`: it matched a parent; `skipped`: it could change nothing, so it was not tried. */
  readonly effect: 'excluded' | 'reincluded' | 'inherited' | 'skipped' | 'no match';
  /** The path or the parent that it matched. */
  readonly on: string | null;
}

/** How the rules come to their decision on a path. */
export interface RuleTrace {
  /** The path, or the directory above it below which nobody looks. */
  readonly path: string;
  readonly excluded: boolean;
  /** Index of the last rule that matched, -1 for none. */
  readonly decidedBy: number;
  readonly steps: readonly RuleStep[];
}

/**
 * The decision of `matchEntry` on a path, worked out from the root down in the plainest way, every step of every rule told.
 * Ends early at an excluded directory that `isSkipped`. Throws as `tryRule` does.
 */
export function traceRules(set: RuleSet, path: string, isSkipped: (directory: string) => boolean): RuleTrace {
  let parents: readonly (string | null)[] = [];
  for (let slash = path.indexOf('/'); ; slash = path.indexOf('/', slash + 1)) {
    const current = slash < 0 ? path : path.slice(0, slash);
    const trace = traceOne(set, current, parents);
    if (slash < 0 || (trace.excluded && isSkipped(current))) return trace;
    parents = trace.steps.map((step) => step.on);
  }
}

function traceOne(set: RuleSet, path: string, parents: readonly (string | null)[]): RuleTrace {
  let excluded = false;
  let decidedBy = -1;
  const steps = set.rules.map((rule, index): RuleStep => {
    const inherited = parents[index] ?? null;
    if (inherited === null) {
      if (rule.isException !== excluded) return { rule: index, effect: 'skipped', on: null };
      if (!tryRule(set, rule, path)) return { rule: index, effect: 'no match', on: null };
    }
    excluded = !rule.isException;
    decidedBy = index;
    if (inherited !== null) return { rule: index, effect: 'inherited', on: inherited };
    return { rule: index, effect: excluded ? 'excluded' : 'reincluded', on: path };
  });
  return { path, excluded, decidedBy, steps };
}
