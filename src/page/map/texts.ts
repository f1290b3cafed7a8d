import { countText } from '../../core/count-text.ts';
import { h, pathText } from '../dom.ts';
import type { Page } from '../page.ts';
import { lineage, type PageTree, pathOf, type TreeNode } from '../tree.ts';
import { nodeName } from './cell-view.ts';
import type { Found } from './search.ts';

const MOST_RESULTS = 12;

/** The directories from the root to the one that is shown, each a way back. */
export function trailOf(root: TreeNode, show: (node: TreeNode) => void): readonly HTMLElement[] {
  return lineage(root).map((node) =>
    node === root
      ? h('span', { 'aria-current': 'page' }, nodeName(node))
      : h('button', { type: 'button', onclick: () => show(node) }, nodeName(node)),
  );
}

/** How many paths a search found, and the largest of them as ways to go there. */
export function resultList(page: Page, { nodes }: Found, go: (path: string) => void): readonly HTMLElement[] {
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
export function extentOf({ data, report }: Page, { nodes, paths }: PageTree): string {
  if (data.isPartial)
    return 'The report names only the largest paths: directories hold at least what is drawn, the rest stands together.';
  const shown = nodes.filter(({ kind }) => kind !== '+').length - 1;
  const all = countText(paths, 'path') + (report.kind === 'image' ? ', hidden ones among them' : '');
  return shown >= paths
    ? `${all}.`
    : `${all}; the largest ${countText(shown, 'is', 'are')} drawn one by one, small siblings stand together. Sums are exact.`;
}
