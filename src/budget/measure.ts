import type { Contributor } from '../core/verdict.ts';

/** What one budget found. */
export interface Measurement {
  /** Null when it could not be measured. */
  readonly measured: number | null;
  /** Who is responsible, largest first. */
  readonly contributors: readonly Contributor[];
  /** The largest layer, of a `layer` budget. */
  readonly layer?: number | undefined;
}

/** The classic builder writes the hash of what is copied into the instruction. */
const CONTENT_HASH = /\b(file|dir|multi):([0-9a-f]{12})[0-9a-f]{52}\b/g;

/** A layer as people recognise it: its number and its instruction. */
export function layerName(index: number, instruction: string | null): string {
  if (instruction === null) return `layer ${index}`;
  return `layer ${index}: ${instruction.replace(CONTENT_HASH, '$1:$2')}`;
}

/** The instruction without what changes with every build; what layers of two builds are recognised by. */
export function instructionKey(instruction: string | null): string | null {
  return instruction?.replace(CONTENT_HASH, '$1') ?? null;
}
