import { KIND } from '../index/entry-kind.ts';
import { NONE } from '../index/name-tree.ts';
import { isIdentical } from '../stack/hidden-bodies.ts';
import type { Stack } from '../stack/stack.ts';
import { metadataChange } from '../waste/metadata-change.ts';
import { STATE } from './view.ts';

/** Bits of a metadata change that matter for a directory: its times change with all that is put into it. */
const ALL_BUT_TIMES = ~4;

/** By node: {@link STATE} of what `after` shows against what `before` shows. */
export function pathStates(stack: Stack, before: Int32Array, after: Int32Array): Uint8Array {
  const states = new Uint8Array(after.length);
  const successors = before === after ? new Map<number, number>() : identicalBodies(stack);
  for (let node = 0; node < states.length; node++) {
    const [old, now] = [before[node]!, after[node]!];
    if (old === now) states[node] = now === NONE ? STATE.absent : STATE.unchanged;
    else if (now === NONE) states[node] = STATE.removed;
    else if (old === NONE) states[node] = STATE.added;
    else states[node] = rewriteState(stack, old, now, successors);
  }
  return states;
}

/** Bodies that were rewritten with the same bytes: the body that replaced each. */
function identicalBodies(stack: Stack): Map<number, number> {
  const { hidden } = stack;
  const pairs = new Map<number, number>();
  for (let i = 0; i < hidden.count; i++) {
    if (!isIdentical(hidden.comparison[i]!)) continue;
    pairs.set(hidden.body[i]!, stack.bodyOf(hidden.successor[i]!));
  }
  return pairs;
}

function rewriteState(
  stack: Stack,
  old: number,
  now: number,
  successors: ReadonlyMap<number, number>,
): number {
  const { entries } = stack;
  const kindOf = (owner: number): number => (owner < 0 ? KIND.directory : entries.kind(owner));
  const [from, to] = [kindOf(old), kindOf(now)];
  if (from === KIND.directory && to === KIND.directory) {
    const isSame = old < 0 || now < 0 || (metadataChange(stack, old, now) & ALL_BUT_TIMES) === 0;
    return isSame ? STATE.unchanged : STATE.modified;
  }
  const [body, successor] = [stack.bodyOf(old), stack.bodyOf(now)];
  if (body !== NONE || successor !== NONE) {
    const isSame = body === successor || (body !== NONE && successors.get(body) === successor);
    return isSame ? STATE.identical : STATE.modified;
  }
  if (from !== to) return STATE.modified;
  const [a, b] = [entries.locate(old), entries.locate(now)];
  const isSame = from !== KIND.symlink || a.index.linkText(a.at) === b.index.linkText(b.at);
  return isSame ? STATE.identical : STATE.modified;
}
