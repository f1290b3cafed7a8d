import type { ImageReport } from '../../image/report.ts';
import { layerSteps } from './layer-steps.ts';
import { stepText } from './step-text.ts';

/** By layer: what made it, for one line of a table. */
export function stepTexts(report: ImageReport): ReadonlyMap<number, string> {
  return new Map(
    layerSteps(report).flatMap(({ layer, step }) => (layer === null ? [] : [[layer.index, stepText(step)]])),
  );
}
