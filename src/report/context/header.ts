import type { ContextReport } from '../../context/report.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../paint.ts';
import { printable } from '../printable.ts';
import { factList } from '../section.ts';
import { contextFacts, STDIN } from './facts.ts';

/** What is sent, in each way of counting, and what is not. */
export function renderHeader(report: ContextReport, style: RenderStyle): string {
  const { bold } = paint(style.color);
  const title = `Build context ${report.root === STDIN ? 'from standard input' : printable(report.root)}`;
  return `${bold(title)}\n${factList(contextFacts(report, style), style)}`;
}
