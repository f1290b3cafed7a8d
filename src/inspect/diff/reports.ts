import type { ContextReport } from '../../context/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import { diffContextReports } from '../../diff/diff-contexts.ts';
import { diffImageReports } from '../../diff/diff-images.ts';
import { newFindings } from '../../diff/new-findings.ts';
import type { DiffReport } from '../../diff/report.ts';
import { contextSideOf, imageSideOf } from '../../diff/sides.ts';
import type { ImageReport } from '../../image/report.ts';
import { type DiffOptions, reportOf, scopeOf } from './options.ts';

/**
 * What differs between two reports of one kind, without a look at what they are about; paths are compared as far as both list them.
 * Throws a `usage` error for reports of different kinds.
 */
export function diffReports(
  before: ImageReport | ContextReport,
  after: ImageReport | ContextReport,
  options: Pick<DiffOptions, 'filter' | 'top'> = {},
): DiffReport {
  const findings = newFindings(before.findings, after.findings);
  const beside = { findings, warnings: [], verdicts: null };
  const scope = scopeOf(options);
  if (before.kind === 'image' && after.kind === 'image') {
    const [old, now] = [before, after].map((facts) => {
      const side = imageSideOf(facts, { kind: 'saved-report', source: facts.archive.path });
      return { side, facts };
    });
    return reportOf(diffImageReports(old!, now!, scope), beside);
  }
  if (before.kind === 'context' && after.kind === 'context') {
    const [old, now] = [before, after].map((facts) => {
      const side = contextSideOf(facts, { kind: 'saved-report', source: facts.root });
      return { side, facts, root: null };
    });
    return reportOf(diffContextReports(old!, now!, scope), beside);
  }
  throw new PlimsollError('usage', 'A report of an image cannot be compared with one of a context.', {
    hint: 'Give two of one kind.',
  });
}
