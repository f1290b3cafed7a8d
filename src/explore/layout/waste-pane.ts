import { cutMiddle } from '../../report/text/columns.ts';
import { printable } from '../../report/text/printable.ts';
import { sizeText } from '../../report/text/size-text.ts';
import type { State } from '../state.ts';
import type { Subject, WasteRow } from '../subject/subject.ts';
import { fitLine, type Line, lineColumns, reversed, span } from './line.ts';
import { type Look, signsOf } from './look.ts';

const ROOM_FOR_CAUSE = 60;
const CAUSE = 'duplicate-name '.length;

/** The rows of the waste pane, those on screen only: bytes, times, stored in, hidden by, why, path. */
export function wasteLines(
  subject: Subject,
  state: State,
  width: number,
  height: number,
  look: Look,
): readonly Line[] {
  if (subject.waste.length === 0)
    return [fitLine([span(' nothing is hidden by a later layer', 'dim')], width)];
  return subject.waste.slice(state.waste.top, state.waste.top + height).map((row, n) => {
    const line = fitLine(wasteLine(subject, row, width, look), width);
    const isHere = state.waste.top + n === state.waste.row;
    return isHere && state.focus === 'waste' ? reversed(line) : line;
  });
}

function wasteLine(subject: Subject, row: WasteRow, width: number, look: Look): Line {
  const signs = signsOf(look);
  const head: Line = [
    span(sizeText(row.bytes, { units: look.units, bytes: false }).padStart(9), 'warning'),
    span(row.times > 1 ? ` ${signs.times}${row.times}`.padEnd(5) : '     ', 'dim'),
    span(`${row.storedIn}${signs.arrow}${row.hiddenBy}`.padEnd(7), 'accent'),
    ...(width >= ROOM_FOR_CAUSE ? [span(row.cause.padEnd(CAUSE), 'dim')] : []),
  ];
  const path = printable(subject.names.pathText(row.node));
  return [...head, span(cutMiddle(path, Math.max(8, width - lineColumns(head))))];
}
