import type { ContextReport } from '../../context/report.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { factList } from '../text/section.ts';
import { contextFacts, STDIN } from './facts.ts';

/** What is sent, in each way of counting, and what is not. */
export function renderHeader(report: ContextReport, style: RenderStyle): string {
  const { bold } = paint(style.color);
  const title = `Build context ${report.root === STDIN ? 'from standard input' : printable(report.root)}`;
  return `${bold(title)}\n${factList(contextFacts(report, style), style)}`;
}
