import { statSync } from 'node:fs';
import { PlimsollError } from '../../core/errors.ts';
import type { Warning } from '../../core/report.ts';
import type { ContextRequest } from '../../dockerfile/stages/needs.ts';
import { patternRules, type RuleSet, ruleSet } from '../../ignore/rule-set.ts';
import { placeOf } from '../place.ts';
import { readIgnoreSource } from '../plan/ignore-source.ts';
import type { InstructionUse, NamedContextUse } from '../report.ts';
import { addSent, createLaneTally, laneWireBytes, settleShared } from '../transfer/lane-tally.ts';
import { readIdentity } from '../walk/disk.ts';
import { createJudge } from '../walk/judge.ts';
import { buildkitLane } from '../walk/lane.ts';
import { beginWalk, stepWalk, type WalkSink } from '../walk/walk.ts';
import { findCopySources } from './copy-sources.ts';
import { countCopied, createCopyTally, enterCopied, instructionUses, leaveCopied } from './copy-tally.ts';
import { followLinks } from './follow-links.ts';
import { linkReader } from './links.ts';
import { type NeedPlan, takingInstructions } from './plan-needs.ts';

/** What a build takes from one named context. */
export interface NamedContextSurvey {
  readonly use: NamedContextUse | null;
  readonly instructions: readonly InstructionUse[];
  readonly warnings: readonly Warning[];
}

/**
 * Measures every named context that is a directory and that the build asks for. Its own .dockerignore applies, and that file goes along with the rest.
 * What cannot be read is a warning: it is the build context that was to be measured.
 */
export function surveyNamedContexts(
  plan: NeedPlan,
  directories: Readonly<Record<string, string>>,
): readonly NamedContextSurvey[] {
  return [...plan.needs.namedContexts].map(([name, request]) => {
    const directory = directories[name];
    if (directory === undefined || !isDirectory(directory)) return unmeasured(name, directory);
    try {
      return survey(plan, name, directory, request);
    } catch (error) {
      if (!(error instanceof PlimsollError)) throw error;
      return { use: null, instructions: [], warnings: [{ code: 'named-context', message: error.message }] };
    }
  });
}

function unmeasured(name: string, directory: string | undefined): NamedContextSurvey {
  const isElsewhere = directory === undefined || /^[a-z][a-z0-9+-]*:/.test(directory);
  const message = `The named context ${name} is not measured: ${directory} is no directory.`;
  return { use: null, instructions: [], warnings: isElsewhere ? [] : [{ code: 'named-context', message }] };
}

function survey(
  plan: NeedPlan,
  name: string,
  directory: string,
  request: ContextRequest,
): NamedContextSurvey {
  const place = placeOf(directory, {});
  const rules = readIgnoreSource(place, 'classic')?.rules ?? ruleSet([], '.dockerignore');
  const { follow } = request;
  const disk = linkReader(directory);
  const include = follow && followLinks(disk, follow).include;
  const takers = takingInstructions(plan, name);
  const copies = createCopyTally(findCopySources(disk, takers, plan.fact.path), takers.length);
  const tally = createLaneTally('packets', 1);
  const sink: WalkSink = {
    visit: (entry) => {
      if (entry.sent === 0) return;
      addSent(tally, entry);
      countCopied(copies, entry);
    },
    announce: (parent) => addSent(tally, parent),
    enter: (entry) => enterCopied(copies, entry),
    leave: () => leaveCopied(copies),
    fail: (_, error) => {
      throw error;
    },
    refuse: () => {},
    vanish: () => {},
  };
  walk(directory, rules, include && patternRules(include, plan.fact.path), sink);
  settleShared(tally, ({ disk }) => readIdentity(disk));
  const { files, bytes } = tally;
  const sources = follow ?? ['.'];
  const use = { name, path: directory, files, bytes, buildkitBytes: laneWireBytes(tally), sources };
  return { use, instructions: instructionUses(takers, copies), warnings: [] };
}

function walk(directory: string, rules: RuleSet, include: RuleSet | null, sink: WalkSink): void {
  const judge = createJudge([buildkitLane(rules, include)], 0, sink.fail);
  const started = beginWalk(directory, judge, sink, { measureExcluded: false });
  while (stepWalk(started));
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}
