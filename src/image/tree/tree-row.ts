import { nameText } from '../../core/byte-text.ts';
import { KIND } from '../index/entry-kind.ts';
import { NONE, ROOT } from '../index/name-tree.ts';
import type { ImageEntry } from '../report.ts';
import { entryType } from '../stack/entry-type.ts';
import { implyingLayer } from '../stack/union-tree.ts';
import type { ImageTree } from './image-tree.ts';
import { type PathState, STATES } from './view.ts';

/** One node of an image tree, for whoever shows it. */
export interface TreeRow {
  readonly node: number;
  /** The node's own name; bytes that are not UTF-8 as `\xNN`; `.` for the root. */
  readonly name: string;
  readonly state: PathState;
  readonly type: ImageEntry['type'];
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970; null for a directory that no layer lists. */
  readonly mtime: number | null;
  /** Of a symlink its text; of a hard link the path that its bytes count at. */
  readonly linkTarget: string | null;
  /** The layer whose entry it is; for a directory that no layer lists, the one that has something below it. */
  readonly layer: number;
}

/** What a node of a view is. */
export function treeRow(tree: ImageTree, node: number): TreeRow {
  const { names, entries } = tree.stack;
  const owner = tree.owner[node]!;
  const head = {
    node,
    name: node === ROOT ? '.' : nameText(names.nameBytes(node)),
    state: STATES[tree.state[node]!]!,
  };
  if (owner < 0) {
    const layer = owner === NONE ? 0 : implyingLayer(owner);
    return { ...head, type: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: null, linkTarget: null, layer };
  }
  const { index, at } = entries.locate(owner);
  const kind = index.kind[at]!;
  const body = tree.stack.bodyOf(owner);
  const first = body === NONE ? NONE : tree.firstName(body);
  const isFirst = body !== NONE && (first === NONE || first === node);
  return {
    ...head,
    type: entryType(kind, isFirst),
    mode: index.mode[at]!,
    uid: index.uid[at]!,
    gid: index.gid[at]!,
    mtime: index.mtime[at]!,
    linkTarget:
      kind === KIND.symlink ? index.linkText(at) : body !== NONE && !isFirst ? names.pathText(first) : null,
    layer: entries.layerOf(owner),
  };
}
