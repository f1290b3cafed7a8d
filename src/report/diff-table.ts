import type { DiffReport } from '../diff/report.ts';
import { renderConfigDeltas, renderHistoryDeltas } from './diff/config.ts';
import { renderLayerDeltas } from './diff/layers.ts';
import { renderDirectoryDeltas, renderNoMatch, renderPathDeltas, renderStates } from './diff/paths.ts';
import { renderDiffHeader, renderTotals } from './diff/totals.ts';
import { renderFindings } from './finding-list.ts';
import type { RenderStyle } from './options.ts';
import { renderVerdicts } from './verdict-list.ts';

/** A comparison for people: the verdict, totals, layers, what became of the paths, where bytes went, configuration, history. */
export function renderDiffTable(report: DiffReport, style: RenderStyle): string {
  const head = [renderDiffHeader(report, style), renderVerdicts('Budgets', report.verdicts ?? [], style)];
  const sections = [
    renderTotals(report, style),
    renderLayerDeltas(report, style),
    renderStates(report, style),
    renderPathDeltas(report, style),
    renderNoMatch(report, style),
    renderDirectoryDeltas(report, style),
    renderConfigDeltas(report, style),
    renderHistoryDeltas(report, style),
    renderFindings(report.findings, style, 'New findings'),
  ];
  const shown = report.same ? head : [...head, ...sections];
  return `${shown.filter((text) => text !== '').join('\n\n')}\n`;
}
