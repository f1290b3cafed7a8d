import { KIND } from '../index/entry-kind.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { DUPLICATE_NAME } from '../stack/hidden-bodies.ts';
import type { Stack } from '../stack/stack.ts';
import type { HistoryEntry, PairedHistory } from './pair-history.ts';

/**
 * Size of each layer as `docker history` of a graphdriver store shows it: the bytes of its files, each once; of layers that the
 * classic builder, commit or import made also the lengths of symlink targets.
 */
export function historySizes(stack: Stack, history: PairedHistory): readonly number[] {
  const duplicates = duplicateBytesByLayer(stack);
  return stack.entries.layers.map((layer, l) => {
    const step = history.entryOf[l] ?? null;
    const files = layer.fileBytes - duplicates[l]!;
    return step === null || isBuildKit(history.entries[step]!) ? files : files + symlinkBytes(layer);
  });
}

/** Bytes that each layer stored and replaced itself. */
function duplicateBytesByLayer(stack: Stack): readonly number[] {
  const bytes = new Array<number>(stack.entries.layers.length).fill(0);
  const { hidden, entries } = stack;
  for (let i = 0; i < hidden.count; i++) {
    if (hidden.cause[i] === DUPLICATE_NAME) bytes[hidden.hiddenBy[i]!]! += entries.size(hidden.body[i]!);
  }
  return bytes;
}

function isBuildKit(entry: HistoryEntry): boolean {
  return entry.comment.startsWith('buildkit.') || entry.createdBy.trimEnd().endsWith('# buildkit');
}

function symlinkBytes(layer: LayerIndex): number {
  let bytes = 0;
  for (let i = 0; i < layer.count; i++) {
    if (layer.kind[i] === KIND.symlink) bytes += layer.linkBytes(i);
  }
  return bytes;
}
