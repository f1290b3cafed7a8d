import type { CheckReport } from '../../budget/report.ts';
import type { ContextReport } from '../../context/report.ts';
import type { DiffReport } from '../../diff/report.ts';
import type { ImageReport } from '../../image/report.ts';

/** Reports that have a page. */
export type AnyPageReport = ContextReport | ImageReport | CheckReport | DiffReport;

const KINDS: ReadonlySet<string> = new Set<AnyPageReport['kind']>(['context', 'image', 'check', 'diff']);

/** True for a report that can be written as a page. */
export function hasPage(report: { readonly kind: string }): report is AnyPageReport {
  return KINDS.has(report.kind);
}
