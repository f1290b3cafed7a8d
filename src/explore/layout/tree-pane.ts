import { nameText } from '../../core/byte-text.ts';
import { modeText } from '../../report/text/mode-text.ts';
import { printable } from '../../report/text/printable.ts';
import { sizeText } from '../../report/text/size-text.ts';
import type { State, TreePane } from '../state.ts';
import type { Subject } from '../subject/subject.ts';
import { fitLine, type Line, reversed, type Span, span, type Tone } from './line.ts';
import { type Look, type Signs, signsOf } from './look.ts';

const SIZE = 8;

/** What a tree pane shows beside its tree. */
export interface TreeStyle {
  readonly look: Look;
  readonly hasFocus: boolean;
  readonly hasAttributes: boolean;
  /** The layer whose number is not repeated on every row; null to say none. */
  readonly layer: number | null;
  readonly layerDigits: number;
  /** Matches of a search by node. */
  readonly hits: Uint8Array | null;
}

/** How the tree of a state looks. */
export function treeStyle(subject: Subject, state: State, look: Look): TreeStyle {
  return {
    look,
    hasFocus: state.focus === 'tree',
    hasAttributes: state.hasAttributes,
    layer: state.layers.row,
    layerDigits: subject.layers.length === 0 ? 0 : String(subject.layers.length - 1).length,
    hits: state.search?.scan.hits ?? null,
  };
}

/** The rows of a tree, those on screen only. */
export function treeLines(
  subject: Subject,
  pane: TreePane,
  style: TreeStyle,
  width: number,
  height: number,
): readonly Line[] {
  const lines: Line[] = [];
  const { outline } = pane;
  for (let row = pane.top; row < Math.min(outline.count, pane.top + height); row++) {
    const isOpen = outline.depths[row + 1]! > outline.depths[row]! && row + 1 < outline.count;
    const line = treeLine(subject, pane, outline.nodes[row]!, outline.depths[row]!, isOpen, style, width);
    const fitted = fitLine(line, width);
    const cursor = style.hasFocus
      ? reversed(fitted)
      : fitted.map((piece) => ({ ...piece, tone: 'bold' as const }));
    lines.push(row === pane.row ? cursor : fitted);
  }
  return lines;
}

function treeLine(
  subject: Subject,
  { shown }: TreePane,
  node: number,
  depth: number,
  isOpen: boolean,
  style: TreeStyle,
  width: number,
): Line {
  const { source } = shown;
  const { letter, tone } = subject.states[source.state[node]!]!;
  const facts = source.facts(node);
  const signs = signsOf(style.look);
  const isDirectory = facts.type === 'directory';
  const mark = !isDirectory || !shown.hasChildren(node) ? ' ' : isOpen ? signs.open : signs.folded;
  const isHit = style.hits?.[node] === 1;
  const name =
    printable(nameText(subject.names.nameBytes(node).subarray(0, 4 * width))) + (isDirectory ? '/' : '');
  const target = facts.target === null ? '' : ` ${signs.arrow} ${printable(facts.target)}`;
  const indent = ' '.repeat(Math.min(2 * depth, width >> 1));
  const attributes = style.hasAttributes
    ? ` ${modeText(facts)} ${`${facts.uid}:${facts.gid}`.padEnd(7)}`
    : '';
  return [
    stateSpan(letter === ' ' && source.hasChangesBelow(node), letter, tone, signs),
    span(sizeText(source.bytes(node), { units: style.look.units, bytes: false }).padStart(SIZE + 1), tone),
    span(attributes, 'dim'),
    span(layerText(source.layer(node), style), 'dim'),
    span(` ${indent}${mark} `, 'dim'),
    span(name, isHit ? 'accent' : tone),
    span(target, 'dim'),
  ];
}

function stateSpan(isBelow: boolean, letter: string, tone: Tone, signs: Signs): Span {
  return isBelow ? span(signs.below, 'modified') : span(letter, tone);
}

function layerText(layer: number | null, { layer: here, layerDigits }: TreeStyle): string {
  if (layerDigits === 0) return '';
  return ` ${(layer === null || layer === here ? '' : String(layer)).padStart(layerDigits)}`;
}
