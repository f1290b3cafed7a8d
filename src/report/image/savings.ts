import type { ImageReport } from '../../image/report.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { printable } from '../text/printable.ts';
import { tableSection } from '../text/section.ts';
import { shareText, sizeText } from '../text/size-text.ts';
import { type Column, right } from '../text/table.ts';

/** What to do, what each step saves beyond those before it, and what it leaves. Empty text when nothing can be saved. */
export function renderSavings({ savings, totals }: ImageReport, style: RenderStyle): string {
  const { avoidableBytes, list } = savings;
  if (list.length === 0) return '';
  const hasRemaining = style.width >= 70;
  const columns: readonly Column[] = [
    right('Saves'),
    ...(hasRemaining ? [right('Leaves', 'dim')] : []),
    right('Layer', 'dim'),
    { head: 'Do this', give: 'end' },
  ];
  let left = totals.fileBytes;
  const rows = topOf(list, style).map(({ bytes, layer, cure, rule }) => {
    left -= bytes;
    return {
      cells: [
        sizeText(bytes, style),
        ...(hasRemaining ? [sizeText(left, style)] : []),
        layer === null ? '' : String(layer),
        printable(cure ?? rule),
      ],
    };
  });
  const heading = `Could be saved: ${sizeText(avoidableBytes, style)} (${shareText(avoidableBytes, totals.fileBytes)})`;
  return tableSection(heading, columns, rows, style, list.length);
}
