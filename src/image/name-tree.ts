import { nameText } from '../core/byte-text.ts';
import { grown } from './grow.ts';

/** The root of every tree. */
export const ROOT = 0;
const NONE = -1;
const SLASH = 0x2f;
const DOT = 0x2e;

/**
 * Every path of every layer as a tree of names: a node is a name below a parent, and has a number.
 * Names are bytes in one arena, so that a million paths cost tens of megabytes, not hundreds.
 */
export class NameTree {
  #parent: Int32Array = new Int32Array(8192);
  #hash: Int32Array = new Int32Array(8192);
  /** Where each node's name begins in the arena; the next node's begin is its end. */
  #nameAt: Uint32Array = new Uint32Array(8192);
  #arena: Uint8Array = new Uint8Array(1 << 17);
  #arenaEnd = 0;
  /** Open addressing: node numbers by hash of parent and name. */
  #table: Int32Array = new Int32Array(1 << 17).fill(NONE);
  #count = 1;
  /** The directory of the last path: neighbours in a tar share it. */
  #lastDirectory: Uint8Array = new Uint8Array(256);
  #lastLength = 0;
  #lastNode: number = ROOT;

  constructor() {
    this.#parent[ROOT] = NONE;
  }

  /** Number of nodes, the root included. */
  get size(): number {
    return this.#count;
  }

  /** The parent's number; -1 for the root. */
  parent(node: number): number {
    return this.#parent[node]!;
  }

  /** The bytes of a node's own name; a view that is valid until the next {@link intern}. */
  nameBytes(node: number): Uint8Array {
    return this.#arena.subarray(this.#nameAt[node]!, this.#nameAt[node + 1]!);
  }

  /** The path's bytes, names joined by slashes; empty for the root. */
  pathBytes(node: number): Uint8Array {
    const names: Uint8Array[] = [];
    let length = 0;
    for (let at = node; at !== ROOT; at = this.#parent[at]!) {
      const name = this.nameBytes(at);
      names.push(name);
      length += name.length + 1;
    }
    const bytes = new Uint8Array(Math.max(0, length - 1));
    let end = bytes.length;
    for (const name of names) {
      bytes.set(name, end - name.length);
      end -= name.length;
      if (end > 0) bytes[--end] = SLASH;
    }
    return bytes;
  }

  /** The path as text; bytes that are not UTF-8 as `\xNN`; `.` for the root. */
  pathText(node: number): string {
    return node === ROOT ? '.' : nameText(this.pathBytes(node));
  }

  /** Compares the names of two nodes byte by byte. */
  compareNames(a: number, b: number): number {
    return Buffer.compare(this.nameBytes(a), this.nameBytes(b));
  }

  /** The node of a path; `//`, `.` and a leading slash do not count. Creates what is missing. */
  internPath(bytes: Uint8Array, start: number, end: number): number {
    let last = end;
    while (last > start && bytes[last - 1] === SLASH) last--;
    let slash = last;
    while (slash > start && bytes[slash - 1] !== SLASH) slash--;
    const directory = this.#internDirectory(bytes, start, slash);
    return isSkipped(bytes, slash, last) ? directory : this.intern(directory, bytes, slash, last);
  }

  /** The node of a name below a parent; creates it when it is new. */
  intern(parent: number, bytes: Uint8Array, start: number, end: number): number {
    let hash = Math.imul(parent, 0x9e3779b1) | 0;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const node = this.#table[slot]!;
      if (node === NONE) return this.#create(parent, hash, slot, bytes, start, end);
      if (
        this.#hash[node] === hash &&
        this.#parent[node] === parent &&
        this.#hasName(node, bytes, start, end)
      )
        return node;
    }
  }

  #internDirectory(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length === this.#lastLength && this.#isLastDirectory(bytes, start, length)) return this.#lastNode;
    let node: number = ROOT;
    for (let at = start; at < end; ) {
      let stop = at;
      while (stop < end && bytes[stop] !== SLASH) stop++;
      if (!isSkipped(bytes, at, stop)) node = this.intern(node, bytes, at, stop);
      at = stop + 1;
    }
    this.#lastDirectory = grown(this.#lastDirectory, length);
    this.#lastDirectory.set(bytes.subarray(start, end));
    this.#lastLength = length;
    this.#lastNode = node;
    return node;
  }

  #isLastDirectory(bytes: Uint8Array, start: number, length: number): boolean {
    const last = this.#lastDirectory;
    for (let i = length - 1; i >= 0; i--) if (last[i] !== bytes[start + i]) return false;
    return true;
  }

  #hasName(node: number, bytes: Uint8Array, start: number, end: number): boolean {
    const at = this.#nameAt[node]!;
    if (this.#nameAt[node + 1]! - at !== end - start) return false;
    for (let i = 0; i < end - start; i++) if (this.#arena[at + i] !== bytes[start + i]) return false;
    return true;
  }

  #create(parent: number, hash: number, slot: number, bytes: Uint8Array, start: number, end: number): number {
    const node = this.#count++;
    if (node + 1 >= this.#nameAt.length) this.#growNodes(node + 2);
    this.#parent[node] = parent;
    this.#hash[node] = hash;
    this.#nameAt[node + 1] = this.#append(bytes, start, end);
    this.#table[slot] = node;
    if (this.#count * 2 > this.#table.length) this.#rehash();
    return node;
  }

  #growNodes(length: number): void {
    this.#nameAt = grown(this.#nameAt, length);
    this.#parent = grown(this.#parent, this.#nameAt.length);
    this.#hash = grown(this.#hash, this.#nameAt.length);
  }

  /** Appends a name to the arena; returns where it ends, which is where the next one begins. */
  #append(bytes: Uint8Array, start: number, end: number): number {
    let at = this.#arenaEnd;
    if (at + end - start > this.#arena.length) this.#arena = grown(this.#arena, at + end - start);
    const arena = this.#arena;
    for (let i = start; i < end; i++) arena[at++] = bytes[i]!;
    this.#arenaEnd = at;
    return at;
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 4).fill(NONE);
    const mask = table.length - 1;
    for (let node = 1; node < this.#count; node++) {
      let slot = this.#hash[node]! & mask;
      while (table[slot] !== NONE) slot = (slot + 1) & mask;
      table[slot] = node;
    }
    this.#table = table;
  }
}

/** Components that do not count: the empty one and `.`. */
function isSkipped(bytes: Uint8Array, start: number, end: number): boolean {
  return end === start || (end === start + 1 && bytes[start] === DOT);
}
