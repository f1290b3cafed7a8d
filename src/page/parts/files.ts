import { shareText } from '../../report/text/size-text.ts';
import { h, pathText } from '../dom.ts';
import { linkTo } from '../link.ts';
import { colorings } from '../map/colors.ts';
import { MEASURES, worth } from '../map/measures.ts';
import type { Page } from '../page.ts';
import { type Column, drawTable } from '../table.ts';
import { pathOf, type TreeNode } from '../tree.ts';
import { section } from './section.ts';

interface Row {
  readonly node: TreeNode;
  readonly path: string;
}

/** Files of the map as a table that is sorted and searched; with an `id` of its own it is one of several, and no address leads to its paths. */
export function drawFiles(page: Page, id?: string): HTMLElement | null {
  if (page.tree === null) return null;
  const { root, nodes, paths } = page.tree;
  const rows: readonly Row[] = nodes
    .filter(({ kind, parent }) => kind !== '+' && kind !== 'd' && parent !== null)
    .map((node) => ({ node, path: pathOf(node) }))
    .sort(
      (a, b) => b.node.bytes - a.node.bytes || b.node.hidden - a.node.hidden || (a.path < b.path ? -1 : 1),
    );
  if (rows.length === 0) return null;
  const measures = MEASURES[page.report.kind].filter((measure) => worth(root, measure) > 0);
  const [coloring] = colorings(page.report);
  const columns: readonly Column<Row>[] = [
    ...measures.map(
      (measure): Column<Row> => ({
        head: measure.label,
        align: 'right',
        by: ({ node }) => worth(node, measure),
        cell: ({ node }) => (worth(node, measure) === 0 ? '' : page.size(worth(node, measure))),
      }),
    ),
    {
      head: 'Share',
      align: 'right',
      wide: true,
      cell: ({ node }) => (node.bytes === 0 ? '' : shareText(node.bytes, root.bytes)),
    },
    {
      head: coloring?.label ?? '',
      by: ({ node }) => (page.report.kind === 'image' ? node.layer : node.state),
      cell: ({ node }) => {
        const key = coloring?.keyOf(node) ?? null;
        return key === null ? '' : h('span', { class: `swatch ${key.style}`, title: key.text }, key.tag);
      },
    },
    {
      head: 'Path',
      by: ({ path }) => path,
      cell: ({ path }) =>
        id === undefined ? h('a', { href: linkTo(path) }, pathText(path)) : pathText(path),
    },
  ];
  const missing = paths - (nodes.filter(({ kind }) => kind !== '+').length - 1);
  const note =
    missing > 0 || page.data.isPartial
      ? 'The largest ones; small files stand together on the map and are not listed.'
      : '';
  return section(
    id ?? 'files',
    'Files',
    drawTable({ title: 'Files', columns, rows, text: ({ path }) => path, note }),
  );
}
