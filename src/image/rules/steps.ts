import { hideSecrets } from '../../core/secret-text.ts';
import { parseCreatedBy } from '../../dockerfile/created-by.ts';
import { argumentsText } from '../../dockerfile/instruction-text.ts';
import { shownInstruction } from '../shown-instruction.ts';
import type { ImageSurvey } from '../survey.ts';

/** What made a layer. */
export interface Step {
  readonly layer: number;
  /** The cleaned instruction, secrets left out; null when the history does not say. */
  readonly instruction: string | null;
  /** The Dockerfile keyword in upper case; null when it is none of an instruction. */
  readonly keyword: string | null;
  /** What follows the keyword, without build arguments, on one line, secrets left out. */
  readonly text: string;
  /** True above the base. */
  readonly isOwn: boolean;
}

/** The step behind each layer, base first. */
export function readSteps({ history, scans, base }: ImageSurvey): readonly Step[] {
  return scans.map((_, layer) => {
    const at = history.entryOf[layer]!;
    const isOwn = layer >= base.layers;
    if (at === null || at === undefined) return { layer, instruction: null, keyword: null, text: '', isOwn };
    const { createdBy, comment } = history.entries[at]!;
    const parsed = parseCreatedBy(createdBy, comment);
    return {
      layer,
      instruction: shownInstruction(createdBy, comment) || null,
      keyword: parsed.keyword,
      text: hideSecrets(argumentsText(parsed)),
      isOwn,
    };
  });
}

/** Whether a history entry without a layer is one of the own steps: above the base's last layer, and above the last CMD or ENTRYPOINT before the first own layer. */
export function isOwnEntry({ history, base }: ImageSurvey, entry: number): boolean {
  if (base.layers === 0) return true;
  const { entries, layerOf } = history;
  const lastOfBase = layerOf.findLastIndex((layer) => layer !== null && layer < base.layers);
  const firstOwn = layerOf.findIndex((layer) => layer !== null && layer >= base.layers);
  const between = entries.slice(0, firstOwn < 0 ? lastOfBase + 1 : firstOwn);
  const end = between.findLastIndex(({ createdBy, comment }, at) => {
    const { keyword } = parseCreatedBy(createdBy, comment);
    return at > lastOfBase && (keyword === 'CMD' || keyword === 'ENTRYPOINT');
  });
  return entry > Math.max(lastOfBase, end);
}
