import type { SizedTree } from './folded-tree.ts';

const NONE = -1;
const BLANK = ' ';

/** Where most of the bytes of a node come from. */
export interface MainGroup {
  /** -1 without one. */
  readonly layer: number;
  /** A letter; a blank without one. */
  readonly state: string;
}

/** What becomes of the nodes of a tree that is cut. */
interface FoldedNodes {
  readonly isThere: Uint8Array;
  readonly isKept: Uint8Array;
  /** By node the kept node that shows it, itself or the nearest above. */
  readonly shownAs: Int32Array;
}

/** The layer and the state that have most of the bytes of each kept node, and of what stands together in it. */
export function mainGroups(
  tree: SizedTree,
  { isThere, isKept, shownAs }: FoldedNodes,
): { readonly of: (node: number) => MainGroup; readonly ofTogether: (node: number) => MainGroup } {
  const whole = new Map<number, Tally>();
  const small = new Map<number, Tally>();
  for (let node = tree.count - 1; node >= 0; node--) {
    if (isThere[node] === 0) continue;
    const shown = shownAs[node]!;
    const bytes = tree.bytes[node]! + tree.hidden[node]!;
    const [layer, state] = [tree.layerOf(node), tree.stateOf(node)];
    if (shown !== node) addTo(small, shown, layer, state, bytes);
    addTo(whole, shown, layer, state, bytes);
  }
  for (let node = tree.count - 1; node > 0; node--)
    if (isKept[node] === 1) merge(whole, tree.parents[node]!, whole.get(node));
  return { of: (node) => mainOf(whole.get(node)), ofTogether: (node) => mainOf(small.get(node)) };
}

interface Tally {
  readonly layers: Map<number, number>;
  readonly states: Map<string, number>;
}

function tallyAt(tallies: Map<number, Tally>, node: number): Tally {
  const known = tallies.get(node);
  if (known !== undefined) return known;
  const fresh = { layers: new Map<number, number>(), states: new Map<string, number>() };
  tallies.set(node, fresh);
  return fresh;
}

function addTo(tallies: Map<number, Tally>, node: number, layer: number, state: string, bytes: number): void {
  const { layers, states } = tallyAt(tallies, node);
  if (layer !== NONE) layers.set(layer, (layers.get(layer) ?? 0) + bytes);
  if (state !== BLANK) states.set(state, (states.get(state) ?? 0) + bytes);
}

function merge(tallies: Map<number, Tally>, into: number, from: Tally | undefined): void {
  if (from === undefined) return;
  const { layers, states } = tallyAt(tallies, into);
  for (const [layer, bytes] of from.layers) layers.set(layer, (layers.get(layer) ?? 0) + bytes);
  for (const [state, bytes] of from.states) states.set(state, (states.get(state) ?? 0) + bytes);
}

function mainOf(tally: Tally | undefined): MainGroup {
  return { layer: most(tally?.layers, NONE), state: most(tally?.states, BLANK) };
}

function most<Key>(sums: ReadonlyMap<Key, number> | undefined, nothing: Key): Key {
  let [best, bytes] = [nothing, -1];
  for (const [key, sum] of sums ?? []) {
    if (sum > bytes || (sum === bytes && key < best)) [best, bytes] = [key, sum];
  }
  return best;
}
