import { isUtf8, nameText } from '../../core/byte-text.ts';
import { type NameTree, ROOT } from './name-tree.ts';

/** A path as reports have it. */
export interface ShownPath {
  /** Bytes that are not UTF-8 as `\xNN`; `.` for the root. */
  readonly path: string;
  /** The exact name, when it is not UTF-8. */
  readonly pathBase64?: string;
}

/** The path of a node as reports have it. */
export function shownPath(names: NameTree, node: number): ShownPath {
  if (node === ROOT) return { path: '.' };
  const bytes = names.pathBytes(node);
  const path = nameText(bytes);
  return isUtf8(bytes) ? { path } : { path, pathBase64: Buffer.from(bytes).toString('base64') };
}
