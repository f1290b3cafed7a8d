import type { CheckReport } from '../../budget/report.ts';
import type { ContextReport } from '../../context/report.ts';
import type { FoldedTree } from '../../core/tree/folded-tree.ts';
import type { DiffReport } from '../../diff/report.ts';
import type { ImageReport } from '../../image/report.ts';
import type { RenderStyle } from '../options.ts';

/** Reports that have a page. */
export type AnyPageReport = ContextReport | ImageReport | CheckReport | DiffReport;

const KINDS: ReadonlySet<string> = new Set<AnyPageReport['kind']>(['context', 'image', 'check', 'diff']);

/** True for a report that can be written as a page. */
export function hasPage(report: { readonly kind: string }): report is AnyPageReport {
  return KINDS.has(report.kind);
}

/** One report as a page shows it. */
export interface PagePart<Report extends AnyPageReport = AnyPageReport> {
  /** Long lists and texts are cut. */
  readonly report: Report;
  /** The final tree, the context, or what differs; null where the report names no paths. */
  readonly tree: FoldedTree | null;
  /** True when the tree holds the largest paths only, because nobody gave all of them. */
  readonly isPartial: boolean;
  /** Lists that are cut: where in the report, and how long they are in truth. */
  readonly cut: Readonly<Record<string, number>>;
}

/** What a page shows: everything that its program knows. */
export interface PageData extends PagePart {
  /** The reports behind a check, in the order of its contexts and images that could be read; the last ones may be missing. */
  readonly parts: readonly PagePart[];
  readonly style: Pick<RenderStyle, 'bytes' | 'units'>;
}
