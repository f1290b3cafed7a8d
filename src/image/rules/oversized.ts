import type { Scene } from './scene.ts';
import { largestSightingFirst, type Sighting, sighting } from './sighting.ts';
import type { BodyWatch } from './watch.ts';

/** From where on a file or a layer is worth a word, in bytes. */
export interface SizeLimits {
  readonly file: number;
  readonly layer: number;
}

/** 100 MB a file, 500 MB a layer. */
export const SIZE_LIMITS: SizeLimits = { file: 100e6, layer: 500e6 };

/** Files of the final tree above the limit. */
export function watchLargeFiles({ survey: { stack }, steps, originOf }: Scene, limit: number): BodyWatch {
  const found: Sighting[] = [];
  return {
    visit: (body, node) => {
      const bytes = stack.entries.size(body);
      if (bytes <= limit) return;
      const seen = {
        step: steps[stack.entries.layerOf(body)]!,
        origin: steps[originOf(body)]!,
        path: stack.names.pathText(node),
      };
      found.push(sighting('image/oversized-file', { bytes, ...seen, facts: { limit } }));
    },
    observe: () => found.sort(largestSightingFirst),
  };
}

/** Layers above the limit. */
export function seeLargeLayers({ survey: { scans }, steps }: Scene, limit: number): readonly Sighting[] {
  return scans.flatMap(({ index }, layer) => {
    const bytes = index.fileBytes;
    return bytes <= limit
      ? []
      : [sighting('image/oversized-layer', { bytes, step: steps[layer]!, facts: { limit } })];
  });
}
