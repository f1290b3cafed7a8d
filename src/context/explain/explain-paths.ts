import { showStrayBytes } from '../../core/byte-text.ts';
import type { Warning } from '../../core/report.ts';
import { type RuleTrace, traceRules } from '../../ignore/trace.ts';
import { planNeeds } from '../needed/plan-needs.ts';
import type { SurveyOptions } from '../options.ts';
import { type ContextPlace, placeOf, requireDirectory, shownBuilder } from '../place.ts';
import { type LanePlan, planLanes } from '../plan/plan.ts';
import type { ExplainReport, PathExplanation } from '../report.ts';
import { isRefusedOnOpening } from '../walk/judge.ts';
import type { Lane } from '../walk/lane.ts';
import { findChange, type Turnable } from './change.ts';
import { type Found, lookUp } from './look-up.ts';
import { neededBy } from './needed-by.ts';
import { sendsBelow } from './sends-below.ts';

/** All that is found out, before findings have words. */
export type Explanation = Omit<ExplainReport, 'kind' | 'schemaVersion' | 'generator' | 'findings'>;

/**
 * Why each path is sent or not, whether it exists or not. Paths are relative to the context root, or absolute and inside it; a slash at the end
 * makes one that does not exist a directory. Throws a `usage` error for a path outside, and as the walk does.
 */
export function explainPaths(root: string, paths: readonly string[], options: SurveyOptions): Explanation {
  requireDirectory(root);
  const walk = shownBuilder(options);
  const place = placeOf(root, options);
  const needs = planNeeds(place, options);
  const plan = planLanes(place, walk);
  const lane = plan.lanes[plan.shown]!;
  const warnings: Warning[] = [...needs.warnings];
  const explained = paths.map((path): PathExplanation => {
    const found = lookUp(root, path);
    if (found.link !== null) warnings.push(behindLink(found));
    const verdict = verdictOn(place, plan, lane, found);
    return { ...verdict, neededBy: needs.plan && neededBy(root, needs.plan, found.path) };
  });
  return { root, walk, ignoreFile: plan.ignoreFile, paths: explained, warnings };
}

function verdictOn(
  place: ContextPlace,
  plan: LanePlan,
  lane: Lane,
  { path, type, isDirectory }: Found,
): Omit<PathExplanation, 'neededBy'> {
  const known = { path: showStrayBytes(path), exists: type !== null, type };
  if (path === '.') return { ...known, ...ROOT };
  const trace = traceRules(lane.rules, path, lane.skipsExcluded);
  const isSent =
    !trace.excluded ||
    (isDirectory && lane.sendsParents && trace.path === path && sendsBelow(place.root, lane, path));
  const skippedAt = trace.path === path ? null : trace.path;
  const decided = lane.rules.rules[trace.decidedBy];
  const isForced = decided?.line === 0;
  return {
    ...known,
    sent: isSent,
    decidedBy:
      decided && !isForced
        ? { file: plan.ignoreFile!.path, line: decided.line, text: showStrayBytes(decided.text) }
        : null,
    trail: trailOf(lane, trace),
    skippedAt: skippedAt === null ? null : showStrayBytes(skippedAt),
    lostToPruning: skippedAt !== null && !traceRules(lane.rules, path, () => false).excluded,
    arrivesEmpty:
      type === 'file' && !trace.excluded && lane.sendsParents && isRefusedOnOpening(lane.rules, path),
    forced: isForced,
    change:
      isForced || isSent === trace.excluded
        ? null
        : findChange(
            place,
            lane.name === 'classic' ? 'classic' : 'buildkit',
            plan,
            turnable(path, lane, trace),
          ),
  };
}

const ROOT: Omit<PathExplanation, 'path' | 'exists' | 'type' | 'neededBy'> = {
  sent: true,
  decidedBy: null,
  trail: [],
  skippedAt: null,
  lostToPruning: false,
  arrivesEmpty: false,
  forced: false,
  change: null,
};

function trailOf(lane: Lane, trace: RuleTrace): PathExplanation['trail'] {
  return trace.steps.flatMap(({ rule: index, effect, on }) => {
    const { line, text } = lane.rules.rules[index]!;
    return line === 0
      ? []
      : { line, text: showStrayBytes(text), effect, on: on === null ? null : showStrayBytes(on) };
  });
}

function turnable(path: string, lane: Lane, trace: RuleTrace): Turnable {
  const lines = trace.steps.filter(({ on }) => on !== null).map(({ rule }) => lane.rules.rules[rule]!.line);
  return { path, isExcluded: trace.excluded, lines: lines.reverse() };
}

function behindLink({ path, link }: Found): Warning {
  const message = `${showStrayBytes(path)} lies behind the link ${showStrayBytes(link!)}: it is not in the context under this name.`;
  return { code: 'behind-link', message };
}
