import { largestFirst } from '../core/order.ts';
import type { VisitPath } from '../core/path-visit.ts';
import { sumOf } from '../core/sum.ts';
import type { Contributor } from '../core/verdict.ts';
import type { ImageReport, LayerReport } from '../image/report.ts';
import type { WastePath } from '../image/waste/report.ts';
import type { PlainBudget } from './budget.ts';
import { layerName, type Measurement } from './measure.ts';

/** What an image's plain measures are made of. */
export interface ImageFigures {
  readonly report: ImageReport;
  /** The number of layers that are not own. */
  readonly base: number;
  /** Looks through the final tree. */
  readonly visitTree: (visit: VisitPath) => void;
  /** Length of the ranked lists; 0 is all. */
  readonly top: number;
}

/** One plain measure of an image, over all layers or over those above the base. */
export function measureImage(figures: ImageFigures, budget: PlainBudget): Measurement {
  const { report, base } = figures;
  const from = budget.scope === 'own' ? base : 0;
  const layers = report.layers.slice(from);
  const stored = sumOf(layers, (layer) => layer.fileBytes);
  const wasted = sumOf(layers, (layer) => layer.wastedBytes);
  switch (budget.measure) {
    case 'total':
      return { measured: stored, contributors: byLayer(layers, (layer) => layer.fileBytes) };
    case 'compressed':
      return {
        measured: sumOf(layers, (layer) => layer.blobBytes),
        contributors: byLayer(layers, (layer) => layer.blobBytes),
      };
    case 'layers':
      return { measured: layers.length, contributors: byLayer(layers, (layer) => layer.fileBytes) };
    case 'layer':
      return largestLayer(layers);
    case 'wasted': {
      const share = stored === 0 ? 0 : wasted / stored;
      return { measured: budget.unit === 'ratio' ? share : wasted, contributors: waste(report, from) };
    }
    case 'efficiency': {
      const measured = stored === 0 ? 1 : (stored - wasted) / stored;
      return { measured, contributors: waste(report, from) };
    }
    default:
      return measureFiles(figures, budget);
  }
}

function measureFiles({ report, base, visitTree, top }: ImageFigures, budget: PlainBudget): Measurement {
  if (budget.measure !== 'file' && budget.measure !== 'files') return { measured: null, contributors: [] };
  const isOwn = budget.scope === 'own' && base > 0;
  const { files, largest } = isOwn
    ? ownFiles(visitTree, base, top)
    : { files: report.totals.visibleFiles, largest: report.largestFiles };
  const contributors = largest.map(({ path, bytes }) => ({ name: path, bytes }));
  return { measured: budget.measure === 'files' ? files : (contributors[0]?.bytes ?? 0), contributors };
}

/** Bodies of the final tree that layers above the base store. */
function ownFiles(
  visitTree: ImageFigures['visitTree'],
  base: number,
  top: number,
): {
  readonly files: number;
  readonly largest: readonly { readonly path: string; readonly bytes: number }[];
} {
  const files: { readonly path: string; readonly bytes: number }[] = [];
  const bodies = new Set<number>();
  visitTree((path, kind, bytes, layer, body) => {
    if (kind !== 'file' || (layer ?? 0) < base || bodies.has(body)) return;
    if (body >= 0) bodies.add(body);
    files.push({ path, bytes });
  });
  files.sort(largestFirst);
  return { files: files.length, largest: top === 0 ? files : files.slice(0, top) };
}

function largestLayer(layers: readonly LayerReport[]): Measurement {
  const contributors = byLayer(layers, (layer) => layer.fileBytes);
  const measured = contributors[0]?.bytes ?? 0;
  return { measured, contributors, layer: layers.find((layer) => layer.fileBytes === measured)?.index };
}

function byLayer(
  layers: readonly LayerReport[],
  bytesOf: (layer: LayerReport) => number,
): readonly Contributor[] {
  return layers
    .map((layer) => ({ name: layerName(layer.index, layer.instruction), bytes: bytesOf(layer) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
}

/** Hidden paths by the bytes that layers from `from` on store in vain. */
function waste(report: ImageReport, from: number): readonly Contributor[] {
  return report.waste.paths
    .map((path) => ({ name: path.path, bytes: storedFrom(path, from) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
}

function storedFrom(path: WastePath, from: number): number {
  return sumOf(path.events, (event) => (event.storedIn >= from ? event.bytes : 0));
}
