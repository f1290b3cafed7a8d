import type { Pane } from '../keys/key-map.ts';
import type { State } from '../state.ts';

/** A part of the screen, its title line included. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where each pane is; a pane that is not on screen has no area. */
export interface Areas {
  readonly panes: Readonly<Partial<Record<Pane, Area>>>;
  /** In split view, the tree so far. */
  readonly lower: Area | null;
  /** All between the first and the last line: the file viewer and the help. */
  readonly body: Area;
}

/** Smaller terminals get a sentence. */
export const LEAST_COLUMNS = 30;
export const LEAST_ROWS = 8;
/** Narrower terminals show one pane at a time. */
const NARROW = 70;
/** From here on details and waste stand beside the tree. */
const WIDE = 150;

/** Divides the screen. Titles take the first line of an area, one column is between areas side by side. */
export function areasOf(
  state: Pick<State, 'columns' | 'rows' | 'focus' | 'isSplit'>,
  hasLayers: boolean,
): Areas {
  const { columns, rows } = state;
  const body = { x: 0, y: 1, width: columns, height: Math.max(1, rows - 2) };
  const { panes, tree } = panesOf(state.focus, body, hasLayers);
  if (!state.isSplit || tree === null) return { panes: tree ? { ...panes, tree } : panes, lower: null, body };
  const [upper, lower] = stacked(tree, Math.ceil(tree.height / 2));
  return { panes: { ...panes, tree: upper }, lower, body };
}

interface Division {
  readonly panes: Readonly<Partial<Record<Pane, Area>>>;
  readonly tree: Area | null;
}

function panesOf(focus: Pane, body: Area, hasLayers: boolean): Division {
  if (body.width < NARROW) {
    return focus === 'tree' ? { panes: {}, tree: body } : { panes: { [focus]: body }, tree: null };
  }
  if (body.width >= WIDE) return wide(body, hasLayers);
  const [left, right] = beside(body, Math.floor(body.width * (hasLayers ? 0.45 : 0.55)));
  if (!hasLayers) return { panes: { details: right }, tree: left };
  const [layers, details] = stacked(left, Math.floor(left.height / 2));
  if (focus === 'waste') return { panes: { layers, details, waste: right }, tree: null };
  return { panes: { layers, details }, tree: right };
}

function wide(body: Area, hasLayers: boolean): Division {
  if (!hasLayers) {
    const [tree, details] = beside(body, Math.floor(body.width * 0.6));
    return { panes: { details }, tree };
  }
  const [left, rest] = beside(body, Math.floor(body.width * 0.36));
  const [tree, details] = beside(rest, Math.floor(rest.width * 0.56));
  const [layers, waste] = stacked(left, Math.ceil(left.height * 0.55));
  return { panes: { layers, waste, details }, tree };
}

function beside(area: Area, width: number): readonly [Area, Area] {
  const right = { ...area, x: area.x + width + 1, width: area.width - width - 1 };
  return [{ ...area, width }, right];
}

function stacked(area: Area, height: number): readonly [Area, Area] {
  return [
    { ...area, height },
    { ...area, y: area.y + height, height: area.height - height },
  ];
}

/** Rows of a pane below its title. */
export function rowsIn(area: Area | null | undefined): number {
  return area ? Math.max(0, area.height - 1) : 0;
}
