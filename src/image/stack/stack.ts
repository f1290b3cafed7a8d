import { isMarker, KIND } from '../index/entry-kind.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { type NameTree, NONE, ROOT } from '../index/name-tree.ts';
import { EntryTable } from './entry-table.ts';
import { DELETED, DUPLICATE_NAME, HiddenBodies, OPAQUE, OVERWRITTEN } from './hidden-bodies.ts';
import { Lifetimes } from './lifetimes.ts';
import { impliedBy, UnionTree } from './union-tree.ts';

/** How a regular file came to its path. */
export const CHANGE = { none: 0, added: 1, replaced: 2 } as const;

/** The layers put on top of each other. */
export interface Stack {
  readonly names: NameTree;
  readonly entries: EntryTable;
  readonly union: UnionTree;
  readonly hidden: HiddenBodies;
  readonly lifetimes: Lifetimes;
  /** By owner of a node: the entry whose body it shows; itself for a regular file, NONE without a body. */
  readonly bodyOf: (owner: number) => number;
  /** By entry: {@link CHANGE}. */
  readonly change: Uint8Array;
  /** True when a body may have several names. */
  readonly hasHardLinks: boolean;
  /** Hard links whose target is nowhere. */
  readonly danglingLinks: number;
}

/**
 * Stacks layers as a union file system does. In each layer opaque markers come first, then whiteouts, both on lower layers only,
 * then the layer's own entries in order. A body is hidden when its last name goes.
 * Source: OCI image spec, layer.md, "Applying Changesets" and "Whiteouts".
 */
export function stackLayers(names: NameTree, layers: readonly LayerIndex[]): Stack {
  return new Stacking(names, new EntryTable(layers)).run();
}

class Stacking {
  readonly #names: NameTree;
  readonly #entries: EntryTable;
  readonly #union: UnionTree;
  readonly #hidden = new HiddenBodies();
  readonly #lifetimes: Lifetimes;
  /** By entry of a regular file: names that show its body. */
  readonly #nameCount: Uint32Array;
  /** By entry of a hard link: the body; made when the first link is met. */
  #linkBody: Int32Array | null = null;
  readonly #change: Uint8Array;
  #danglingLinks = 0;
  #layer = 0;

  constructor(names: NameTree, entries: EntryTable) {
    this.#names = names;
    this.#entries = entries;
    this.#union = new UnionTree(names);
    this.#lifetimes = new Lifetimes(entries.count);
    this.#nameCount = new Uint32Array(entries.count);
    this.#change = new Uint8Array(entries.count);
  }

  run(): Stack {
    for (const [i, layer] of this.#entries.layers.entries()) {
      this.#layer = i;
      this.#applyMarkers(layer, KIND.opaque);
      this.#applyMarkers(layer, KIND.whiteout);
      this.#applyEntries(layer, this.#entries.firstOf[i]!);
    }
    return {
      names: this.#names,
      entries: this.#entries,
      union: this.#union,
      hidden: this.#hidden,
      lifetimes: this.#lifetimes,
      bodyOf: (owner) => this.#bodyOf(owner),
      change: this.#change,
      hasHardLinks: this.#linkBody !== null,
      danglingLinks: this.#danglingLinks,
    };
  }

  #applyMarkers(layer: LayerIndex, kind: number): void {
    for (let i = 0; i < layer.count; i++) {
      if (layer.kind[i] !== kind) continue;
      const node = layer.node[i]!;
      if (kind === KIND.whiteout) {
        if (this.#union.isVisible(node)) this.#remove(node, DELETED);
        continue;
      }
      for (let child = this.#union.firstChild(node); child !== NONE; ) {
        const next = this.#union.nextSibling(child);
        this.#remove(child, OPAQUE);
        child = next;
      }
    }
  }

  #applyEntries(layer: LayerIndex, first: number): void {
    for (let i = 0; i < layer.count; i++) {
      const kind = layer.kind[i]!;
      if (isMarker(kind)) continue;
      this.#put(layer.node[i]!, first + i, kind, layer, i);
    }
  }

  #put(node: number, entry: number, kind: number, layer: LayerIndex, at: number): void {
    if (node === ROOT) {
      this.#succeed(ROOT, entry);
      return;
    }
    this.#adopt(entry, kind, layer, at);
    this.#ensureParent(node);
    const owner = this.#union.owner[node]!;
    if (owner === NONE) {
      this.#union.show(node, entry);
      this.#change[entry] = CHANGE.added;
      return;
    }
    this.#change[entry] = CHANGE.replaced;
    if (this.#isDirectory(owner)) {
      if (kind === KIND.directory) this.#succeed(node, entry);
      else this.#replace(node, entry);
      return;
    }
    this.#release(this.#bodyOf(owner), node, OVERWRITTEN, entry);
    this.#succeed(node, entry);
  }

  /** A visible node shows another entry. */
  #succeed(node: number, entry: number): void {
    this.#lifetimes.end(node, this.#union.owner[node]!, this.#layer);
    this.#union.owner[node] = entry;
  }

  /** The body that an entry shows has one name more. */
  #adopt(entry: number, kind: number, layer: LayerIndex, at: number): void {
    let body: number = NONE;
    if (kind === KIND.file) body = entry;
    else if (kind === KIND.hardlink) {
      body = this.#bodyOf(this.#union.owner[layer.link[at]!]!);
      if (body === NONE) this.#danglingLinks++;
      this.#linkBody ??= new Int32Array(this.#entries.count).fill(NONE);
      this.#linkBody[entry] = body;
    }
    if (body !== NONE) this.#nameCount[body]!++;
  }

  #replace(node: number, entry: number): void {
    this.#remove(node, OVERWRITTEN);
    this.#union.show(node, entry);
  }

  /** Directories above a path exist even where no layer lists them; whatever else stood there is gone. */
  #ensureParent(node: number): void {
    const parent = this.#names.parent(node);
    if (this.#isDirectory(this.#union.owner[parent]!)) return;
    const missing: number[] = [];
    for (let at = parent; !this.#isDirectory(this.#union.owner[at]!); at = this.#names.parent(at))
      missing.push(at);
    for (let at = missing.pop(); at !== undefined; at = missing.pop()) {
      if (this.#union.isVisible(at)) this.#remove(at, OVERWRITTEN);
      this.#union.show(at, impliedBy(this.#layer));
    }
  }

  #remove(node: number, cause: number): void {
    this.#union.remove(node, (gone, owner) => {
      this.#lifetimes.end(gone, owner, this.#layer);
      this.#release(this.#bodyOf(owner), gone, cause, NONE);
    });
  }

  /** A body, if there is one, loses one name; with the last one it is hidden. */
  #release(body: number, node: number, cause: number, successor: number): void {
    if (body === NONE || --this.#nameCount[body]! > 0) return;
    const isOwn = this.#entries.layerOf(body) === this.#layer;
    this.#hidden.add(body, node, this.#layer, isOwn ? DUPLICATE_NAME : cause, successor);
  }

  #bodyOf(owner: number): number {
    if (owner < 0) return NONE;
    return this.#entries.kind(owner) === KIND.file ? owner : (this.#linkBody?.[owner] ?? NONE);
  }

  #isDirectory(owner: number): boolean {
    if (owner < 0) return owner < NONE;
    return this.#entries.kind(owner) === KIND.directory;
  }
}
