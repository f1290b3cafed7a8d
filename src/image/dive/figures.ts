import { isMarker, KIND } from '../index/entry-kind.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { type NameTree, NONE, ROOT } from '../index/name-tree.ts';
import type { EntryTable } from '../stack/entry-table.ts';
import { impliedBy, UnionTree } from '../stack/union-tree.ts';
import { LayerTree } from './layer-tree.ts';
import { PathTally } from './path-tally.ts';
import type { DiveFigures } from './report.ts';
import { compareLeaves, isWhiteoutFirst } from './visit-order.ts';

/**
 * dive's own figures, computed as dive computes them, so that thresholds can be carried over: it counts every copy of a rewritten file,
 * the one that stays included, it sees no waste in a deleted directory, and it does not know opaque directories.
 * Source: wagoodman/dive, dive/filetree/efficiency.go and file_tree.go. Cost grows with the entries, where dive stacks all lower
 * layers anew for each whiteout.
 */
export function diveFigures(names: NameTree, entries: EntryTable): DiveFigures {
  const { smallest, cumulative, repeated } = new DiveWalk(names, entries).run().sums();
  const sizes = entries.layers.map((layer) => layer.fileBytes);
  const sizeBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
  const userSizeBytes = sizeBytes - (sizes[0] ?? 0);
  return {
    sizeBytes,
    userSizeBytes,
    wastedBytes: repeated,
    userWastedPercent: userSizeBytes === 0 ? null : repeated / userSizeBytes,
    efficiency: cumulative === 0 ? 1 : smallest / cumulative,
  };
}

/** Goes through the layers as dive does, with one stack that grows. */
class DiveWalk {
  readonly #names: NameTree;
  readonly #entries: EntryTable;
  /** dive's stack so far. A directory that a later layer only implies is none any more; what replaces one keeps its children. */
  readonly #stack: UnionTree;
  readonly #layerTree: LayerTree;
  readonly #tally: PathTally;
  #subtreeBytes: SubtreeBytes;
  /** Where no layer has a whiteout nothing is ever taken away, and nobody asks what is below a directory. */
  readonly #hasWhiteouts: boolean;

  constructor(names: NameTree, entries: EntryTable) {
    this.#names = names;
    this.#entries = entries;
    this.#stack = new UnionTree(names);
    this.#layerTree = new LayerTree(names);
    this.#tally = new PathTally(entries, names.size);
    this.#subtreeBytes = new SubtreeBytes(this.#stack, names, entries);
    this.#hasWhiteouts = entries.layers.some(({ kind, count }) =>
      kind.subarray(0, count).includes(KIND.whiteout),
    );
  }

  run(): PathTally {
    for (const [i, layer] of this.#entries.layers.entries()) {
      this.#layerTree.load(layer);
      this.#subtreeBytes = new SubtreeBytes(this.#stack, this.#names, this.#entries);
      // The stack below the base is the base itself, so its own whiteouts are looked up in what it adds.
      if (i === 0) this.#addNodes(i, layer);
      const measured = this.#measureWhiteouts();
      if (i > 0) {
        this.#removeHidden((node) => isWhiteoutFirst(this.#names, node));
        this.#addNodes(i, layer);
      }
      this.#countLeaves(measured);
      this.#removeHidden((node) => !isWhiteoutFirst(this.#names, node));
    }
    return this.#tally;
  }

  /** By whiteout, the bytes that it is worth: those of a whole directory, none for a file, null for what is not there. */
  #measureWhiteouts(): readonly (number | null)[] {
    const { owner } = this.#stack;
    return Array.from(this.#layerTree.whiteouts, (node) => {
      if (!this.#stack.isVisible(node)) return null;
      const isDirectory = owner[node]! >= 0 && this.#entries.kind(owner[node]!) === KIND.directory;
      return isDirectory ? this.#subtreeBytes.of(node) : 0;
    });
  }

  #addNodes(layer: number, index: LayerIndex): void {
    for (const node of this.#layerTree.nodes) this.#put(node, impliedBy(layer));
    const first = this.#entries.firstOf[layer]!;
    for (let i = 0; i < index.count; i++) {
      if (!isMarker(index.kind[i]!) && index.node[i] !== ROOT) this.#put(index.node[i]!, first + i);
    }
  }

  #put(node: number, owner: number): void {
    if (!this.#hasWhiteouts || this.#stack.isVisible(node)) this.#stack.owner[node] = owner;
    else this.#stack.show(node, owner);
  }

  #removeHidden(isTheirTurn: (node: number) => boolean): void {
    for (const node of this.#layerTree.whiteouts) {
      if (this.#stack.isVisible(node) && isTheirTurn(node)) this.#stack.remove(node, () => {});
    }
  }

  /** Counts leaves up to the first whiteout of what is not there: with it dive gives the layer up. */
  #countLeaves(measured: readonly (number | null)[]): void {
    const { whiteouts, nodes } = this.#layerTree;
    const end = this.#firstUnmeasured(measured);
    const isBefore = (node: number, isWhiteout: boolean): boolean =>
      end === NONE || compareLeaves(this.#names, { node, isWhiteout }, { node: end, isWhiteout: true }) < 0;
    for (const node of nodes) {
      if (this.#layerTree.isLeaf(node) && isBefore(node, false))
        this.#tally.addLeaf(node, this.#stack.owner[node]!);
    }
    for (const [n, node] of whiteouts.entries()) {
      if (isBefore(node, true)) this.#tally.addBytes(node, measured[n]!);
    }
    if (end !== NONE) this.#tally.addUnmeasured(end);
  }

  #firstUnmeasured(measured: readonly (number | null)[]): number {
    let first: number = NONE;
    for (const [n, node] of this.#layerTree.whiteouts.entries()) {
      if (measured[n] !== null) continue;
      const leaf = { node, isWhiteout: true };
      if (first === NONE || compareLeaves(this.#names, leaf, { node: first, isWhiteout: true }) < 0)
        first = node;
    }
    return first;
  }
}

/** Bytes below nodes of a stack that does not change meanwhile; many that overlap are summed in one pass. */
class SubtreeBytes {
  readonly #stack: UnionTree;
  readonly #names: NameTree;
  readonly #entries: EntryTable;
  #stepsLeft: number;
  #sums: Float64Array | null = null;

  constructor(stack: UnionTree, names: NameTree, entries: EntryTable) {
    this.#stack = stack;
    this.#names = names;
    this.#entries = entries;
    this.#stepsLeft = 4 * names.size;
  }

  of(top: number): number {
    if (this.#stepsLeft <= 0) this.#sums ??= this.#sumAll();
    if (this.#sums !== null) return this.#sums[top]!;
    const pending = [top];
    let bytes = 0;
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      bytes += this.#bytesAt(node);
      this.#stepsLeft--;
      const stack = this.#stack;
      for (let child = stack.firstChild(node); child !== NONE; child = stack.nextSibling(child))
        pending.push(child);
    }
    return bytes;
  }

  /** A parent's number is below its children's. */
  #sumAll(): Float64Array {
    const sums = new Float64Array(this.#names.size);
    for (let node = this.#names.size - 1; node > ROOT; node--) {
      if (!this.#stack.isVisible(node)) continue;
      sums[node]! += this.#bytesAt(node);
      sums[this.#names.parent(node)]! += sums[node]!;
    }
    return sums;
  }

  #bytesAt(node: number): number {
    const owner = this.#stack.owner[node]!;
    return owner < 0 ? 0 : this.#entries.size(owner);
  }
}
