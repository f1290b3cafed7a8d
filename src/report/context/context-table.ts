import type { ContextReport } from '../../context/report.ts';
import { renderFindings } from '../gate/finding-list.ts';
import { renderVerdicts } from '../gate/verdict-list.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { factList, joinSections } from '../text/section.ts';
import { renderEntries } from './entries.ts';
import { contextFacts, STDIN } from './facts.ts';
import { renderRules, renderSuggestions } from './ignore-file.ts';
import { renderInstructions, renderNamedContexts } from './instructions.ts';
import { renderLargestDirectories, renderLargestFiles, renderShares } from './ranked.ts';
import { renderWalkDifferences } from './walk-differences.ts';

/** A context for people: what is sent and how much that is, where it comes from, what each rule did, the findings. */
export function renderContextTable(report: ContextReport, style: RenderStyle): string {
  const sections = [
    renderHeader(report, style),
    renderInstructions(report, style),
    renderNamedContexts(report, style),
    renderShares(report, style),
    renderLargestFiles(report, style),
    renderLargestDirectories(report, style),
    renderRules(report, style),
    renderWalkDifferences(report, style),
    renderFindings(report.findings, style),
    renderSuggestions(report, style),
    renderVerdicts('Budgets', report.verdicts ?? [], style),
    renderEntries(report, style),
  ];
  return joinSections(sections);
}

/** What is sent, in each way of counting, and what is not. */
function renderHeader(report: ContextReport, style: RenderStyle): string {
  const { bold } = paint(style.color);
  const title = `Build context ${report.root === STDIN ? 'from standard input' : printable(report.root)}`;
  return `${bold(title)}\n${factList(contextFacts(report, style), style)}`;
}
