import type { ContextReport } from '../../context/report.ts';
import { printable } from '../text/printable.ts';

/** What is sent, a path on each line, directories with a slash at the end; nothing when the entries were not asked for. */
export function renderSentList({ entries }: ContextReport): string {
  return (entries ?? [])
    .filter(({ sent }) => sent)
    .map(({ path, type }) => `${printable(path)}${type === 'directory' ? '/' : ''}\n`)
    .join('');
}
