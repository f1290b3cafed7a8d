import type { ImageReport } from '../../image/report.ts';
import { renderFindings } from '../gate/finding-list.ts';
import { renderVerdicts } from '../gate/verdict-list.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../text/paint.ts';
import { factList, joinSections } from '../text/section.ts';
import { renderDuplicates } from './duplicates.ts';
import { renderEntries } from './entries.ts';
import { imageFacts } from './facts.ts';
import { imageName } from './image-name.ts';
import { renderLargestFiles } from './largest-files.ts';
import { renderLayers } from './layers.ts';
import { renderSavings } from './savings.ts';
import { renderWaste } from './waste.ts';

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
  return joinSections(sections);
}

/** What image this is, and its size in each of its meanings. */
function renderHeader(report: ImageReport, style: RenderStyle): string {
  const { bold } = paint(style.color);
  return `${bold(imageName(report.image))}\n${factList(imageFacts(report, style), style)}`;
}
