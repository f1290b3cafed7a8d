import { isUtf8 } from '../../core/byte-text.ts';
import { KIND } from '../index/entry-kind.ts';
import { NONE, ROOT } from '../index/name-tree.ts';
import type { ImageEntry } from '../report.ts';
import { entryType } from './entry-type.ts';
import type { Stack } from './stack.ts';
import { implyingLayer } from './union-tree.ts';

/** Every path of the final tree in tree order. Of a body with several names the first is the file, the others are hard links to it. */
export function listFinalTree(stack: Stack): readonly ImageEntry[] {
  const { names, union } = stack;
  const firstPath = new Map<number, string>();
  const listed: ImageEntry[] = [];
  const pending: { node: number; isUtf8: boolean }[] = [{ node: ROOT, isUtf8: true }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (at.node !== ROOT) listed.push(imageEntry(stack, at.node, at.isUtf8, firstPath));
    const children: number[] = [];
    for (let child = union.firstChild(at.node); child !== NONE; child = union.nextSibling(child))
      children.push(child);
    children.sort((a, b) => names.compareNames(b, a));
    for (const child of children)
      pending.push({ node: child, isUtf8: at.isUtf8 && isUtf8(names.nameBytes(child)) });
  }
  return listed;
}

function imageEntry(stack: Stack, node: number, isText: boolean, firstPath: Map<number, string>): ImageEntry {
  const owner = stack.union.owner[node]!;
  const exact = isText ? {} : { pathBase64: Buffer.from(stack.names.pathBytes(node)).toString('base64') };
  const path = stack.names.pathText(node);
  const head = { path, ...exact };
  if (owner < 0) {
    return {
      ...head,
      type: 'directory',
      bytes: 0,
      mode: 0o755,
      uid: 0,
      gid: 0,
      linkTarget: null,
      layer: implyingLayer(owner),
    };
  }
  const { index, at } = stack.entries.locate(owner);
  const body = stack.bodyOf(owner);
  const first = firstPath.get(body);
  const isFirst = body !== NONE && first === undefined;
  if (isFirst) firstPath.set(body, path);
  return {
    ...head,
    type: entryType(index.kind[at]!, isFirst),
    bytes: isFirst ? stack.entries.size(body) : 0,
    mode: index.mode[at]!,
    uid: index.uid[at]!,
    gid: index.gid[at]!,
    linkTarget: index.kind[at] === KIND.symlink ? index.linkText(at) : (first ?? null),
    layer: stack.entries.layerOf(owner),
  };
}
