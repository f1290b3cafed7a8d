import { printable } from '../../report/text/printable.ts';
import { PANES, type Pane } from '../keys/key-map.ts';
import type { State } from '../state.ts';
import type { Subject } from '../subject/subject.ts';
import { type Area, areasOf, LEAST_COLUMNS, LEAST_ROWS, rowsIn } from './areas.ts';
import { detailsPane } from './details-pane.ts';
import { helpLines } from './help-pane.ts';
import { layerFacts, layerLines } from './layers-pane.ts';
import { fitLine, type Line, span } from './line.ts';
import { type Look, signsOf } from './look.ts';
import { statusLine } from './status.ts';
import { titleLine } from './title.ts';
import { treeFacts } from './tree-facts.ts';
import { treeLines, treeStyle } from './tree-pane.ts';
import { viewerFacts, viewerLines } from './viewer-pane.ts';
import { wasteLines } from './waste-pane.ts';

/** The whole screen: one line for each row of the terminal, each exactly as wide as it. */
export function screenOf(subject: Subject, state: State, look: Look): readonly Line[] {
  const { columns, rows } = state;
  if (columns < LEAST_COLUMNS || rows < LEAST_ROWS) return tooSmall(columns, rows);
  const head = fitLine([span(` plimsoll `, 'bold'), span(printable(subject.title))], columns);
  return [head, ...bodyOf(subject, state, look), statusLine(subject, state)];
}

function tooSmall(columns: number, rows: number): readonly Line[] {
  const text = `${LEAST_COLUMNS} × ${LEAST_ROWS} needed`;
  return Array.from({ length: rows }, (_, row) => fitLine(row === 0 ? [span(text)] : [], columns));
}

function bodyOf(subject: Subject, state: State, look: Look): readonly Line[] {
  const areas = areasOf(state, subject.layers.length > 0);
  const { body } = areas;
  if (state.help !== null) {
    const lines = helpLines(subject, body.width);
    const last = Math.min(lines.length, state.help + rowsIn(body));
    const facts = lines.length > rowsIn(body) ? [`${state.help + 1}-${last} of ${lines.length}`] : [];
    return block(titleLine('Keys', facts, body.width, true, look), lines.slice(state.help), body);
  }
  if (state.viewer !== null) {
    const facts = viewerFacts(state.viewer, rowsIn(body));
    const title = titleLine(printable(state.viewer.title), facts, body.width, true, look);
    return block(title, viewerLines(state.viewer, body.width, rowsIn(body), look), body);
  }
  const blocks = PANES.flatMap((pane) => {
    const area = areas.panes[pane];
    return area ? [{ area, lines: paneOf(subject, state, pane, area, look) }] : [];
  });
  if (areas.lower && state.lower)
    blocks.push({ area: areas.lower, lines: lowerTree(subject, state, areas.lower, look) });
  return composed(blocks, body, look);
}

function paneOf(subject: Subject, state: State, pane: Pane, area: Area, look: Look): readonly Line[] {
  const [title, facts] = titleOf(subject, state, pane, area.width);
  const number =
    subject.layers.length > 0 || pane === 'tree' || pane === 'details' ? `${PANES.indexOf(pane) + 1} ` : '';
  const head = titleLine(`${number}${title}`, facts, area.width, state.focus === pane, look);
  const [width, height] = [area.width, rowsIn(area)];
  switch (pane) {
    case 'layers':
      return block(head, layerLines(subject, state, width, height, look), area);
    case 'tree':
      return block(head, treeOrNothing(subject, state, width, height, look), area);
    case 'details':
      return block(head, detailsPane(subject, state, width, height), area);
    case 'waste':
      return block(head, wasteLines(subject, state, width, height, look), area);
  }
}

function titleOf(
  subject: Subject,
  state: State,
  pane: Pane,
  width: number,
): readonly [title: string, facts: readonly string[]] {
  switch (pane) {
    case 'layers':
      return ['Layers', [layerFacts(state, width)]];
    case 'tree':
      return ['Tree', treeFacts(subject, state)];
    case 'details':
      return ['Details', []];
    case 'waste':
      return ['Waste', ['stored, hidden by']];
  }
}

function treeOrNothing(
  subject: Subject,
  state: State,
  width: number,
  height: number,
  look: Look,
): readonly Line[] {
  if (state.tree.outline.count === 0) {
    const why =
      state.filter !== null || state.hidden.length > 0
        ? ' nothing passes the filter: Esc clears it'
        : ' nothing';
    return [fitLine([span(why, 'dim')], width)];
  }
  return treeLines(subject, state.tree, treeStyle(subject, state, look), width, height);
}

function lowerTree(subject: Subject, state: State, area: Area, look: Look): readonly Line[] {
  const style = treeStyle(subject, state, look);
  const head = titleLine('Tree', [`up to layer ${state.layers.row}`], area.width, false, look);
  return block(head, treeLines(subject, state.lower!, style, area.width, rowsIn(area)), area);
}

/** A pane's lines, as many as its area has. */
function block(head: Line, lines: readonly Line[], area: Area): readonly Line[] {
  return Array.from({ length: area.height }, (_, row) => {
    const line = row === 0 ? head : lines[row - 1];
    return fitLine(line ?? [], area.width);
  });
}

interface Block {
  readonly area: Area;
  readonly lines: readonly Line[];
}

/** Panes side by side: each begins in its own column, whatever the terminal makes of the widths before it. */
function composed(blocks: readonly Block[], body: Area, look: Look): readonly Line[] {
  const between = signsOf(look).between;
  return Array.from({ length: body.height }, (_, row) => {
    const here = blocks
      .filter(({ area }) => area.y - body.y <= row && row < area.y - body.y + area.height)
      .sort((a, b) => a.area.x - b.area.x);
    return here.flatMap(({ area, lines }) => {
      const line = lines[row - (area.y - body.y)]!;
      return area.x === 0 ? line : [{ text: between, tone: 'dim' as const, column: area.x - 1 }, ...line];
    });
  });
}
