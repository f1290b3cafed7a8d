import type { Contributor } from '../core/verdict.ts';
import { shortInstruction } from '../dockerfile/history/instruction-key.ts';

/** What one budget found. */
export interface Measurement {
  /** Null when it could not be measured. */
  readonly measured: number | null;
  /** Who is responsible, largest first. */
  readonly contributors: readonly Contributor[];
  /** The largest layer, of a `layer` budget. */
  readonly layer?: number | undefined;
}

/** A layer as people recognise it: its number and its instruction. */
export function layerName(index: number, instruction: string | null): string {
  return instruction === null ? `layer ${index}` : `layer ${index}: ${shortInstruction(instruction)}`;
}
