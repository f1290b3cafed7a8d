import { textColumns } from '../../report/columns.ts';
import { fitLine, type Line, span } from './line.ts';
import { type Look, signsOf } from './look.ts';

/** The title line of a pane: a heavy rule and bold where the focus is, so that it shows without colour. */
export function titleLine(title: string, facts: string, width: number, hasFocus: boolean, look: Look): Line {
  const signs = signsOf(look);
  const rule = hasFocus ? signs.heavy : signs.light;
  const tone = hasFocus ? 'bold' : 'dim';
  const head = `${rule} ${title} ${rule}`;
  const tail = facts === '' ? '' : ` ${facts} `;
  const room = width - textColumns(head) - textColumns(tail) - 1;
  if (room < 0 && facts !== '') return titleLine(title, '', width, hasFocus, look);
  return fitLine(
    [span(head + rule.repeat(Math.max(0, room)), tone), span(tail, 'dim'), span(rule, tone)],
    width,
  );
}
