import type { HistoryReport } from '../../image/report.ts';
import { printable } from '../printable.ts';

/** The 64 digits of a content hash, which the classic builder writes in place of names. */
const CONTENT_HASH = /\b(file|dir|multi):([0-9a-f]{12})[0-9a-f]{52}\b/g;

/** What made a step, for one line of a table: the instruction, else the comment in parentheses. */
export function stepText(step: Pick<HistoryReport, 'instruction' | 'comment'> | null): string {
  if (step === null) return '(not in the history)';
  if (step.instruction !== '') return printable(step.instruction.replace(CONTENT_HASH, '$1:$2'));
  return step.comment === '' ? '(no instruction recorded)' : `(${printable(step.comment)})`;
}
