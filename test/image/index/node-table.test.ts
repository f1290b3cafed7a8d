import { describe, expect, it } from 'vitest';
import { NodeTable } from '../../../src/image/index/node-table.ts';

/** The nodes that a search for a hash meets before it ends at a free slot. */
function search(
  table: NodeTable,
  hash: number,
  least: number,
): { readonly met: readonly number[]; readonly end: number } {
  const met: number[] = [];
  let slot = table.slotOf(hash);
  for (let node = table.nodes[slot]!; node >= least; node = table.nodes[slot]!) {
    met.push(node);
    slot = table.next(slot);
  }
  return { met, end: slot };
}

function put(table: NodeTable, node: number, hashes: Int32Array, least: number): void {
  table.put(search(table, hashes[node]!, least).end, node, hashes, least);
}

describe('a table of nodes', () => {
  it.each([0, 5, -1, 1023, 0x7fffffff])('finds every node of one hash, the least as well: %d', (hash) => {
    const table = new NodeTable();
    const hashes = new Int32Array(6).fill(hash);
    for (const node of [1, 2, 3]) table.add(node, hashes, 1);
    for (const node of [4, 5]) put(table, node, hashes, 1);
    expect(search(table, hash, 1).met).toEqual([1, 2, 3, 4, 5]);
  });

  it('finds all when it has grown, also those whose hashes lie side by side', () => {
    const table = new NodeTable();
    const hashes = Int32Array.from({ length: 3000 }, (_, node) => Math.imul(node >> 1, 7919) << (node % 3));
    for (let node = 1; node < 3000; node++) {
      if (node % 2 === 0) table.add(node, hashes, 1);
      else put(table, node, hashes, 1);
    }
    for (let node = 1; node < 3000; node++) expect(search(table, hashes[node]!, 1).met).toContain(node);
    expect(table.nodes.filter((node) => node > 0)).toHaveLength(2999);
  });

  it('forgets what is below the least that counts, and needs no room for it', () => {
    const table = new NodeTable();
    const room = table.nodes.length;
    const rows = 5;
    const each = room / 2;
    const hashes = Int32Array.from({ length: rows * each + 1 }, (_, node) => Math.imul(node, 0x9e3779b1));
    for (let row = 0; row < rows; row++) {
      const least = row * each + 1;
      table.clear();
      for (let node = least; node < least + each; node++) put(table, node, hashes, least);
      for (let node = least; node < least + each; node++)
        expect(search(table, hashes[node]!, least).met).toContain(node);
      if (row > 0) expect(search(table, hashes[least - 1]!, least).met).not.toContain(least - 1);
    }
    expect(table.nodes.length).toBe(room);
  });

  it('takes along only what counts when it grows', () => {
    const table = new NodeTable();
    const room = table.nodes.length;
    const hashes = Int32Array.from({ length: 2 * room }, (_, node) => Math.imul(node, 0x9e3779b1));
    for (let node = 1; node <= room / 2; node++) put(table, node, hashes, 1);
    const least = room / 2 + 1;
    table.clear();
    for (let node = least; node <= room + 1; node++) put(table, node, hashes, least);
    expect(table.nodes.length).toBe(4 * room);
    expect([...table.nodes].filter((node) => node > 0 && node < least)).toEqual([]);
    expect([...table.nodes].filter((node) => node >= least)).toHaveLength(room + 2 - least);
  });
});
