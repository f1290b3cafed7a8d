import type { LayerIndex } from '../image/index/layer-index.ts';
import type { Stack } from '../image/stack/stack.ts';
import type { LayerContent } from './layer-deltas.ts';

/** What is in each layer, whatever its order and times: equal texts for layers of two images that share a tree of names. */
export function layerContentKey({ entries }: Stack): LayerContent {
  return ({ index, files }) => {
    const layer = entries.layers[index];
    return layer === undefined || files === 0 ? null : entriesKey(layer);
  };
}

/** Two sums over paths, kinds and sizes that do not depend on the order. */
function entriesKey(layer: LayerIndex): string {
  let sum = 0;
  let other = 0;
  for (let at = 0; at < layer.count; at++) {
    const mixed = mix(layer.node[at]!, layer.kind[at]!, layer.size[at]!);
    sum = (sum + mixed) | 0;
    other = (other + Math.imul(mixed ^ 0x5bd1e995, 0x27d4eb2f)) | 0;
  }
  return `${layer.count} ${sum} ${other}`;
}

function mix(node: number, kind: number, size: number): number {
  let hash = Math.imul(node ^ 0x9e3779b1, 0x85ebca6b);
  hash = Math.imul((hash ^ (hash >>> 15)) + kind, 0xc2b2ae35);
  hash = Math.imul((hash ^ (hash >>> 13)) + (size % 0x7fffffff), 0x27d4eb2f);
  return hash ^ (hash >>> 16);
}
