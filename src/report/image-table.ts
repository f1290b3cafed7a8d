import type { ImageReport } from '../image/report.ts';
import { renderFindings } from './finding-list.ts';
import { renderDuplicates } from './image/duplicates.ts';
import { renderEntries } from './image/entries.ts';
import { renderLargestFiles } from './image/files.ts';
import { renderHeader } from './image/header.ts';
import { renderLayers } from './image/layers.ts';
import { renderSavings } from './image/savings.ts';
import { renderWaste } from './image/waste.ts';
import type { RenderStyle } from './options.ts';
import { renderVerdicts } from './verdict-list.ts';

/** An image for people: what it is, its layers and their instructions, the largest files, what is hidden, the findings, what could be saved. */
export function renderImageTable(report: ImageReport, style: RenderStyle): string {
  const sections = [
    renderHeader(report, style),
    renderLayers(report, style),
    renderLargestFiles(report, style),
    renderWaste(report, style),
    renderDuplicates(report, style),
    renderFindings(
      report.findings.filter(({ own }) => own !== false),
      style,
    ),
    renderFindings(
      report.findings.filter(({ own }) => own === false),
      style,
      'Findings in the base',
    ),
    renderSavings(report, style),
    renderVerdicts('Budgets', report.verdicts ?? [], style),
    renderEntries(report, style),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}
