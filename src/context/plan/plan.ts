import { PlimsollError } from '../../core/errors.ts';
import type { IgnoreLine } from '../../ignore/reader.ts';
import { compileRules } from '../../ignore/rule.ts';
import { type RuleSet, ruleSet } from '../../ignore/rule-set.ts';
import { checkTravel } from '../../ignore/travel.ts';
import { matchesAtPatternDepth } from '../../ignore/whole-path.ts';
import { type ContextPlace, pathFromRoot } from '../place.ts';
import type { IgnoreFileFact, Walk } from '../report.ts';
import { buildkitLane, classicLane, isCutTooShort, type Lane, type LaneName } from '../walk/lane.ts';
import { checkClassicContext } from './classic-check.ts';
import { type IgnoreSource, readIgnoreSource } from './ignore-source.ts';

/** The lanes to walk, and why a builder has none. */
export interface LanePlan {
  readonly lanes: readonly Lane[];
  /** Index of the lane that is shown. */
  readonly shown: number;
  readonly ignoreFile: IgnoreFileFact | null;
  /** Lines of that file. */
  readonly lines: readonly IgnoreLine[];
  /** What stops a builder before it walks; the shown one's failure is thrown instead. */
  readonly failures: ReadonlyMap<LaneName, PlimsollError>;
}

const NO_RULES: RuleSet = ruleSet([], '.dockerignore');

/** Plans a lane for each builder that can read its rules. Throws where the builder that is shown cannot. */
export function planLanes(place: ContextPlace, shown: Walk): LanePlan {
  const failures = new Map<LaneName, PlimsollError>();
  const buildkit = attempt(shown, 'buildkit', failures, () => readIgnoreSource(place, 'buildkit'));
  const classic = attempt(shown, 'classic', failures, () =>
    isSameFile(place, buildkit) ? buildkit! : readIgnoreSource(place, 'classic'),
  );
  attempt(shown, 'classic', failures, () => classic && checkClassicContext(place.root, classic.rules));
  attempt(shown, 'buildkit', failures, () => buildkit && checkTravel(buildkit.lines, buildkit.fact.path));
  const lanes: Lane[] = [];
  if (!failures.has('buildkit')) lanes.push(laneOf(place, 'buildkit', buildkit?.rules ?? NO_RULES));
  if (!failures.has('classic')) lanes.push(laneOf(place, 'classic', classic?.rules ?? NO_RULES));
  const source = shown === 'buildkit' ? buildkit : classic;
  return {
    lanes,
    shown: lanes.findIndex((lane) => lane.name === shown),
    ignoreFile: source?.fact ?? null,
    lines: source?.lines ?? [],
    failures,
  };
}

/** Whether the walk looks into what every lane skips: when asked, and where BuildKit loses files by cutting an exception too short. */
export function looksBelowSkipped({ lanes, shown }: LanePlan, isAsked = false): boolean {
  return isAsked || lanes[shown]!.rules.rules.some((rule) => rule.isException && isCutTooShort(rule.pattern));
}

/** The lane of a builder that is given these rules. */
export function laneOf(place: ContextPlace, builder: Walk, rules: RuleSet): Lane {
  return builder === 'buildkit' ? buildkitLane(rules) : classicLane(withBuildFiles(place, rules));
}

/** One file read once, so that both builders share its verdicts. */
function isSameFile(place: ContextPlace, buildkit: IgnoreSource | null | undefined): boolean {
  return (
    buildkit !== null &&
    buildkit !== undefined &&
    (place.ignoreFile !== null || buildkit.fact.origin === 'context')
  );
}

function attempt<T>(
  shown: Walk,
  builder: Walk,
  failures: Map<LaneName, PlimsollError>,
  read: () => T,
): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PlimsollError) || builder === shown) throw error;
    failures.set(builder, error);
    return undefined;
  }
}

/** The classic client re-includes the ignore file and the Dockerfile when the rules exclude them. Source: docker/cli, TrimBuildFilesFromExcludes. */
function withBuildFiles(place: ContextPlace, set: RuleSet): RuleSet {
  let result = set;
  const dockerfile = dockerfileIn(place);
  for (const path of ['.dockerignore', dockerfile]) {
    if (path !== null && isExcluded(result, path)) {
      const lines = [{ line: 0, text: `!${path}`, pattern: `!${path}` }];
      result = ruleSet([...result.rules, ...compileRules(lines, result.file)], result.file);
    }
  }
  return result;
}

/** Null for a Dockerfile that is not in the context. */
function dockerfileIn({ root, dockerfile, dockerfileText }: ContextPlace): string | null {
  if (dockerfileText !== null) return null;
  return dockerfile === null ? 'Dockerfile' : pathFromRoot(root, dockerfile);
}

function isExcluded(set: RuleSet, path: string): boolean {
  try {
    return matchesAtPatternDepth(set, path);
  } catch {
    return false;
  }
}
