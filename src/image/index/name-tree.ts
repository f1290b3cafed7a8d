import { PlimsollError } from '../../core/errors.ts';
import { isAufsName } from './entry-kind.ts';
import { grown } from './grow.ts';
import { type NameParts, Names, NONE, ROOT } from './names.ts';
import { NodeTable } from './node-table.ts';
import { isParent, isSkipped, lastName, SLASH, withoutSlashes } from './path-bytes.ts';

export { NONE, ROOT } from './names.ts';

/** Nobody can make names whose hashes collide without knowing it; nothing that is seen depends on it. */
const HASH_SEED = Math.floor(Math.random() * 2 ** 32);
/**
 * Nodes and bytes of names that are always allowed, and more for each path: real trees need one or two nodes a path. Without a bound a
 * few bytes of compressed `a/a/a/…` would fill any memory.
 */
const NODES_ANYWAY = 1 << 20;
const NODES_PER_PATH = 16;
const BYTES_ANYWAY = 64 << 20;
const BYTES_PER_PATH = 512;
/** The same for the paths of all nodes written out: names that lie ever deeper in each other make lists of any length. */
const LISTED_ANYWAY = 64 << 20;
const LISTED_PER_PATH = 1024;

/** In place of the first child: none yet, or all children stand in the common table. */
const CHILDLESS = 0;
const TABLED = -1;

/**
 * Every path of every layer as a tree of names, which grows as paths are met.
 *
 * Most directories are met once: all their names come in a row, and no later layer touches them. The children of such a row have
 * consecutive numbers and are looked up in a small table of the row alone, which a processor's cache holds; they enter the common
 * table only when their directory is met again.
 */
export class NameTree extends Names {
  #hash: Int32Array = new Int32Array(8192);
  /** Bytes of each node's path, with a slash behind it; and of all of them. */
  #pathLength: Int32Array = new Int32Array(8192);
  #listed = 0;
  /** First child of a row that is not tabled yet; else {@link CHILDLESS} or {@link TABLED}. */
  #firstChild: Int32Array = new Int32Array(8192);
  /** Paths that were interned, and the sizes that allow for them. */
  #paths = 0;
  readonly #common = new NodeTable();
  readonly #row = new NodeTable();
  /** The parent of the last name. */
  #current: number = NONE;
  /** Where its children are looked up: the row that is being read or the common table, and the first node that counts in it. */
  #table: NodeTable = this.#common;
  #least: number = ROOT + 1;
  /** The directory of the last path: neighbours in a tar share it. */
  #lastDirectory: Uint8Array = new Uint8Array(256);
  #lastLength = 0;
  #lastNode: number = ROOT;

  constructor() {
    super();
    this.parents[ROOT] = NONE;
  }

  /** A tree of these parts, to be read only: no name can be looked up in it. */
  static ofParts({ parents, nameAt, arena }: NameParts): NameTree {
    const tree = new NameTree();
    tree.parents = parents;
    tree.nameAt = nameAt;
    tree.arena = arena;
    tree.count = parents.length;
    return tree;
  }

  /** True when the path that was interned last lies in a directory that aufs kept for itself. */
  isBelowAufs = false;

  /** Says that so many paths are about to come name by name: a tree allows for names by paths. */
  expectPaths(count: number): void {
    this.#paths += count;
  }

  /** Makes room for so many names more. */
  reserve(names: number): void {
    if (this.count + names > this.parents.length) this.#growNodes(this.count + names);
  }

  /** The node of a path; `//`, `.` and a leading slash do not count, `..` goes up and stays in the root. Creates what is missing. */
  internPath(bytes: Uint8Array, start: number, end: number): number {
    const last = withoutSlashes(bytes, start, end);
    return this.internSplit(bytes, start, lastName(bytes, start, last), last);
  }

  /** The same for a path whose last name is known to begin at `name` and not to end in a slash. */
  internSplit(bytes: Uint8Array, start: number, name: number, end: number): number {
    this.#paths++;
    const isSame = name - start === this.#lastLength && this.#isLastDirectory(bytes, start);
    const directory = isSame ? this.#lastNode : this.#internDirectory(bytes, start, name);
    return this.#step(directory, bytes, name, end);
  }

  /** The node of a name below a parent; creates it when it is new. */
  intern(parent: number, bytes: Uint8Array, start: number, end: number): number {
    if (parent !== this.#current) this.#enter(parent);
    const hash = this.#spell(parent, bytes, start, end);
    const table = this.#table;
    const least = this.#least;
    let slot = table.slotOf(hash);
    for (let node = table.nodes[slot]!; node >= least; node = table.nodes[slot]!) {
      if (this.#hash[node] === hash && this.parents[node] === parent && this.#isSpelled(node, end - start))
        return node;
      slot = table.next(slot);
    }
    const node = this.#create(parent, hash, end - start);
    table.put(slot, node, this.#hash, least);
    return node;
  }

  /** Names below another parent follow: a row begins where it has no child yet, and an earlier row of it enters the common table. */
  #enter(parent: number): void {
    this.#current = parent;
    const first = this.#firstChild[parent]!;
    const isRow = first === CHILDLESS;
    this.#table = isRow ? this.#row : this.#common;
    this.#least = isRow ? this.count : ROOT + 1;
    if (first === TABLED) return;
    if (isRow) {
      this.#firstChild[parent] = this.count;
      this.#row.clear();
      return;
    }
    this.#firstChild[parent] = TABLED;
    for (let node = first; node < this.count && this.parents[node] === parent; node++)
      this.#common.add(node, this.#hash, ROOT + 1);
  }

  #internDirectory(bytes: Uint8Array, start: number, end: number): number {
    let node: number = ROOT;
    let isAufs = false;
    for (let at = start; at < end; ) {
      let stop = at;
      while (stop < end && bytes[stop] !== SLASH) stop++;
      node = this.#step(node, bytes, at, stop);
      isAufs ||= isAufsName(bytes, at, stop);
      at = stop + 1;
    }
    this.#lastDirectory = grown(this.#lastDirectory, end - start);
    this.#lastDirectory.set(bytes.subarray(start, end));
    this.#lastLength = end - start;
    this.#lastNode = node;
    this.isBelowAufs = isAufs;
    return node;
  }

  /** One component of a path further. */
  #step(node: number, bytes: Uint8Array, start: number, end: number): number {
    if (isSkipped(bytes, start, end)) return node;
    if (isParent(bytes, start, end)) return node === ROOT ? ROOT : this.parents[node]!;
    return this.intern(node, bytes, start, end);
  }

  #isLastDirectory(bytes: Uint8Array, start: number): boolean {
    const last = this.#lastDirectory;
    for (let i = this.#lastLength - 1; i >= 0; i--) if (last[i] !== bytes[start + i]) return false;
    return true;
  }

  /** Writes a name behind the arena's end, where it stays if it turns out to be new, and returns the hash of parent and name. */
  #spell(parent: number, bytes: Uint8Array, start: number, end: number): number {
    let at = this.arenaEnd;
    if (at + end - start > this.arena.length) this.#growArena(at + end - start);
    const arena = this.arena;
    let hash = Math.imul(parent, 0x9e3779b1) ^ HASH_SEED;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      arena[at++] = byte;
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    return hash ^ (hash >>> 15);
  }

  /** True when a node has the name that was spelled last. */
  #isSpelled(node: number, length: number): boolean {
    const at = this.nameAt[node]!;
    if (this.nameAt[node + 1]! - at !== length) return false;
    const arena = this.arena;
    const spelled = this.arenaEnd;
    for (let i = 0; i < length; i++) if (arena[at + i] !== arena[spelled + i]) return false;
    return true;
  }

  /** A new node with the name that was spelled last. */
  #create(parent: number, hash: number, length: number): number {
    const node = this.count++;
    if (node + 1 >= this.nameAt.length) this.#growNodes(node + 2);
    this.arenaEnd += length;
    this.parents[node] = parent;
    this.#hash[node] = hash;
    this.nameAt[node + 1] = this.arenaEnd;
    const pathLength = this.#pathLength[parent]! + length + 1;
    this.#pathLength[node] = pathLength;
    this.#listed += pathLength;
    if (this.#listed > LISTED_ANYWAY + LISTED_PER_PATH * this.#paths) throw tooManyNames();
    return node;
  }

  #growArena(length: number): void {
    if (length > BYTES_ANYWAY + BYTES_PER_PATH * this.#paths) throw tooManyNames();
    this.arena = grown(this.arena, length);
  }

  #growNodes(length: number): void {
    if (this.count > NODES_ANYWAY + NODES_PER_PATH * this.#paths) throw tooManyNames();
    this.nameAt = grown(this.nameAt, length);
    this.parents = grown(this.parents, this.nameAt.length);
    this.#hash = grown(this.#hash, this.nameAt.length);
    this.#pathLength = grown(this.#pathLength, this.nameAt.length);
    this.#firstChild = grown(this.#firstChild, this.nameAt.length);
  }
}

function tooManyNames(): PlimsollError {
  return new PlimsollError('limit', 'its paths are longer or deeper than those of any file system');
}
