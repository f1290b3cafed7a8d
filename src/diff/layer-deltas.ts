import type { LayerReport } from '../image/report.ts';
import { instructionKey, looseInstructionKey } from './instruction-key.ts';
import type { LayerDelta, LayerSide } from './report.ts';
import type { ImageFacts } from './sides.ts';

/** A text that is equal for layers with the same entries; null for a layer that has none. */
export type LayerContent = (layer: LayerReport) => string | null;

type Pair = readonly [before: LayerReport, after: LayerReport];
type Key = (layer: LayerReport) => string | null;

/**
 * Lays the layers of two images side by side: by diff ID, those left by instruction, those left by content; of several equal ones the
 * first goes with the first. In the order of the later image; those that are gone stand where they stood.
 */
export function layerDeltas(
  before: ImageFacts,
  after: ImageFacts,
  contents: readonly [before: LayerContent, after: LayerContent] = [countsOf, countsOf],
): readonly LayerDelta[] {
  const partner = new Map<LayerReport, { readonly old: LayerReport; readonly by: LayerDelta['by'] }>();
  const taken = new Set<LayerReport>();
  const pairBy = (by: LayerDelta['by'], oldKey: Key, newKey: Key): void => {
    const left = before.layers.filter((layer) => !taken.has(layer));
    const come = after.layers.filter((layer) => !partner.has(layer));
    for (const [old, now] of pairUp(left, come, oldKey, newKey)) {
      partner.set(now, { old, by });
      taken.add(old);
    }
  };
  pairBy(
    'diff-id',
    (layer) => layer.diffId,
    (layer) => layer.diffId,
  );
  for (const key of [keyWith(instructionKey), keyWith(looseInstructionKey)]) pairBy('instruction', key, key);
  pairBy('content', ...contents);
  const gone = before.layers.filter((layer) => !taken.has(layer));
  return merge(after.layers, gone, partner);
}

function pairUp(
  before: readonly LayerReport[],
  after: readonly LayerReport[],
  oldKey: Key,
  newKey: Key,
): readonly Pair[] {
  const waiting = new Map<string, LayerReport[]>();
  for (const layer of [...before].reverse()) {
    const key = oldKey(layer);
    if (key === null) continue;
    const known = waiting.get(key);
    if (known === undefined) waiting.set(key, [layer]);
    else known.push(layer);
  }
  return after.flatMap((layer) => {
    const old = waiting.get(newKey(layer) ?? '')?.pop();
    return old === undefined ? [] : [[old, layer] as const];
  });
}

function merge(
  come: readonly LayerReport[],
  gone: readonly LayerReport[],
  partner: ReadonlyMap<LayerReport, { readonly old: LayerReport; readonly by: LayerDelta['by'] }>,
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

function layerDelta(before: LayerReport | null, after: LayerReport | null, by: LayerDelta['by']): LayerDelta {
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

function keyWith(keyOf: (instruction: string) => string): Key {
  return ({ instruction }) => (instruction === null || instruction === '' ? null : keyOf(instruction));
}

/** What a report tells of a layer's content. */
function countsOf(layer: LayerReport): string | null {
  if (layer.files === 0) return null;
  const { entries, files, directories, symlinks, hardlinks, whiteouts, opaqueDirectories, fileBytes } = layer;
  return [entries, files, directories, symlinks, hardlinks, whiteouts, opaqueDirectories, fileBytes].join(
    ' ',
  );
}
