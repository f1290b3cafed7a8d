import { KIND } from '../index/entry-kind.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { type NameTree, ROOT } from '../index/name-tree.ts';
import { EntryTable } from './entry-table.ts';
import { DELETED, DUPLICATE_NAME, HiddenBodies, OPAQUE, OVERWRITTEN } from './hidden-bodies.ts';
import { Lifetimes } from './lifetimes.ts';
import { impliedBy, NONE, UnionTree } from './union-tree.ts';

/** How a regular file came to its path. */
export const CHANGE = { none: 0, added: 1, replaced: 2 } as const;

/** The layers put on top of each other. */
export interface Stack {
  readonly names: NameTree;
  readonly entries: EntryTable;
  readonly union: UnionTree;
  readonly hidden: HiddenBodies;
  readonly lifetimes: Lifetimes;
  /** By entry: the entry whose body this name shows; itself for a regular file, NONE without a body. */
  readonly bodyOf: (entry: number) => number;
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
      bodyOf: (entry) => this.#bodyOf(entry),
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
        if (node !== ROOT && this.#union.isVisible(node)) this.#remove(node, DELETED, NONE);
        continue;
      }
      for (let child = this.#union.firstChild(node); child !== NONE; ) {
        const next = this.#union.nextSibling(child);
        this.#remove(child, OPAQUE, NONE);
        child = next;
      }
    }
  }

  #applyEntries(layer: LayerIndex, first: number): void {
    for (let i = 0; i < layer.count; i++) {
      const kind = layer.kind[i]!;
      if (kind === KIND.whiteout || kind === KIND.opaque || kind === KIND.ignored) continue;
      this.#put(layer.node[i]!, first + i, kind, layer, i);
    }
  }

  #put(node: number, entry: number, kind: number, layer: LayerIndex, at: number): void {
    if (node === ROOT) {
      if (kind === KIND.directory) this.#succeed(ROOT, entry);
      return;
    }
    const body = this.#adopt(entry, kind, layer, at);
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
    const before = this.#bodyOf(owner);
    if (body !== NONE && body === before) this.#nameCount[body]!--;
    else if (before !== NONE) this.#release(before, node, OVERWRITTEN, entry);
    this.#succeed(node, entry);
  }

  /** A visible node shows another entry. */
  #succeed(node: number, entry: number): void {
    this.#lifetimes.end(node, this.#union.owner[node]!, this.#layer);
    this.#union.owner[node] = entry;
  }

  /** The body that an entry shows, with one name more; NONE without one. */
  #adopt(entry: number, kind: number, layer: LayerIndex, at: number): number {
    let body: number = NONE;
    if (kind === KIND.file) body = entry;
    else if (kind === KIND.hardlink) {
      const target = this.#union.owner[layer.link[at]!]!;
      body = target < 0 ? NONE : this.#bodyOf(target);
      if (body === NONE) this.#danglingLinks++;
      this.#linkBody ??= new Int32Array(this.#entries.count).fill(NONE);
      this.#linkBody[entry] = body;
    }
    if (body !== NONE) this.#nameCount[body]!++;
    return body;
  }

  #replace(node: number, entry: number): void {
    this.#remove(node, OVERWRITTEN, NONE);
    this.#union.show(node, entry);
  }

  /** Directories above a path exist even where no layer lists them; whatever else stood there is gone. */
  #ensureParent(node: number): void {
    const parent = this.#names.parent(node);
    if (this.#isVisibleDirectory(parent)) return;
    const missing: number[] = [];
    for (let at = parent; !this.#isVisibleDirectory(at); at = this.#names.parent(at)) missing.push(at);
    for (let at = missing.pop(); at !== undefined; at = missing.pop()) {
      if (this.#union.isVisible(at)) this.#remove(at, OVERWRITTEN, NONE);
      this.#union.show(at, impliedBy(this.#layer));
    }
  }

  #remove(node: number, cause: number, successor: number): void {
    this.#union.remove(node, (gone, owner) => {
      this.#lifetimes.end(gone, owner, this.#layer);
      const body = owner < 0 ? NONE : this.#bodyOf(owner);
      if (body !== NONE) this.#release(body, gone, cause, successor);
    });
  }

  /** A body loses one name; with the last one it is hidden. */
  #release(body: number, node: number, cause: number, successor: number): void {
    if (--this.#nameCount[body]! > 0) return;
    const isOwn = this.#entries.layerOf(body) === this.#layer;
    this.#hidden.add(body, node, this.#layer, isOwn ? DUPLICATE_NAME : cause, successor);
  }

  #bodyOf(entry: number): number {
    const kind = this.#entries.kind(entry);
    if (kind === KIND.file) return entry;
    return kind === KIND.hardlink ? (this.#linkBody?.[entry] ?? NONE) : NONE;
  }

  #isVisibleDirectory(node: number): boolean {
    const owner = this.#union.owner[node]!;
    return node === ROOT || (owner !== NONE && this.#isDirectory(owner));
  }

  #isDirectory(owner: number): boolean {
    return owner < NONE || this.#entries.kind(owner) === KIND.directory;
  }
}
