import { shortInstruction } from '../../dockerfile/history/instruction-key.ts';
import type { HistoryReport, ImageReport, LayerReport } from '../../image/report.ts';
import { printable } from '../text/printable.ts';

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

/** What made a step, for one line of a table: the instruction, else the comment in parentheses. */
export function stepText(step: Pick<HistoryReport, 'instruction' | 'comment'> | null): string {
  if (step === null) return '(not in the history)';
  if (step.instruction !== '') return printable(shortInstruction(step.instruction));
  return step.comment === '' ? '(no instruction recorded)' : `(${printable(step.comment)})`;
}

/** The same of an instruction alone; null where the history has none. */
export function instructionText(instruction: string | null): string {
  return stepText(instruction === null ? null : { instruction, comment: '' });
}

/** By layer: what made it, for one line of a table. */
export function stepTexts(report: ImageReport): ReadonlyMap<number, string> {
  return new Map(
    layerSteps(report).flatMap(({ layer, step }) => (layer === null ? [] : [[layer.index, stepText(step)]])),
  );
}
