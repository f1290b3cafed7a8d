import { hideSecrets } from '../../core/secrets/secret-text.ts';
import { instructionText } from '../../dockerfile/history/instruction-text.ts';
import type { PairedHistory } from './pair-history.ts';

/** The instruction behind a history entry as reports show it: values that look like secrets are `***`. `createdBy` stays as found. */
export function shownInstruction(createdBy: string, comment: string): string {
  return hideSecrets(instructionText(createdBy, comment));
}

/** What made a layer; null for a layer that no history entry belongs to. */
export function layerInstruction({ entryOf, entries }: PairedHistory, layer: number): string | null {
  const index = entryOf[layer] ?? null;
  if (index === null) return null;
  const { createdBy, comment } = entries[index]!;
  return shownInstruction(createdBy, comment);
}
