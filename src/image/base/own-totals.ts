import { sumOf } from '../../core/sum.ts';
import type { LayerReport } from '../report.ts';
import type { WasteCell } from '../waste/report.ts';
import { hiddenBytesOf } from '../waste/waste-matrix.ts';
import type { OwnTotals } from './report.ts';

/** Sums over the layers from index `base` on. */
export function ownTotals(
  layers: readonly LayerReport[],
  matrix: readonly WasteCell[],
  base: number,
): OwnTotals {
  const own = layers.slice(base);
  const sum = (of: (layer: LayerReport) => number): number => sumOf(own, of);
  const fileBytes = sum((layer) => layer.fileBytes);
  const visibleBytes = sum((layer) => layer.visibleBytes);
  return {
    layers: own.length,
    entries: sum((layer) => layer.entries),
    fileBytes,
    tarBytes: sum((layer) => layer.tarBytes),
    blobBytes: sum((layer) => layer.blobBytes),
    visibleBytes,
    wastedBytes: sum((layer) => layer.wastedBytes),
    ...hiddenBytesOf(matrix.filter(({ storedIn }) => storedIn >= base)),
    hidesBaseBytes: sumOf(matrix, ({ storedIn, hiddenBy, bytes }) =>
      storedIn < base && hiddenBy >= base ? bytes : 0,
    ),
    efficiency: fileBytes === 0 ? 1 : visibleBytes / fileBytes,
  };
}
