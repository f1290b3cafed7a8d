import { shortInstruction } from '../../dockerfile/history/instruction-key.ts';
import type { HistoryReport } from '../../image/report.ts';
import { printable } from '../text/printable.ts';

/** What made a step, for one line of a table: the instruction, else the comment in parentheses. */
export function stepText(step: Pick<HistoryReport, 'instruction' | 'comment'> | null): string {
  if (step === null) return '(not in the history)';
  if (step.instruction !== '') return printable(shortInstruction(step.instruction));
  return step.comment === '' ? '(no instruction recorded)' : `(${printable(step.comment)})`;
}
