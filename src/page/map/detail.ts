import { countText, groupDigits } from '../../core/count-text.ts';
import { instructionText } from '../../report/image/steps.ts';
import { shareText } from '../../report/text/size-text.ts';
import { code, h, pathText } from '../dom.ts';
import { linkTo } from '../link.ts';
import type { Page } from '../page.ts';
import { pathOf, type TreeNode } from '../tree.ts';
import type { Coloring } from './colors.ts';
import { MEASURES, worth } from './measures.ts';

/** All that is known of one node, in a line or two. */
export function describeNode(page: Page, node: TreeNode, coloring: Coloring): readonly HTMLElement[] {
  const root = page.tree!.root;
  const path = pathOf(node);
  const { isPartial } = page.data;
  const siblings = isPartial ? 'files that the report does not name, in ' : 'small siblings in ';
  const where =
    node.kind === '+'
      ? h('span', {}, `${groupDigits(node.together)} ${siblings}`, pathText(path === '' ? '/' : `${path}/`))
      : pathText(path === '' ? '/' : node.kind === 'd' ? `${path}/` : path);
  const numbers = MEASURES[page.report.kind]
    .filter((measure) => worth(node, measure) > 0)
    .map((measure) => {
      const share = node === root ? '' : ` (${shareText(worth(node, measure), worth(root, measure))})`;
      const least = isPartial && node.kind === 'd' && node !== root ? 'at least ' : '';
      return `${least}${page.size(worth(node, measure))}${share} ${measure.noun}`;
    });
  const counts = node.kind === 'd' || node.kind === '+' ? [countText(node.files, 'file')] : [];
  return [
    h('p', { class: 'where' }, h('a', { href: linkTo(path) }, where)),
    h('p', { class: 'numbers' }, [...numbers, ...counts].join(' · ')),
    h('p', { class: 'origin' }, originOf(page, node, coloring)),
  ];
}

function originOf({ report }: Page, node: TreeNode, coloring: Coloring): readonly (HTMLElement | string)[] {
  const mostly = node.kind === 'f' || node.kind === 'l' ? '' : 'mostly ';
  if (report.kind !== 'image') {
    const key = coloring.keyOf(node);
    return key === null ? [] : [mostly, key.text];
  }
  const layer = report.layers[node.layer];
  if (layer === undefined) return [];
  return [`${mostly}layer ${layer.index}: `, code(instructionText(layer.instruction ?? ''))];
}
