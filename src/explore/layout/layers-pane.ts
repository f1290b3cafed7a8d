import { barText } from '../../report/text/bar.ts';
import { textColumns } from '../../report/text/columns.ts';
import { printable } from '../../report/text/printable.ts';
import { sizeText } from '../../report/text/size-text.ts';
import type { State } from '../state.ts';
import type { LayerRow, Subject } from '../subject/subject.ts';
import { fitLine, type Line, nearText, reversed, span } from './line.ts';
import { type Look, signsOf } from './look.ts';

const SIZE = 9;
/** Panes that are narrower mark waste with a sign only. */
const ROOM_FOR_WASTE = 64;

/** The rows of the layers pane, those on screen only. */
export function layerLines(
  subject: Subject,
  state: State,
  width: number,
  height: number,
  look: Look,
): readonly Line[] {
  const { layers } = subject;
  const most = layers.reduce((most, layer) => Math.max(most, Math.abs(bytesOf(layer, state))), 1);
  const digits = String(layers.length - 1).length;
  const lines: Line[] = [];
  for (let at = state.layers.top; at < Math.min(layers.length, state.layers.top + height); at++) {
    const isHere = at === state.layers.row;
    const line = fitLine(layerLine(layers[at]!, state, { most, digits }, width, look), width);
    const marked = isHere ? [{ ...line[0]!, text: `${signsOf(look).cursor} ` }, ...line.slice(1)] : line;
    lines.push(isHere && state.focus === 'layers' ? reversed(marked) : marked);
  }
  return lines;
}

/** What the rows share: the most bytes of a bar, and the digits of the last number. */
interface Scale {
  readonly most: number;
  readonly digits: number;
}

/** What the numbers of a layer are. */
export function layerFacts({ measure }: Pick<State, 'measure'>, width: number): string {
  const bytes = measure === 'change' ? 'net change' : 'stored';
  return width < ROOM_FOR_WASTE ? bytes : `${bytes}, hidden later, instruction`;
}

function layerLine(layer: LayerRow, state: State, { most, digits }: Scale, width: number, look: Look): Line {
  const bytes = bytesOf(layer, state);
  const columns = width >= ROOM_FOR_WASTE ? 12 : 6;
  const bar = barText(Math.abs(bytes), most, columns, look.ascii);
  const text = printable(nearText(layer.instruction, width));
  return [
    span('  '),
    span(`${layer.index}`.padStart(Math.max(2, digits)), layer.isBase ? 'dim' : 'plain'),
    span(` ${bar}${' '.repeat(columns - textColumns(bar))}`, bytes < 0 ? 'added' : 'accent'),
    span(signed(bytes, state, look).padStart(SIZE + 1)),
    ...wasteSpans(layer, width, look),
    span(` ${text === '' ? '(no instruction recorded)' : text}`, layer.isBase ? 'dim' : 'plain'),
  ];
}

function wasteSpans(layer: LayerRow, width: number, look: Look): Line {
  const { wastedBytes } = layer;
  if (width < ROOM_FOR_WASTE) return [span(wastedBytes > 0 ? '!' : ' ', 'warning')];
  return [
    span((wastedBytes > 0 ? sizeText(wastedBytes, sizeStyle(look)) : '').padStart(SIZE + 1), 'warning'),
  ];
}

function bytesOf(layer: LayerRow, { measure }: State): number {
  return measure === 'change' ? layer.changeBytes : layer.storedBytes;
}

function signed(bytes: number, { measure }: State, look: Look): string {
  const text = sizeText(Math.abs(bytes), sizeStyle(look));
  if (measure === 'stored' || bytes === 0) return text;
  return (bytes < 0 ? '-' : '+') + text;
}

function sizeStyle({ units }: Look): { readonly units: Look['units']; readonly bytes: false } {
  return { units, bytes: false };
}
