import { countText } from '../core/count-text.ts';
import type { AnyPageReport, PageData, PagePart } from '../report/html/page-data.ts';
import { sizeText } from '../report/text/size-text.ts';
import { type PageTree, readTree } from './tree.ts';

/** What every part of a page is drawn from. */
export interface Page<Report extends AnyPageReport = AnyPageReport> {
  readonly report: Report;
  readonly data: PageData;
  /** Null where there is nothing to map. */
  readonly tree: PageTree | null;
  /** Bytes for people. */
  readonly size: (bytes: number) => string;
}

/** The page of a part: of one report behind a check. */
export function pageOf<Report extends AnyPageReport>(part: PagePart<Report>, data: PageData): Page<Report> {
  return {
    report: part.report,
    data: { ...data, ...part },
    tree: part.tree === null ? null : readTree(part.tree),
    size: sizes(data),
  };
}

/** A part of a page; null when there is nothing to tell. */
export type Section = HTMLElement | null;

/** Sizes as they were asked for. */
function sizes(data: PageData): (bytes: number) => string {
  return (bytes) => sizeText(bytes, data.style);
}

/** What is said under a list that is cut; empty when it is whole. */
export function cutNote({ data }: Page, list: string, shown: number): string {
  const all = data.cut[list];
  return all === undefined
    ? ''
    : `The first ${countText(shown, 'row')} of ${countText(all, 'row')}; the JSON report has all.`;
}
