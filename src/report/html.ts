import { embeddedJson, htmlDocument } from './html/document.ts';
import type { PageData } from './html/page-data.ts';
import type { AnyPageReport } from './html/page-report.ts';
import { pageTitle } from './html/page-title.ts';
import { shorten } from './html/shorten.ts';
import { namesAllPaths, treeOfReport } from './html/tree-of-report.ts';
import type { RenderStyle } from './options.ts';

/** Items of the longest list, and most bytes of all data: the whole page stays below 3 MB. */
const MOST_ITEMS = 2000;
const MOST_BYTES = 2_600_000;

/**
 * A report as one page for the browser that fetches nothing. Its map shows `style.tree` where it is given, else the entries of the report,
 * else the largest paths that the report names.
 */
export function renderHtml(report: AnyPageReport, style: RenderStyle): string {
  const tree = style.tree ?? treeOfReport(report);
  const isPartial = style.tree === null && !namesAllPaths(report);
  const kept = withoutPrivate(report);
  const { bytes, units } = style;
  for (let most = MOST_ITEMS; ; most = most >> 1) {
    const { value, cut } = shorten(kept, most);
    const data: PageData = { report: value, tree, isPartial, cut, style: { bytes, units } };
    const text = embeddedJson(data);
    if (most === 1 || new TextEncoder().encode(text).length <= MOST_BYTES)
      return htmlDocument(pageTitle(report), text);
  }
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
