import { textBytes } from '../../core/byte-text.ts';
import type { NameTree } from '../../image/index/name-tree.ts';
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

/** The nodes of the entries' paths, made where they are new: to be called for both sides before the columns of either. */
export function internEntries(names: NameTree, entries: readonly ListedEntry[]): Int32Array {
  return Int32Array.from(entries, (entry) => {
    const bytes =
      entry.pathBase64 === undefined ? textBytes(entry.path) : Buffer.from(entry.pathBase64, 'base64');
    return names.internPath(bytes, 0, bytes.length);
  });
}

/** A listed tree in columns; `nodes` are those of {@link internEntries}. Of a path that is listed twice the last one counts. */
export function entryColumns(
  names: NameTree,
  entries: readonly ListedEntry[],
  nodes: Int32Array,
): EntryColumns {
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
