import { countText, groupDigits } from '../../core/count-text.ts';
import { printable } from '../../report/text/printable.ts';
import { shareText } from '../../report/text/size-text.ts';
import { foreign, h, place } from '../dom.ts';
import { pathOf, type TreeNode } from '../tree.ts';
import type { Key } from './colors.ts';
import type { Cell } from './layout.ts';

const WIDE_ENOUGH = 34;
const HIGH_ENOUGH = 15;
const TWO_LINES = 34;
const THREE_LINES = 50;
const WIDE_FOR_TAG = 92;

/** How a cell looks. */
export interface CellLook {
  readonly key: Key | null;
  readonly size: string;
  /** What a screen reader adds. */
  readonly label: string;
  readonly position: number;
  readonly siblings: number;
  readonly isMatch: boolean | null;
}

/** One rectangle. It is an item of a tree: focus moves by arrow keys, so only one of all is in the order of tabs. */
export function drawCell(cell: Cell, look: CellLook): HTMLElement {
  const { node, width, height, inside } = cell;
  const isGroup = inside.length > 0;
  const hasText = width >= WIDE_ENOUGH && height >= HIGH_ENOUGH;
  const match = look.isMatch === null ? '' : look.isMatch ? ' match' : ' other';
  const element = h(
    'div',
    {
      class: `cell ${look.key?.style ?? 'none'}${isGroup ? ' group' : ''}${match}`,
      role: 'treeitem',
      tabindex: -1,
      'aria-level': cell.depth,
      'aria-posinset': look.position,
      'aria-setsize': look.siblings,
      'data-node': node.id,
    },
    hasText ? visibleText(cell, look) : h('span', { class: 'unseen' }, nodeName(node), ' ', look.size),
    h('span', { class: 'unseen' }, look.label),
  );
  return place(element, {
    left: `${cell.x}px`,
    top: `${cell.y}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
}

function visibleText({ node, inside, width, height }: Cell, { size, key }: CellLook): HTMLElement {
  const isGroup = inside.length > 0;
  const tag = key === null || key.tag === '' || isGroup ? null : h('span', { class: 'tag' }, key.tag);
  const ownLine = width < WIDE_FOR_TAG ? h('br') : null;
  return h(
    'span',
    { class: 'label' },
    h('span', { class: 'name' }, nodeName(node)),
    isGroup || height < TWO_LINES ? ' ' : h('br'),
    h('span', { class: 'size' }, size),
    tag !== null && ownLine !== null && height < THREE_LINES ? null : [ownLine, tag],
  );
}

/** The name on a cell. */
export function nodeName(node: TreeNode): HTMLElement | string {
  if (node.kind === '+') return `and ${groupDigits(node.together)} more`;
  if (node.parent === null) return '/';
  return foreign(node.kind === 'd' ? `${node.name}/` : node.name);
}

/** What a screen reader adds to the name and the size of a cell. */
export function spokenText(node: TreeNode, of: number, whole: number, key: Key | null): string {
  const above = node.parent === null ? '' : printable(pathOf(node.parent));
  const parts = [
    shareText(of, whole),
    ...(node.kind === 'd' || node.kind === '+' ? [countText(node.files, 'file')] : []),
    ...(above === '' ? [] : [`in ${above}`]),
    ...(key === null ? [] : [node.kind === 'f' ? key.text : `mostly ${key.text}`]),
  ];
  return `, ${parts.join(', ')}`;
}
