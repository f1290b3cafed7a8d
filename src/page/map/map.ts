import { h, pathText } from '../dom.ts';
import { linkTo } from '../link.ts';
import type { Page } from '../page.ts';
import { nodeAt, type PageTree, pathOf, type TreeNode } from '../tree.ts';
import { createBoard, type View } from './board.ts';
import { colorings } from './colors.ts';
import { choice, legend } from './controls.ts';
import { describeNode } from './detail.ts';
import { MEASURES, worth } from './measures.ts';
import { search } from './search.ts';
import { extentOf, resultList, trailOf } from './texts.ts';

/** The map of a tree on the page. */
export interface TreeMap {
  readonly element: HTMLElement;
  /** Shows a path: its directory fills the map, and it is marked. */
  readonly go: (path: string) => void;
}

/** A map in which areas are bytes: it opens directories, is searched, and walks by arrow keys. `id` is its own on the page. */
export function drawMap(page: Page, tree: PageTree, id: string = 'map'): TreeMap {
  const measures = MEASURES[page.report.kind].filter((measure) => worth(tree.root, measure) > 0);
  const ways = colorings(page.report);
  const [measure, coloring] = [measures[0], ways[0]];
  if (measure === undefined || coloring === undefined)
    return { element: h('p', { class: 'quiet' }, 'There are no bytes to draw.'), go: () => {} };

  let view: View = { root: tree.root, measure, coloring, found: null };
  /** From which keys go on, and whose details stand below while nothing is pointed at. */
  let at: { readonly active: TreeNode | null; readonly told: TreeNode } = { active: null, told: tree.root };

  const trail = h('nav', { class: 'trail', 'aria-label': 'Directory shown on the map' });
  const detail = h('div', { class: 'detail' });
  const results = h('div', { class: 'results', 'aria-live': 'polite' });
  const note = h('p', { class: 'quiet', 'aria-live': 'polite' });
  const colors = h('div', { class: 'legend' });
  const describe = (node: TreeNode): void =>
    detail.replaceChildren(...describeNode(page, node, view.coloring));

  const draw = (change: Partial<View> = {}, focus = false): void => {
    view = { ...view, ...change };
    const seen = board.draw(view);
    trail.replaceChildren(...trailOf(view.root, (node) => show(node, view.root)));
    colors.replaceChildren(...legend(view.coloring, seen));
    const start = at.active !== null && seen.includes(at.active) ? at.active : (seen[0] ?? view.root);
    at = { ...at, active: start };
    board.mark(start, focus);
    describe(at.told);
  };
  /** Fills the map with a directory, with a node in it marked if it can be seen. */
  const show = (node: TreeNode, active: TreeNode | null, told: TreeNode = node): void => {
    at = { active, told };
    draw({ root: node }, true);
    describe(told);
  };
  const open = (node: TreeNode): void => {
    if (isDirectory(node)) show(node, node.children[0] ?? null);
    else {
      at = { active: node, told: node };
      board.mark(node, true);
    }
    history.replaceState(null, '', linkTo(pathOf(node)));
  };
  const go = (path: string): void => {
    const node = nodeAt(tree, path);
    const shown = worth(node, view.measure) > 0 ? view.measure : measures.find((one) => worth(node, one) > 0);
    view = { ...view, measure: shown ?? view.measure };
    measureChoice.set(view.measure);
    if (isDirectory(node)) show(node, node.children[0] ?? null);
    else show(node.parent ?? node, node, node);
    note.replaceChildren(...(namesOf(path) === pathOf(node) ? [] : missing(path)));
  };
  const board = createBoard(page, tree, {
    onOpen: open,
    onPoint: describe,
    onMove: (move) => {
      if (move === 'out') {
        if (view.root.parent !== null) show(view.root.parent, view.root);
      } else {
        at = { ...at, active: move.to.node };
        board.mark(move.to.node, true);
      }
    },
  });
  const find = (text: string): void => {
    const found = text === '' ? null : search(tree, text);
    note.replaceChildren();
    results.replaceChildren(...(found === null ? [] : resultList(page, found, go)));
    draw({ found });
  };
  const goToFirst = (): void => {
    const first = view.found?.nodes[0];
    if (first !== undefined) go(pathOf(first));
  };
  const measureChoice = choice(id, 'Show', measures, measure, (next) => draw({ measure: next }));
  const colorChoice = choice(id, 'Colour by', ways, coloring, (next) => draw({ coloring: next }));
  drawOnResize(board.element, draw);
  const element = h(
    'div',
    { class: 'map' },
    h(
      'div',
      { class: 'controls' },
      measureChoice.element,
      colorChoice.element,
      searchField(id, find, goToFirst),
    ),
    ...[results, note, trail, board.element, detail, colors],
    h('p', { class: 'quiet keys' }, 'Arrow keys walk the map, Enter opens a directory, Escape goes up.'),
    h('p', { class: 'quiet' }, extentOf(page, tree)),
  );
  return { element, go };
}

function namesOf(path: string): string {
  return path
    .split('/')
    .filter((name) => name !== '')
    .join('/');
}

/** Whoever follows an address to a path that is not drawn should not take its neighbours for it. */
function missing(path: string): readonly (HTMLElement | string)[] {
  return [pathText(path), ' is not drawn by itself; the nearest to it is marked.'];
}

function isDirectory(node: TreeNode): boolean {
  return node.kind === 'd' && node.children.length > 0;
}

function searchField(id: string, find: (text: string) => void, goToFirst: () => void): HTMLElement {
  const field = h('input', {
    type: 'search',
    id: `${id}-search`,
    placeholder: 'Find a path',
    'aria-label': 'Find a path on the map',
    oninput: () => find(field.value.trim()),
    onkeydown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') goToFirst();
    },
  });
  return field;
}

/** For the first time when the map has room: on the page, or in a part of it that is opened. */
function drawOnResize(element: HTMLElement, draw: () => void): void {
  let width = 0;
  new ResizeObserver(() => {
    if (Math.abs(element.clientWidth - width) < 2) return;
    width = element.clientWidth;
    draw();
  }).observe(element);
}
