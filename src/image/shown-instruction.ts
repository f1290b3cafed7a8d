import { hideSecrets } from '../core/secret-text.ts';
import { instructionText } from '../dockerfile/instruction-text.ts';

/** The instruction behind a history entry as reports show it: values that look like secrets are `***`. `createdBy` stays as found. */
export function shownInstruction(createdBy: string, comment: string): string {
  return hideSecrets(instructionText(createdBy, comment));
}
