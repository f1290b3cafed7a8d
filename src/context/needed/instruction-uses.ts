import type { NeedingInstruction } from '../../dockerfile/stages/needs.ts';
import type { InstructionUse } from '../report.ts';
import type { CopyTally } from './copy-tally.ts';

/** What each instruction took, when the walk is over. */
export function instructionUses(
  takers: readonly NeedingInstruction[],
  copies: CopyTally,
): readonly InstructionUse[] {
  return takers.map(({ line, endLine, text, kind, stage, context, sources }, index) => ({
    line,
    endLine,
    text,
    kind,
    stage,
    context,
    sources: sources.map(({ written }) => written),
    files: copies.files[index]!,
    bytes: copies.bytes[index]!,
  }));
}
