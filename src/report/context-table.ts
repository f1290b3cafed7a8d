import type { ContextReport } from '../context/report.ts';
import { renderEntries } from './context/entries.ts';
import { renderHeader } from './context/header.ts';
import { renderInstructions, renderNamedContexts } from './context/instructions.ts';
import { renderLargestDirectories, renderLargestFiles, renderShares } from './context/ranked.ts';
import { renderRules } from './context/rules.ts';
import { renderSuggestions } from './context/suggestions.ts';
import { renderWalkDifferences } from './context/walk-differences.ts';
import { renderFindings } from './finding-list.ts';
import type { RenderStyle } from './options.ts';
import { renderVerdicts } from './verdict-list.ts';

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
