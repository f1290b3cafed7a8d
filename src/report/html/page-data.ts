import type { FoldedTree } from '../../core/folded-tree.ts';
import type { RenderStyle } from '../options.ts';
import type { AnyPageReport } from './page-report.ts';

/** What a page shows: everything that its program knows. */
export interface PageData {
  /** The report; long lists and texts are cut. */
  readonly report: AnyPageReport;
  /** The final tree, the context, or what differs; null where the report names no paths. */
  readonly tree: FoldedTree | null;
  /** True when the tree holds the largest paths only, because nobody gave all of them. */
  readonly isPartial: boolean;
  /** Lists that are cut: where in the report, and how long they are in truth. */
  readonly cut: Readonly<Record<string, number>>;
  readonly style: Pick<RenderStyle, 'bytes' | 'units'>;
}
