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
