import { countText } from '../../core/count-text.ts';
import { sumOf } from '../../core/sum.ts';
import type { Verdict } from '../../core/verdict.ts';
import { printable } from '../text/printable.ts';

/** What a pull request comment may hold, in characters; a step summary may hold more. */
const DEFAULT_LIMIT = 65_536;
/** Characters with a meaning in Markdown or HTML; as entities they have none. */
const ACTIVE = /[&<>"'`|*_~\\[\]{}()#@!$:+=^-]/g;

/** What a verdict looks like at a glance. */
export const STATUS_MARKS: Readonly<Record<Verdict['status'], string>> = {
  fail: '❌',
  warn: '⚠️',
  pass: '✅',
  skipped: '⏭️',
};

/** A table or a list whose rows may be dropped, the last first. */
export interface Block {
  readonly head: readonly string[];
  readonly rows: readonly string[];
  readonly tail?: readonly string[];
}

/**
 * Head and blocks within a number of bytes (0: as much as a comment holds): each block keeps the rows that fit, in order, the head stays,
 * and a line says how many rows went.
 */
export function cutToSize(head: readonly string[], blocks: readonly Block[], maxBytes: number): string {
  const lines = [...head];
  const reserve = 80;
  let left = (maxBytes || DEFAULT_LIMIT) - reserve - bytesOf(head);
  let dropped = 0;
  for (const block of blocks) {
    const own = bytesOf(['', ...block.head, ...(block.tail ?? [])]);
    const kept: string[] = [];
    let room = left - own;
    for (const row of block.rows) {
      const size = bytesOf([row]);
      if (size > room) break;
      kept.push(row);
      room -= size;
    }
    dropped += block.rows.length - kept.length;
    if (kept.length === 0) continue;
    lines.push('', ...block.head, ...kept, ...(block.tail ?? []));
    left = room;
  }
  if (dropped > 0)
    lines.push('', `${countText(dropped, 'more row is', 'more rows are')} left out to keep this short.`);
  return `${lines.join('\n')}\n`;
}

function bytesOf(lines: readonly string[]): number {
  const encoder = new TextEncoder();
  return sumOf(lines, (line) => encoder.encode(line).length + 1);
}

/** Text as code, whatever is in it. */
export function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}

/** Text without any meaning in Markdown or HTML, on one line. */
export function plain(text: string): string {
  return printable(text).replace(ACTIVE, (character) => `&#${character.charCodeAt(0)};`);
}
