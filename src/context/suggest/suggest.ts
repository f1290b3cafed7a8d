import { PlimsollError } from '../../core/errors.ts';
import type { Observation } from '../../core/finding.ts';
import { compareText } from '../../core/order.ts';
import { readIgnoreFile } from '../../ignore/reader.ts';
import { compileRules } from '../../ignore/rule.ts';
import { type RuleSet, ruleSet } from '../../ignore/rule-set.ts';
import type { CopySource } from '../needed/copy-sources.ts';
import type { Suggestion } from '../report.ts';
import { isAskedFor } from '../rules/asked-for.ts';
import type { Scene } from '../rules/watch.ts';
import { type Candidate, suggestCandidates } from './candidates.ts';
import { type SentSums, type SentTree, sumSent } from './sent-tree.ts';

/** More lines than anybody would read. */
const MAX_CANDIDATES = 60;
const MAX_SUGGESTIONS = 20;

interface Tried extends Candidate {
  readonly after: SentSums;
  /** What it saved when it was tried: later no more than that. */
  readonly gain: SentSums;
}

/**
 * Lines for the ignore file, the one that saves most first, each with what it saves beside those before it: the sent files are put to the rules in
 * force with the line at their end. A line that would take something from the build that an instruction names is left out.
 */
export function suggestLines(
  scene: Scene,
  tree: SentTree,
  observations: readonly Observation[],
): readonly Suggestion[] {
  let state: State = { rules: scene.rules, sums: sumSent(tree, scene.rules) };
  let left: readonly Tried[] = suggestCandidates(observations)
    .slice(0, MAX_CANDIDATES)
    .filter((candidate) => !isNeeded(scene, tree, candidate))
    .flatMap((candidate) => tryLine(tree, state, candidate) ?? []);
  const suggestions: Suggestion[] = [];
  while (suggestions.length < MAX_SUGGESTIONS) {
    const best = bestOf(left, tree, state);
    if (best === null || best.gain.bytes <= 0) break;
    const { line, rule, gain, after } = best;
    suggestions.push({ line, rule, ...gain });
    state = { rules: withLine(state.rules, line)!, sums: after };
    left = left.filter((tried) => tried.line !== line);
  }
  return suggestions;
}

/** Rules with the lines accepted so far, and what is sent under them. */
interface State {
  readonly rules: RuleSet;
  readonly sums: SentSums;
}

/** What a line saves can only shrink when others come before it, so the first whose figure is fresh is the best. */
function bestOf(left: readonly Tried[], tree: SentTree, state: State): Tried | null {
  const sorted = [...left].sort(byGain);
  const fresh = new Set<string>();
  for (;;) {
    const [first] = sorted;
    if (first === undefined || fresh.has(first.line)) return first ?? null;
    sorted.shift();
    const again = tryLine(tree, state, first);
    if (again === null) continue;
    fresh.add(again.line);
    sorted.push(again);
    sorted.sort(byGain);
  }
}

function byGain(a: Tried, b: Tried): number {
  return b.gain.bytes - a.gain.bytes || b.gain.files - a.gain.files || compareText(a.line, b.line);
}

/** What is sent with the line added; null when it is no rule. */
function tryLine(tree: SentTree, { rules, sums }: State, { line, rule }: Candidate): Tried | null {
  const more = withLine(rules, line);
  if (more === null) return null;
  const after = sumSent(tree, more);
  return { line, rule, after, gain: { bytes: sums.bytes - after.bytes, files: sums.files - after.files } };
}

/** Whether the line would take away what an instruction names. */
function isNeeded(scene: Scene, tree: SentTree, candidate: Candidate): boolean {
  const alone = withLine(ruleSet([], scene.rules.file), candidate.line);
  let needed = false;
  if (alone !== null)
    sumSent(tree, alone, (path) => {
      needed ||= isAskedFor(scene, path) || (isWhole(candidate) && isTaken(scene.sources, path));
    });
  return needed;
}

/** Files that are not by-products belong to the build as soon as an instruction names a directory around them. */
function isWhole({ rule }: Candidate): boolean {
  return (
    rule === 'context/oversized-file' || rule === 'context/secret-file' || rule === 'context/sent-not-needed'
  );
}

function isTaken(sources: readonly CopySource[], path: string): boolean {
  return sources.some(({ hits }) =>
    hits.some(({ target }) => target !== null && target !== '.' && path.startsWith(`${target}/`)),
  );
}

function withLine(rules: RuleSet, line: string): RuleSet | null {
  try {
    const lines = readIgnoreFile(Buffer.from(line), rules.file);
    const compiled = compileRules(lines, rules.file);
    return compiled.length === 0 ? null : ruleSet([...rules.rules, ...compiled], rules.file);
  } catch (error) {
    if (error instanceof PlimsollError) return null;
    throw error;
  }
}
