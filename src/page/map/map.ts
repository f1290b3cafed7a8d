import { countText } from '../../report/size-text.ts';
import { h, pathText, place } from '../dom.ts';
import { linkTo } from '../link.ts';
import type { Page } from '../page.ts';
import { lineage, nodeAt, type PageTree, pathOf, type TreeNode } from '../tree.ts';
import { drawCell, nodeName, spokenText } from './cell-view.ts';
import { type Coloring, colorings } from './colors.ts';
import { choice, legend } from './controls.ts';
import { describeNode } from './detail.ts';
import { moveOf } from './keys.ts';
import { type Cell, layOut } from './layout.ts';
import { MEASURES, type Measure, worth } from './measures.ts';
import { type Found, search } from './search.ts';

/** The map of a tree on the page. */
export interface TreeMap {
  readonly element: HTMLElement;
  /** Shows a path: its directory fills the map, and it is marked. */
  readonly go: (path: string) => void;
}

const MOST_RESULTS = 12;

/** A map in which areas are bytes: it opens directories, is searched, and walks by arrow keys. `id` is its own on the page. */
export function drawMap(page: Page, tree: PageTree, id: string = 'map'): TreeMap {
  const measures = MEASURES[page.report.kind].filter((measure) => worth(tree.root, measure) > 0);
  const ways = colorings(page.report);
  if (measures.length === 0)
    return { element: h('p', { class: 'quiet' }, 'There are no bytes to draw.'), go: () => {} };

  let measure: Measure = measures[0]!;
  let coloring: Coloring = ways[0]!;
  let root: TreeNode = tree.root;
  let active: TreeNode | null = null;
  /** Whose details stand below the map while nothing is pointed at. */
  let told: TreeNode = tree.root;
  let found: Found | null = null;
  let top: readonly Cell[] = [];
  let cells: ReadonlyMap<number, { readonly cell: Cell; readonly element: HTMLElement }> = new Map();

  const board = h('div', {
    class: 'board',
    role: 'tree',
    'aria-label': 'Map of sizes. Arrow keys walk, Enter opens, Escape goes up.',
  });
  const trail = h('nav', { class: 'trail', 'aria-label': 'Directory shown on the map' });
  const detail = h('div', { class: 'detail' });
  const results = h('div', { class: 'results', 'aria-live': 'polite' });
  const colors = h('div', { class: 'legend' });

  const describe = (node: TreeNode): void => detail.replaceChildren(...describeNode(page, node, coloring));

  const mark = (node: TreeNode, focus: boolean): void => {
    for (const { element } of cells.values()) {
      element.tabIndex = -1;
      element.removeAttribute('aria-selected');
    }
    active = node;
    const shown = cells.get(node.id)?.element;
    if (shown !== undefined) {
      shown.tabIndex = 0;
      shown.setAttribute('aria-selected', 'true');
      if (focus) shown.focus();
    }
  };

  const draw = (): void => {
    const width = Math.max(280, Math.floor(board.clientWidth));
    const height = Math.round(Math.min(620, Math.max(340, width * 0.56)));
    top = layOut(root, measure, width, height);
    const drawn = new Map<number, { cell: Cell; element: HTMLElement }>();
    drawAll(top, drawn);
    cells = drawn;
    place(board, { height: `${height}px` });
    const nothing = h('p', { class: 'quiet' }, `Nothing here is ${measure.noun}.`);
    board.replaceChildren(
      ...(drawn.size === 0 ? [nothing] : [...drawn.values()].map(({ element }) => element)),
    );
    trail.replaceChildren(...trailOf(root, show));
    colors.replaceChildren(
      ...legend(
        coloring,
        [...drawn.values()].map(({ cell }) => cell.node),
      ),
    );
    mark((active !== null && drawn.has(active.id) ? active : top[0]?.node) ?? root, false);
    describe(told);
  };

  const drawAll = (list: readonly Cell[], drawn: Map<number, { cell: Cell; element: HTMLElement }>): void => {
    list.forEach((cell, n) => {
      const { node } = cell;
      const key = coloring.keyOf(node);
      const size = page.size(worth(node, measure));
      const label = spokenText(node, worth(node, measure), worth(tree.root, measure), key);
      const isMatch = found === null ? null : found.lit.has(node.id);
      const look = { key, size, label, position: n + 1, siblings: list.length, isMatch };
      drawn.set(node.id, { cell, element: drawCell(cell, look) });
      drawAll(cell.inside, drawn);
    });
  };

  /** Fills the map with a directory; what was open before is marked when it can be seen. */
  const show = (node: TreeNode, marked: TreeNode | null = root, focus = true): void => {
    root = node;
    told = node;
    active = marked;
    draw();
    if (focus) cells.get(active?.id ?? -1)?.element.focus();
  };

  const open = (cell: Cell): void => {
    const { node } = cell;
    if (node.kind === 'd' && node.children.length > 0) show(node, node.children[0] ?? null);
    else {
      told = node;
      mark(node, true);
    }
    history.replaceState(null, '', linkTo(pathOf(node)));
  };

  const go = (path: string): void => {
    const node = nodeAt(tree, path);
    const isOpen = node.kind === 'd' && node.children.length > 0;
    if (worth(node, measure) === 0) measure = measures.find((other) => worth(node, other) > 0) ?? measure;
    show(isOpen ? node : (node.parent ?? node), isOpen ? (node.children[0] ?? null) : node);
    told = node;
    describe(node);
    measureChoice.set(measure);
  };

  board.addEventListener('click', (event) => {
    const shown = shownAt(event.target);
    if (shown !== undefined) open(shown.cell);
  });
  board.addEventListener('mouseover', (event) => {
    const shown = shownAt(event.target);
    if (shown !== undefined) describe(shown.cell.node);
  });
  board.addEventListener('focusin', (event) => {
    const shown = shownAt(event.target);
    if (shown !== undefined) describe(shown.cell.node);
  });
  board.addEventListener('keydown', (event) => {
    const shown = shownAt(event.target);
    if (shown === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const move = moveOf(event.key, shown.cell, top);
    if (move === null) return;
    event.preventDefault();
    if (move === 'open') open(shown.cell);
    else if (move === 'out') {
      if (root.parent !== null) show(root.parent, root);
    } else mark(move.to.node, true);
  });
  const shownAt = (target: EventTarget | null) => {
    const id = target instanceof Element ? target.closest<HTMLElement>('.cell')?.dataset['node'] : undefined;
    return id === undefined ? undefined : cells.get(Number(id));
  };

  const find = (text: string): void => {
    found = text === '' ? null : search(tree, text);
    results.replaceChildren(...(found === null ? [] : resultList(page, found, go)));
    draw();
  };
  const field = h('input', {
    type: 'search',
    id: `${id}-search`,
    placeholder: 'Find a path',
    'aria-label': 'Find a path on the map',
    oninput: () => find(field.value.trim()),
    onkeydown: (event: KeyboardEvent) => {
      const first = found?.nodes[0];
      if (event.key === 'Enter' && first !== undefined) go(pathOf(first));
    },
  });
  const measureChoice = choice(id, 'Show', measures, measure, (next) => {
    measure = next;
    draw();
  });
  const colorChoice = choice(id, 'Colour by', ways, coloring, (next) => {
    coloring = next;
    draw();
  });
  new ResizeObserver(() => {
    if (Math.abs(board.clientWidth - drawnWidth) < 2) return;
    drawnWidth = board.clientWidth;
    draw();
  }).observe(board);
  let drawnWidth = 0;

  const element = h(
    'div',
    { class: 'map' },
    h('div', { class: 'controls' }, measureChoice.element, colorChoice.element, field),
    results,
    trail,
    board,
    detail,
    colors,
    h('p', { class: 'quiet keys' }, 'Arrow keys walk the map, Enter opens a directory, Escape goes up.'),
    h('p', { class: 'quiet' }, extentOf(page, tree)),
  );
  return { element, go };
}

function trailOf(root: TreeNode, show: (node: TreeNode) => void): readonly HTMLElement[] {
  return lineage(root).map((node) =>
    node === root
      ? h('span', { 'aria-current': 'page' }, nodeName(node))
      : h('button', { type: 'button', onclick: () => show(node) }, nodeName(node)),
  );
}

function resultList(page: Page, { nodes }: Found, go: (path: string) => void): readonly HTMLElement[] {
  const more = nodes.length - MOST_RESULTS;
  const count =
    nodes.length === 0
      ? 'Nothing on the map has that in its path.'
      : countText(nodes.length, 'match', 'matches');
  return [
    h('p', { class: 'quiet' }, more > 0 ? `${count}, the largest:` : count),
    ...nodes
      .slice(0, MOST_RESULTS)
      .map((node) =>
        h(
          'button',
          { type: 'button', onclick: () => go(pathOf(node)) },
          pathText(node.kind === 'd' ? `${pathOf(node)}/` : pathOf(node)),
          ' ',
          h('span', { class: 'size' }, page.size(node.bytes + node.hidden)),
        ),
      ),
  ];
}

/** How much of the truth the map shows. */
function extentOf({ data, report }: Page, { nodes, paths }: PageTree): string {
  if (data.isPartial)
    return 'The report names only the largest paths: directories hold at least what is drawn, the rest stands together.';
  const shown = nodes.filter(({ kind }) => kind !== '+').length - 1;
  const all = countText(paths, 'path') + (report.kind === 'image' ? ', hidden ones among them' : '');
  return shown >= paths
    ? `${all}.`
    : `${all}; the largest ${countText(shown, 'is', 'are')} drawn one by one, small siblings stand together. Sums are exact.`;
}
