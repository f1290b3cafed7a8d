import { h, place } from '../dom.ts';
import type { Page } from '../page.ts';
import type { PageTree, TreeNode } from '../tree.ts';
import { drawCell, spokenText } from './cell-view.ts';
import type { Coloring } from './colors.ts';
import { type Move, moveOf } from './keys.ts';
import { type Cell, layOut } from './layout.ts';
import { type Measure, worth } from './measures.ts';
import type { Found } from './search.ts';

/** What the rectangles show, and how. */
export interface View {
  /** The directory that fills the board. */
  readonly root: TreeNode;
  readonly measure: Measure;
  readonly coloring: Coloring;
  readonly found: Found | null;
}

/** The rectangles of a map. */
export interface Board {
  readonly element: HTMLElement;
  /** Lays out a view in the room that there is; gives the nodes that can be seen, the largest first. */
  readonly draw: (view: View) => readonly TreeNode[];
  /** Makes a node the one from which keys go on. */
  readonly mark: (node: TreeNode, focus: boolean) => void;
}

/** What happens on a board. */
export interface BoardEvents {
  readonly onOpen: (node: TreeNode) => void;
  readonly onPoint: (node: TreeNode) => void;
  readonly onMove: (move: Exclude<Move, 'open' | null>) => void;
}

interface Drawn {
  readonly cell: Cell;
  readonly element: HTMLElement;
}

/** A board without rectangles yet. */
export function createBoard(page: Page, tree: PageTree, events: BoardEvents): Board {
  let top: readonly Cell[] = [];
  let drawn: ReadonlyMap<number, Drawn> = new Map();
  const element = h('div', {
    class: 'board',
    role: 'tree',
    'aria-label': 'Map of sizes. Arrow keys walk, Enter opens, Escape goes up.',
  });
  const draw = (view: View): readonly TreeNode[] => {
    const width = Math.max(280, Math.floor(element.clientWidth));
    const height = Math.round(Math.min(620, Math.max(340, width * 0.56)));
    top = layOut(view.root, view.measure, width, height);
    drawn = new Map(drawAll(page, tree, view, top));
    place(element, { height: `${height}px` });
    const cells = [...drawn.values()];
    element.replaceChildren(
      ...(cells.length === 0
        ? [h('p', { class: 'quiet' }, `Nothing here is ${view.measure.noun}.`)]
        : cells.map((one) => one.element)),
    );
    return cells.map(({ cell }) => cell.node);
  };
  listen(element, events, () => ({ top, drawn }));
  return { element, draw, mark: (node, focus) => mark(drawn, node, focus) };
}

/** Every rectangle by the number of its node, each before those inside it. */
function drawAll(
  page: Page,
  tree: PageTree,
  view: View,
  list: readonly Cell[],
): (readonly [number, Drawn])[] {
  const { measure, coloring, found } = view;
  return list.flatMap((cell, n) => {
    const { node } = cell;
    const key = coloring.keyOf(node);
    const bytes = worth(node, measure);
    const look = {
      key,
      size: page.size(bytes),
      label: spokenText(node, bytes, worth(tree.root, measure), key),
      position: n + 1,
      siblings: list.length,
      isMatch: found === null ? null : found.lit.has(node.id),
    };
    return [
      [node.id, { cell, element: drawCell(cell, look) }] as const,
      ...drawAll(page, tree, view, cell.inside),
    ];
  });
}

function mark(drawn: ReadonlyMap<number, Drawn>, node: TreeNode, focus: boolean): void {
  for (const { element } of drawn.values()) {
    element.tabIndex = -1;
    element.removeAttribute('aria-selected');
  }
  const shown = drawn.get(node.id)?.element;
  if (shown === undefined) return;
  shown.tabIndex = 0;
  shown.setAttribute('aria-selected', 'true');
  if (focus) shown.focus();
}

function listen(
  element: HTMLElement,
  { onOpen, onPoint, onMove }: BoardEvents,
  state: () => { readonly top: readonly Cell[]; readonly drawn: ReadonlyMap<number, Drawn> },
): void {
  const cellAt = ({ target }: Event): Cell | undefined => {
    const id = target instanceof Element ? target.closest<HTMLElement>('.cell')?.dataset['node'] : undefined;
    return id === undefined ? undefined : state().drawn.get(Number(id))?.cell;
  };
  const on = (event: string, act: (node: TreeNode) => void): void =>
    element.addEventListener(event, (happened) => {
      const cell = cellAt(happened);
      if (cell !== undefined) act(cell.node);
    });
  on('click', onOpen);
  on('mouseover', onPoint);
  on('focusin', onPoint);
  element.addEventListener('keydown', (event) => {
    const cell = cellAt(event);
    if (cell === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const move = moveOf(event.key, cell, state().top);
    if (move === null) return;
    event.preventDefault();
    if (move === 'open') onOpen(cell.node);
    else onMove(move);
  });
}
