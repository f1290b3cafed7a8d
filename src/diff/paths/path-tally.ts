import type { PathState, PathTally } from '../report.ts';
import { isFileType, type PathColumns, TYPE } from './path-columns.ts';
import { earlierNode, type PathStates, STATE, STATE_NAMES } from './path-states.ts';

/** Paths and bytes of every state; the deltas add up to the difference of the two trees. */
export function tallyStates(
  states: PathStates,
  before: PathColumns,
  after: PathColumns,
): Readonly<Record<PathState | 'unchanged', PathTally>> {
  const tallies = STATE_NAMES.map(() => ({ files: 0, others: 0, before: 0, after: 0, delta: 0 }));
  for (let node = 1; node < states.state.length; node++) {
    const state = states.state[node]!;
    if (state === 0 || state === STATE.left) continue;
    const tally = tallies[state - 1]!;
    const old = earlierNode(states, node);
    const type = after.type[node] || before.type[old] || TYPE.nothing;
    if (isFileType(type)) tally.files++;
    else tally.others++;
    const [then, now] = [before.bytes[old] ?? 0, after.bytes[node] ?? 0];
    tally.before += then;
    tally.after += now;
    tally.delta += now - then;
  }
  return Object.fromEntries(STATE_NAMES.map((name, at) => [name, tallies[at]!])) as Readonly<
    Record<PathState | 'unchanged', PathTally>
  >;
}
