import { hideSecrets } from '../../core/secrets/secret-text.ts';
import { parseCreatedBy } from '../../dockerfile/history/created-by.ts';
import { argumentsText } from '../../dockerfile/history/instruction-text.ts';
import type { ImageStep } from '../../dockerfile/stages/image-steps.ts';
import { shownInstruction } from '../history/shown-instruction.ts';
import type { ImageSurvey } from '../survey.ts';

/** What made a layer. */
export interface Step {
  readonly layer: number;
  /** Index of its history entry; null without one. */
  readonly entry: number | null;
  /** The cleaned instruction, secrets left out; null when the history does not say. */
  readonly instruction: string | null;
  /** The Dockerfile keyword in upper case; null when it is none of an instruction. */
  readonly keyword: string | null;
  /** What follows the keyword, without build arguments, on one line, secrets left out. */
  readonly text: string;
  /** True above the base. */
  readonly isOwn: boolean;
}

/** The step behind each layer, base first; `written` are the instructions of a Dockerfile by the history entries that they made. */
export function readSteps(
  { history, scans, base }: ImageSurvey,
  written: ReadonlyMap<number, ImageStep>,
): readonly Step[] {
  return scans.map((_, layer) => {
    const at = history.entryOf[layer]!;
    const isOwn = layer >= base.layers;
    if (at === null || at === undefined)
      return { layer, entry: null, instruction: null, keyword: null, text: '', isOwn };
    const { createdBy, comment } = history.entries[at]!;
    const parsed = parseCreatedBy(createdBy, comment);
    const told = hideSecrets(argumentsText(parsed));
    // The classic builder put a hash in the place of names: the Dockerfile knows them.
    const isHashed = /^(?:file|dir|multi):[0-9a-f]+ in /.test(told);
    return {
      layer,
      entry: at,
      instruction: shownInstruction(createdBy, comment) || null,
      keyword: parsed.keyword,
      text: isHashed ? hideSecrets(written.get(at)?.text ?? told) : told,
      isOwn,
    };
  });
}

/** Index of the first history entry of the own steps: above the base's last layer, and above the last CMD or ENTRYPOINT before the first own layer. */
export function firstOwnEntry({ history, base }: ImageSurvey): number {
  if (base.layers === 0) return 0;
  const { entries, layerOf } = history;
  const lastOfBase = layerOf.findLastIndex((layer) => layer !== null && layer < base.layers);
  const firstOwn = layerOf.findIndex((layer) => layer !== null && layer >= base.layers);
  const between = entries.slice(0, firstOwn < 0 ? lastOfBase + 1 : firstOwn);
  const end = between.findLastIndex(({ createdBy, comment }, at) => {
    const { keyword } = parseCreatedBy(createdBy, comment);
    return at > lastOfBase && (keyword === 'CMD' || keyword === 'ENTRYPOINT');
  });
  return Math.max(lastOfBase, end) + 1;
}
