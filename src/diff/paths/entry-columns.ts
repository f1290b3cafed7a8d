import { textBytes } from '../../core/byte-text.ts';
import { NameTree } from '../../image/index/name-tree.ts';
import type { PathSide } from '../report.ts';
import { createColumns, type PathColumns, TYPE, UNKNOWN } from './path-columns.ts';

/** A path as reports list it. */
export interface ListedEntry {
  readonly path: string;
  readonly pathBase64?: string;
  readonly type: PathSide['type'];
  readonly bytes: number | null;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly linkTarget?: string | null;
  readonly layer?: number | null;
}

/** A listed tree: its columns, and which of the entries each node is. */
export interface EntryColumns extends PathColumns {
  /** By node: the entry's place in the list; -1 without one. */
  readonly listed: Int32Array;
}

/** Two listed trees over one tree of names. */
export interface ListedPair {
  readonly names: NameTree;
  readonly before: EntryColumns;
  readonly after: EntryColumns;
}

/** Lays two lists of paths out in columns by the numbers that their paths have in a common tree of names. */
export function listedPair(before: readonly ListedEntry[], after: readonly ListedEntry[]): ListedPair {
  const names = new NameTree();
  // Columns have a place for each name, so all names come first.
  const [old, now] = [internEntries(names, before), internEntries(names, after)];
  return { names, before: entryColumns(names, before, old), after: entryColumns(names, after, now) };
}

/** The nodes of the entries' paths, made where they are new. */
function internEntries(names: NameTree, entries: readonly ListedEntry[]): Int32Array {
  return Int32Array.from(entries, (entry) => {
    const bytes =
      entry.pathBase64 === undefined ? textBytes(entry.path) : Buffer.from(entry.pathBase64, 'base64');
    return names.internPath(bytes, 0, bytes.length);
  });
}

/** A listed tree in columns; `nodes` are those of its entries. Of a path that is listed twice the last one counts. */
function entryColumns(names: NameTree, entries: readonly ListedEntry[], nodes: Int32Array): EntryColumns {
  const columns: EntryColumns = {
    ...createColumns(names.size),
    listed: new Int32Array(names.size).fill(UNKNOWN),
  };
  for (const [at, entry] of entries.entries()) {
    const node = nodes[at]!;
    columns.listed[node] = at;
    columns.type[node] = TYPE[entry.type];
    columns.bytes[node] = entry.bytes ?? 0;
    columns.mode[node] = entry.mode ?? UNKNOWN;
    columns.uid[node] = entry.uid ?? UNKNOWN;
    columns.gid[node] = entry.gid ?? UNKNOWN;
    columns.layer[node] = entry.layer ?? UNKNOWN;
    if (entry.type !== 'hardlink' || entry.linkTarget == null) continue;
    const target = textBytes(entry.linkTarget);
    columns.firstName[node] = names.internPath(target, 0, target.length);
  }
  return columns;
}
