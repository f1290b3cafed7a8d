import type { DiffReport } from '../../diff/report.ts';
import { renderFindings } from '../gate/finding-list.ts';
import { renderVerdicts } from '../gate/verdict-list.ts';
import type { RenderStyle } from '../options.ts';
import { joinSections } from '../text/section.ts';
import { renderConfigDeltas, renderHistoryDeltas } from './config.ts';
import { renderLayerDeltas } from './layers.ts';
import { renderDirectoryDeltas, renderNoMatch, renderPathDeltas, renderStates } from './paths.ts';
import { renderDiffHeader, renderTotals } from './totals.ts';

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
  return joinSections(shown);
}
