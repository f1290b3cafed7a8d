import type { Writable } from '../../core/value.ts';
import { layerInstruction } from '../history/shown-instruction.ts';
import { KIND } from '../index/entry-kind.ts';
import { DUPLICATE_NAME } from '../stack/hidden-bodies.ts';
import type { ImageSurvey } from '../survey.ts';
import type { LayerShare } from './report.ts';

/** What each layer stores and hides at a node and below it; layers without a part in it are left out. */
export function layerShares({ stack, history }: ImageSurvey, node: number): readonly LayerShare[] {
  const { entries, hidden, names } = stack;
  const isBelow = new Uint8Array(names.size);
  isBelow[node] = 1;
  // Children have higher numbers than their parents.
  for (let at = node + 1; at < isBelow.length; at++) isBelow[at] = isBelow[names.parent(at)]!;
  const shares = entries.layers.map((_, layer): Writable<LayerShare> => {
    const instruction = layerInstruction(history, layer);
    return { layer, instruction, files: 0, storedBytes: 0, visibleBytes: 0, hidesBytes: 0 };
  });
  for (const [layer, index] of entries.layers.entries()) {
    for (let at = 0; at < index.count; at++) {
      if (index.kind[at] !== KIND.file || isBelow[index.node[at]!] === 0) continue;
      shares[layer]!.files++;
      shares[layer]!.storedBytes += index.size[at]!;
      shares[layer]!.visibleBytes += index.size[at]!;
    }
  }
  for (let i = 0; i < hidden.count; i++) {
    const { index, at } = entries.locate(hidden.body[i]!);
    if (isBelow[index.node[at]!] === 1)
      shares[entries.layerOf(hidden.body[i]!)]!.visibleBytes -= index.size[at]!;
    if (isBelow[hidden.node[i]!] === 1 && hidden.cause[i] !== DUPLICATE_NAME)
      shares[hidden.hiddenBy[i]!]!.hidesBytes += index.size[at]!;
  }
  return shares.filter(({ files, hidesBytes }) => files > 0 || hidesBytes > 0);
}
