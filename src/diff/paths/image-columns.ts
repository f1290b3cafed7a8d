import { KIND } from '../../image/index/entry-kind.ts';
import { NONE, ROOT } from '../../image/index/name-tree.ts';
import { comparePaths } from '../../image/index/path-order.ts';
import type { Stack } from '../../image/stack/stack.ts';
import { implyingLayer } from '../../image/stack/union-tree.ts';
import { createColumns, type PathColumns, TYPE } from './path-columns.ts';

const TYPES: Readonly<Record<number, number>> = {
  [KIND.file]: TYPE.file,
  [KIND.directory]: TYPE.directory,
  [KIND.symlink]: TYPE.symlink,
  [KIND.hardlink]: TYPE.hardlink,
  [KIND.charDevice]: TYPE.device,
  [KIND.blockDevice]: TYPE.device,
  [KIND.fifo]: TYPE.fifo,
};

/** The final tree of an image, and where its contents are. */
export interface ImageColumns extends PathColumns {
  /** The entry that shows the node; NONE for a directory that no layer lists. */
  readonly entry: Int32Array;
  /** The entry that stores the body; NONE without one. */
  readonly body: Int32Array;
}

/** The final tree in columns; nodes that the name tree learned after the layers were stacked are not in it. */
export function imageColumns(stack: Stack): ImageColumns {
  const { size } = stack.names;
  const columns: ImageColumns = {
    ...createColumns(size),
    entry: new Int32Array(size).fill(NONE),
    body: new Int32Array(size).fill(NONE),
  };
  const { owner } = stack.union;
  for (let node = ROOT + 1; node < owner.length; node++) {
    if (owner[node]! >= 0) fillFromEntry(columns, stack, node, owner[node]!);
    else if (owner[node]! < NONE) {
      columns.type[node] = TYPE.directory;
      columns.layer[node] = implyingLayer(owner[node]!);
    }
  }
  if (stack.hasHardLinks) nameFirsts(columns, stack);
  return columns;
}

function fillFromEntry(columns: ImageColumns, stack: Stack, node: number, entry: number): void {
  const { entries } = stack;
  const layer = entries.layerOf(entry);
  const index = entries.layers[layer]!;
  const at = entry - entries.firstOf[layer]!;
  const body = stack.bodyOf(entry);
  columns.type[node] = TYPES[index.kind[at]!] ?? TYPE.other;
  columns.bytes[node] = body === NONE ? 0 : entries.size(body);
  columns.mode[node] = index.mode[at]!;
  columns.uid[node] = index.uid[at]!;
  columns.gid[node] = index.gid[at]!;
  columns.mtime[node] = index.mtime[at]!;
  columns.layer[node] = layer;
  columns.entry[node] = entry;
  columns.body[node] = body;
}

/** Of a body with several names the first in path order is the file, the others are further names without bytes. */
function nameFirsts(columns: ImageColumns, stack: Stack): void {
  const first = new Map<number, number>();
  for (let node = 0; node < columns.size; node++) {
    if (columns.type[node] === TYPE.hardlink && columns.body[node] !== NONE)
      first.set(columns.body[node]!, NONE);
  }
  const names = [...columns.body.keys()].filter((node) => first.has(columns.body[node]!));
  for (const node of names) {
    const known = first.get(columns.body[node]!)!;
    if (known === NONE || comparePaths(stack.names, node, known) < 0) first.set(columns.body[node]!, node);
  }
  for (const node of names) {
    const chosen = first.get(columns.body[node]!)!;
    columns.type[node] = chosen === node ? TYPE.file : TYPE.hardlink;
    if (chosen === node) continue;
    columns.bytes[node] = 0;
    columns.firstName[node] = chosen;
  }
}
