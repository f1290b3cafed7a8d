import { countText } from '../core/count-text.ts';
import type { ReportHead, Warning } from '../core/report.ts';
import type { PathScope } from './paths/describe-paths.ts';
import type { DiffReport, DiffSide, PathsReport } from './report.ts';

/** How to compare. */
export interface DiffScope extends PathScope {
  /** Bytes that comparing contents may read. */
  readonly compareLimit: number;
}

/** A comparison without the head that every report has, but for its warnings. */
export type DiffFacts = Omit<DiffReport, Exclude<keyof ReportHead<'diff'>, 'warnings'>>;

/** True when every path is the same on both sides, as far as anybody can tell. */
export function hasSamePaths({ states }: PathsReport): boolean {
  return Object.entries(states).every(
    ([state, { files, others }]) => state === 'unchanged' || files + others === 0,
  );
}

/** Says that a side has no list of its paths, and what can be compared without. */
export function pathsNotCompared({ source }: DiffSide, compared: string): Warning {
  const message = `The saved report ${source ?? 'from standard input'} does not list its paths, so only ${compared} are compared; save it with --list.`;
  return { code: 'paths-not-compared', message };
}

/** Says how many files were left alone because comparing may read no more. */
export function leftOutWarning(count: number, limit: number): readonly Warning[] {
  if (count === 0) return [];
  const files = countText(count, 'file of equal size was', 'files of equal size were');
  const message = `${files} not compared: comparing reads ${limit} bytes at most (--compare-limit).`;
  return [{ code: 'compare-limit-reached', message }];
}
