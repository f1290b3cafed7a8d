import type { ContextReport } from '../../context/report.ts';
import { renderFindings } from '../gate/finding-list.ts';
import { renderVerdicts } from '../gate/verdict-list.ts';
import type { RenderStyle } from '../options.ts';
import { renderEntries } from './entries.ts';
import { renderHeader } from './header.ts';
import { renderInstructions, renderNamedContexts } from './instructions.ts';
import { renderLargestDirectories, renderLargestFiles, renderShares } from './ranked.ts';
import { renderRules } from './rules.ts';
import { renderSuggestions } from './suggestions.ts';
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
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}
