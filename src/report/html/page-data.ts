import type { FoldedTree } from '../../core/folded-tree.ts';
import type { RenderStyle } from '../options.ts';
import type { AnyPageReport } from './page-report.ts';

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
