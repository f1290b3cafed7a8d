import { type AlignedBy, alignLayers, type Partner } from '../image/align-layers.ts';
import type { LayerReport } from '../image/report.ts';
import type { LayerDelta, LayerSide } from './report.ts';
import type { ImageFacts } from './sides.ts';

/** A text that is equal for layers with the same entries; null for a layer that has none. */
export type LayerContent = (layer: LayerReport) => string | null;

/**
 * Lays the layers of two images side by side: by diff ID, those left by instruction, those left by content; of several equal ones the
 * first goes with the first. In the order of the later image; those that are gone stand where they stood.
 */
export function layerDeltas(
  before: ImageFacts,
  after: ImageFacts,
  contents: readonly [before: LayerContent, after: LayerContent] = [countsOf, countsOf],
): readonly LayerDelta[] {
  const [contentBefore, contentAfter] = contents;
  const last = { by: 'content' as const, before: contentBefore, after: contentAfter };
  const partner = alignLayers(before.layers, after.layers, [last]);
  const taken = new Set([...partner.values()].map(({ old }) => old));
  const gone = before.layers.filter((layer) => !taken.has(layer));
  return merge(after.layers, gone, partner);
}

function merge(
  come: readonly LayerReport[],
  gone: readonly LayerReport[],
  partner: ReadonlyMap<LayerReport, Partner<LayerReport>>,
): readonly LayerDelta[] {
  const rows: LayerDelta[] = [];
  let next = 0;
  for (const layer of come) {
    const { old, by } = partner.get(layer) ?? { old: null, by: null };
    while (next < gone.length && gone[next]!.index < (old ?? layer).index)
      rows.push(layerDelta(gone[next++]!, null, null));
    rows.push(layerDelta(old, layer, by));
  }
  return [...rows, ...gone.slice(next).map((layer) => layerDelta(layer, null, null))];
}

function layerDelta(before: LayerReport | null, after: LayerReport | null, by: AlignedBy | null): LayerDelta {
  return {
    state: before === null ? 'added' : after === null ? 'removed' : by === 'diff-id' ? 'same' : 'changed',
    by,
    before: before && layerSide(before),
    after: after && layerSide(after),
    delta: (after?.fileBytes ?? 0) - (before?.fileBytes ?? 0),
    blobDelta: (after?.blobBytes ?? 0) - (before?.blobBytes ?? 0),
  };
}

function layerSide(layer: LayerReport): LayerSide {
  const { index, diffId, instruction, fileBytes, blobBytes, wastedBytes, files } = layer;
  return { index, diffId, instruction, fileBytes, blobBytes, wastedBytes, files };
}

/** What a report tells of a layer's content. */
function countsOf(layer: LayerReport): string | null {
  if (layer.files === 0) return null;
  const { entries, files, directories, symlinks, hardlinks, whiteouts, opaqueDirectories, fileBytes } = layer;
  return [entries, files, directories, symlinks, hardlinks, whiteouts, opaqueDirectories, fileBytes].join(
    ' ',
  );
}
