import { isMarker, KIND } from '../index/entry-kind.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { ROOT } from '../index/name-tree.ts';

const BLOCK = 4096;
/** Symlinks that are shorter live in their inode. */
const INLINE_SYMLINK = 60;

/**
 * Bytes that a layer takes unpacked, in blocks of 4,096 as ext4 has them: what the containerd image store shows as its size
 * on such a disk. Of several entries of one path the last one counts; hard links and whiteouts take nothing.
 */
export function diskUsage(layer: LayerIndex): number {
  let blocks = 1;
  const seen = new Set<number>([ROOT]);
  for (let i = layer.count - 1; i >= 0; i--) {
    const node = layer.node[i]!;
    const kind = layer.kind[i]!;
    if (isMarker(kind) || seen.has(node)) continue;
    seen.add(node);
    if (kind === KIND.file) blocks += Math.ceil(layer.size[i]! / BLOCK);
    else if (kind === KIND.directory) blocks++;
    else if (kind === KIND.symlink && layer.linkBytes(i) >= INLINE_SYMLINK) blocks++;
  }
  return blocks * BLOCK;
}
