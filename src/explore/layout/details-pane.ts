import { printable } from '../../report/text/printable.ts';
import { wrapText } from '../../report/text/wrap.ts';
import { type State, selectedNode } from '../state.ts';
import type { DetailLine, Subject } from '../subject/subject.ts';
import { fitLine, type Line, span } from './line.ts';

const LEAST_TEXT = 12;
/** Nobody reads further; an instruction may have a megabyte. */
const LONGEST = 20_000;
const MOST_LINES = 2_000;

/** All lines of the details, wrapped to a width: about the layer, or about the path and the layer that it is seen from. */
export function detailLines(subject: Subject, state: State, width: number): readonly Line[] {
  const lines = described(subject, state, width);
  const shown = lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), { text: '…' }];
  return shown.flatMap((line) => wrapped(line, width));
}

/** The lines on screen. */
export function detailsPane(subject: Subject, state: State, width: number, height: number): readonly Line[] {
  const lines = detailLines(subject, state, width);
  const top = Math.max(0, Math.min(state.details.top, lines.length - height));
  return lines.slice(top, top + height);
}

function described(subject: Subject, state: State, width: number): readonly DetailLine[] {
  const layer = state.layers.row;
  if (state.about === 'layer' && subject.layers.length > 0) return subject.describeLayer(layer);
  const node = state.focus === 'waste' ? (subject.waste[state.waste.row]?.node ?? 0) : selectedNode(state);
  return subject.describeNode(state.isSplit ? 'layer' : state.view, layer, node, width);
}

function wrapped(
  { text, tone = 'plain', indent = 0, isLaidOut }: DetailLine,
  width: number,
): readonly Line[] {
  if (isLaidOut) return [fitLine([span(printable(text), tone)], width)];
  const room = Math.max(LEAST_TEXT, width - indent - 1);
  return wrapText(printable(shortened(text)), room).map((line) =>
    fitLine([span(' '.repeat(1 + indent) + line, tone)], width),
  );
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
