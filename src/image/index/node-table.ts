const FIRST_SLOTS = 1024;

/**
 * Node numbers by the hash of parent and name, in open addressing. A slot is free while its number is below the least one that
 * counts, so that a table forgets all it had when the least number rises: nothing needs to be wiped.
 */
export class NodeTable {
  nodes: Int32Array = new Int32Array(FIRST_SLOTS);
  #count = 0;

  /** Where the search for a hash begins. */
  slotOf(hash: number): number {
    return hash & (this.nodes.length - 1);
  }

  /** Where it goes on. */
  next(slot: number): number {
    return (slot + 1) & (this.nodes.length - 1);
  }

  /** Puts a node into the free slot where its search ended; `hashes` are by node. */
  put(slot: number, node: number, hashes: Int32Array, least: number): void {
    this.nodes[slot] = node;
    if (++this.#count * 2 > this.nodes.length) this.#grow(hashes, least);
  }

  /** Puts a node that is known to be absent. */
  add(node: number, hashes: Int32Array, least: number): void {
    let slot = this.slotOf(hashes[node]!);
    while (this.nodes[slot]! >= least) slot = this.next(slot);
    this.put(slot, node, hashes, least);
  }

  /** Forgets all, provided that the least number that counts is from now on above all that were put. */
  clear(): void {
    this.#count = 0;
  }

  #grow(hashes: Int32Array, least: number): void {
    const before = this.nodes;
    this.nodes = new Int32Array(before.length * 4);
    this.#count = 0;
    for (const node of before) if (node >= least) this.add(node, hashes, least);
  }
}
