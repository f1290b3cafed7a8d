import type { Fact } from '../../core/finding.ts';
import { compareText } from '../../core/order.ts';
import { NONE, ROOT } from '../index/name-tree.ts';
import type { Stack } from '../stack/stack.ts';

const LISTED = 5;
/** More names than these are told by the directory that holds them. */
const NAMED = 3;
/** So are names that together are longer. */
const LONGEST = 90;

/** Some stored bodies: how many, how large, the largest of them, and the directory that holds all. */
export class BodyTally {
  readonly #stack: Stack;
  readonly bodies: number[] = [];
  readonly #nodes: number[] = [];
  bytes = 0;
  #top: { readonly body: number; readonly node: number; readonly bytes: number }[] = [];
  #directory = -1;
  /** Neighbours share their directory. */
  #lastParent = -1;

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  add(body: number, node: number): void {
    const bytes = this.#stack.entries.size(body);
    this.bodies.push(body);
    this.#nodes.push(node);
    this.bytes += bytes;
    const last = this.#top.at(-1);
    if (this.#top.length < LISTED || bytes > last!.bytes || (bytes === last!.bytes && body < last!.body))
      this.#keep(body, node, bytes);
    this.#widen(node);
  }

  /** The largest files, as facts; equal ones in the order of the layers. */
  get paths(): readonly Fact[] {
    return this.#top.map(({ node, bytes }) => ({ path: this.#stack.names.pathText(node), bytes }));
  }

  /** The deepest directory that holds all of them; of a single file the file. */
  get directory(): string {
    const [only] = this.#top;
    return this.#stack.names.pathText(this.bodies.length === 1 ? only!.node : this.#directory);
  }

  /** What to name when all of them are meant: the directory that holds all, or, where it shows other things, a few paths in it. */
  get places(): readonly string[] {
    const { names } = this.#stack;
    const heads = new Set<number>();
    for (const node of this.#nodes) {
      let head = node;
      while (names.parent(head) !== this.#directory) head = names.parent(head);
      heads.add(head);
      if (heads.size > NAMED) return [this.directory];
    }
    if (!this.#showsOthers(heads)) return [this.directory];
    const paths = [...heads].map((head) => names.pathText(head)).sort(compareText);
    return paths.join(', ').length > LONGEST ? [this.directory] : paths;
  }

  #showsOthers(heads: ReadonlySet<number>): boolean {
    const { union } = this.#stack;
    for (let child = union.firstChild(this.#directory); child !== NONE; child = union.nextSibling(child))
      if (!heads.has(child)) return true;
    return false;
  }

  #keep(body: number, node: number, bytes: number): void {
    const at = this.#top.findIndex((one) => bytes > one.bytes || (bytes === one.bytes && body < one.body));
    this.#top.splice(at < 0 ? this.#top.length : at, 0, { body, node, bytes });
    if (this.#top.length > LISTED) this.#top.pop();
  }

  #widen(node: number): void {
    const { names } = this.#stack;
    const parent = names.parent(node);
    if (parent === this.#lastParent) return;
    this.#lastParent = parent;
    if (this.#directory < 0) this.#directory = parent;
    // A node is made after its parent: of two that differ, the one with the higher number is not above the other.
    let other = parent;
    while (this.#directory !== other && (this.#directory !== ROOT || other !== ROOT)) {
      if (this.#directory > other) this.#directory = names.parent(this.#directory);
      else other = names.parent(other);
    }
  }
}
