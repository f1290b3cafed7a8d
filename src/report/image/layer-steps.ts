import type { HistoryReport, ImageReport, LayerReport } from '../../image/report.ts';

/** One line of the table: a layer, a step, or both. */
export interface LayerStep {
  readonly layer: LayerReport | null;
  readonly step: HistoryReport | null;
}

/** Layers and steps in one order: the history's, then layers that no step of it made. */
export function layerSteps({ layers, history }: ImageReport): readonly LayerStep[] {
  const inHistory = history.map((step) => ({
    layer: step.layer === null ? null : (layers[step.layer] ?? null),
    step,
  }));
  const left = layers.filter((layer) => layer.historyIndex === null).map((layer) => ({ layer, step: null }));
  return [...inHistory, ...left];
}
