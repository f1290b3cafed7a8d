import { nameText } from '../../core/byte-text.ts';
import type { NameTest } from '../../core/path-visit.ts';
import { SLASH } from './path-bytes.ts';

/** The root of every tree. */
export const ROOT = 0;
/** No node, and in place of an entry or a layer: none. */
export const NONE = -1;

/** A tree of names in three arrays: the parent of each node, where its name begins and the next one's does, the bytes of all names. */
export interface NameParts {
  readonly parents: Int32Array;
  readonly nameAt: Uint32Array;
  readonly arena: Uint8Array;
}

/**
 * The names of a tree, to be read: a node is a name below a parent, and has a number; a parent's is lower than its children's. Names are
 * bytes in one arena, so that a million paths cost tens of megabytes, not hundreds.
 */
export class Names {
  /** By node: its parent. */
  protected parents: Int32Array = new Int32Array(8192);
  /** Where each node's name begins in the arena; the next node's begin is its end. */
  protected nameAt: Uint32Array = new Uint32Array(8192);
  /** The bytes of all names. */
  protected arena: Uint8Array = new Uint8Array(1 << 17);
  protected arenaEnd = 0;
  protected count = 1;
  /** The arena as text is cut out of it. */
  #text: Buffer = Buffer.alloc(0);
  #textOf: Uint8Array | null = null;

  /** What a tree is made of, as NameTree.ofParts takes it. */
  parts(): NameParts {
    return {
      parents: this.parents.subarray(0, this.count),
      nameAt: this.nameAt.subarray(0, this.count + 1),
      arena: this.arena.subarray(0, this.arenaEnd),
    };
  }

  /** Number of nodes, the root included. */
  get size(): number {
    return this.count;
  }

  /** The parent's number; -1 for the root. */
  parent(node: number): number {
    return this.parents[node]!;
  }

  /** The bytes of a node's own name; a view that is valid until the next {@link intern}. */
  nameBytes(node: number): Uint8Array {
    return this.arena.subarray(this.nameAt[node]!, this.nameAt[node + 1]!);
  }

  /** What a look at the bytes of a node's own name says. */
  testName(node: number, test: NameTest): boolean {
    return test(this.arena, this.nameAt[node]!, this.nameAt[node + 1]!);
  }

  /** A node's own name with a character for each byte: the name itself where it is ASCII. */
  nameLatin1(node: number): string {
    if (this.#textOf !== this.arena) {
      const { buffer, byteOffset, length } = this.arena;
      this.#textOf = this.arena;
      this.#text = Buffer.from(buffer, byteOffset, length);
    }
    return this.#text.toString('latin1', this.nameAt[node]!, this.nameAt[node + 1]!);
  }

  /** The first byte of a node's own name; not for the root. */
  nameStart(node: number): number {
    return this.arena[this.nameAt[node]!]!;
  }

  /** The last three bytes of a node's own name as a number, the last one being the lowest; zeros stand before a shorter name. */
  nameEnding(node: number): number {
    const end = this.nameAt[node + 1]!;
    const length = end - this.nameAt[node]!;
    const arena = this.arena;
    return (
      ((length > 2 ? arena[end - 3]! : 0) << 16) | ((length > 1 ? arena[end - 2]! : 0) << 8) | arena[end - 1]!
    );
  }

  /** The path's bytes, names joined by slashes; empty for the root. */
  pathBytes(node: number): Uint8Array {
    const names: Uint8Array[] = [];
    let length = 0;
    for (let at = node; at !== ROOT; at = this.parents[at]!) {
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
    const arena = this.arena;
    const left = this.nameAt[a]!;
    const right = this.nameAt[b]!;
    const longer = this.nameAt[a + 1]! - left - (this.nameAt[b + 1]! - right);
    const end = longer > 0 ? this.nameAt[b + 1]! - right : this.nameAt[a + 1]! - left;
    for (let i = 0; i < end; i++) {
      const difference = arena[left + i]! - arena[right + i]!;
      if (difference !== 0) return difference;
    }
    return longer;
  }

  /** How far the names of some nodes are the same behind their first `from` bytes. */
  commonLength(nodes: Int32Array, from: number): number {
    const first = this.nameBytes(nodes[0]!);
    let length = first.length;
    for (const node of nodes) {
      const [start, end] = [this.nameAt[node]! + from, this.nameAt[node + 1]!];
      length = Math.min(length, end - start);
      for (let i = 0; i < length; i++) if (this.arena[start + i] !== first[from + i]) length = i;
    }
    return Math.max(0, length);
  }

  /** Four bytes of a name as a number that sorts as they do; behind its end there are zeros. */
  nameWord(node: number, from: number): number {
    const start = this.nameAt[node]! + from;
    const end = this.nameAt[node + 1]!;
    let word = 0;
    for (let at = start; at < start + 4; at++) word = word * 256 + (at < end ? this.arena[at]! : 0);
    return word;
  }
}
