import type { FoldedTree } from '../../core/tree/folded-tree.ts';
import type { RenderStyle } from '../options.ts';
import { embeddedJson, htmlDocument } from './document.ts';
import type { AnyPageReport, PageData, PagePart } from './page-data.ts';
import { pageTitle } from './page-title.ts';
import { shorten } from './shorten.ts';
import { namesAllPaths, treeOfReport } from './tree-of-report.ts';

/** Items of the longest list, and most bytes of all data: the whole page stays below 3 MB. */
const MOST_ITEMS = 2000;
const MOST_BYTES = 2_600_000;

/**
 * A report as one page for the browser that fetches nothing. Its map shows `style.tree` where it is given, else the entries of the report,
 * else the largest paths that the report names.
 */
export function renderHtml(report: AnyPageReport, style: RenderStyle): string {
  const whole = partOf(report, style.tree);
  const parts = report.kind === 'check' ? report.reports.map((one) => partOf(one, null)) : [];
  const { bytes, units } = style;
  for (let most = MOST_ITEMS; ; most = most >> 1) {
    const kept = parts.slice(0, Math.ceil((parts.length * most) / MOST_ITEMS));
    const data: PageData = {
      ...shortened(whole, most),
      parts: kept.map((part) => shortened(part, most)),
      style: { bytes, units },
    };
    const text = embeddedJson(data);
    if (most === 1 || new TextEncoder().encode(text).length <= MOST_BYTES)
      return htmlDocument(pageTitle(report), text);
  }
}

function partOf(report: AnyPageReport, tree: FoldedTree | null): PagePart {
  return {
    report: withoutPrivate(report),
    tree: tree ?? treeOfReport(report),
    isPartial: tree === null && !namesAllPaths(report),
    cut: {},
  };
}

function shortened(part: PagePart, most: number): PagePart {
  const { value, cut } = shorten(part.report, most);
  return { ...part, report: value, cut };
}

/**
 * A page is passed around: what may hold secrets stays out, which is the configuration with its variables, and instructions as they were
 * found (`instruction` has secret values masked). Entries became the map.
 */
function withoutPrivate(report: AnyPageReport): AnyPageReport {
  switch (report.kind) {
    case 'image':
      return {
        ...report,
        entries: null,
        image: { ...report.image, config: null },
        layers: report.layers.map((layer) => ({ ...layer, createdBy: null })),
        history: report.history.map((step) => ({ ...step, createdBy: '' })),
      };
    case 'context':
      return { ...report, entries: null };
    case 'check':
      return { ...report, reports: [] };
    case 'diff':
      return report;
  }
}
