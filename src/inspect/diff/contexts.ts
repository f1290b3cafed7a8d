import type { Assessment } from '../../budget/assess.ts';
import type { SurveyOptions } from '../../context/options.ts';
import type { ContextReport } from '../../context/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { Warning } from '../../core/report.ts';
import { type ComparedContext, diffContextReports } from '../../diff/diff-contexts.ts';
import { newFindings } from '../../diff/new-findings.ts';
import type { DiffReport } from '../../diff/report.ts';
import { type ContextFacts, contextSideOf } from '../../diff/sides.ts';
import type { InspectContextOptions } from '../context.ts';
import { examineContext } from '../examine/examine-context.ts';
import { assessContext } from '../gate/assess-context.ts';
import type { Gate } from '../gate/gate.ts';
import { readBudgets } from '../gate/read-budgets.ts';
import { verdictsOf } from '../gate/verdicts.ts';
import { REMEMBERED } from '../list-lengths.ts';
import { type ContextPlace, withRevision } from './checkout-revision.ts';
import { type DiffOptions, refuseSavedBudgets, reportOf, scopeOf } from './options.ts';
import { readSavedReport } from './read-saved.ts';

const GIT = '.git';

const GIT_LEFT_OUT: Warning = {
  code: 'git-left-out',
  message:
    'The directory .git is sent; it is left out of the comparison, because the checkout of a revision has none. Exclude it in .dockerignore.',
};

/** How to compare two build contexts. */
export interface DiffContextsOptions
  extends DiffOptions,
    Omit<InspectContextOptions, 'list' | 'top' | 'onSent' | 'against'> {
  /** The earlier side is this revision of its directory. */
  readonly rev?: string | undefined;
}

/**
 * What differs between what two builds would send: two directories, or saved reports of them. With `rev` the earlier side is that revision of
 * its directory, as git has it. Fails with a PlimsollError as inspecting does.
 */
export function diffContexts(
  before: string,
  after: string,
  options: DiffContextsOptions = {},
): Promise<DiffReport> {
  const { rev, signal } = options;
  const compare = (place: ContextPlace): Promise<DiffReport> =>
    compareContexts(place, { root: after, revision: null }, options);
  if (rev === undefined) return compare({ root: before, revision: null });
  return withRevision(before, rev, compare, signal);
}

async function compareContexts(
  before: ContextPlace,
  after: ContextPlace,
  options: DiffContextsOptions,
): Promise<DiffReport> {
  const budgets = await readBudgets('context', options.budgets ?? []);
  const scope = scopeOf(options);
  const old = await contextAt(before, options, { budgets, against: null, top: scope.top });
  const against = old.assessment?.remember() ?? null;
  const gate = { budgets, against, top: scope.top };
  const found = await contextAt(after, options, gate);
  const hasMore = before.revision !== null && sendsGit(found.context.facts);
  const now = hasMore ? await contextAt(after, { ...options, leaveOut: GIT }, gate) : found;
  const { assessment } = now;
  return reportOf(diffContextReports(old.context, now.context, scope), {
    warnings: [
      ...old.report.warnings,
      ...now.report.warnings,
      ...(hasMore ? [GIT_LEFT_OUT] : []),
      ...(assessment?.warnings ?? []),
    ],
    findings: newFindings(old.report.findings, now.report.findings),
    verdicts: assessment && verdictsOf(assessment, { kind: 'context', name: now.context.side.name }),
  });
}

/** A checkout of a revision has no directory of git's: all that is sent of it would seem new. */
function sendsGit({ entries }: ContextFacts): boolean {
  return entries?.some(({ path, sent }) => sent && (path === GIT || path.startsWith(`${GIT}/`))) ?? false;
}

type LookOptions = DiffContextsOptions & Pick<SurveyOptions, 'leaveOut'>;

interface ReadContext {
  readonly context: ComparedContext;
  readonly report: ContextReport;
  /** Null without budgets. */
  readonly assessment: Assessment | null;
}

async function contextAt(
  { root, revision }: ContextPlace,
  options: LookOptions,
  gate: Omit<Gate, 'name'>,
): Promise<ReadContext> {
  const saved = await savedContext(root);
  if (saved !== null && gate.budgets.length > 0) throw refuseSavedBudgets();
  const { report, assessment } =
    saved === null ? await readContext(root, options, gate) : { report: saved, assessment: null };
  const kind = saved !== null ? 'saved-report' : revision !== null ? 'revision' : 'directory';
  const side = contextSideOf(report, { kind, source: revision?.name ?? root }, revision);
  return { context: { side, facts: report, root: saved === null ? root : null }, report, assessment };
}

async function readContext(
  root: string,
  options: LookOptions,
  gate: Omit<Gate, 'name'>,
): Promise<Pick<ReadContext, 'report' | 'assessment'>> {
  const survey = { ...options, list: true };
  if (gate.budgets.length > 0)
    return assessContext(root, { ...survey, top: REMEMBERED }, { ...gate, name: root });
  return { report: await examineContext(root, { ...survey, top: 1 }), assessment: null };
}

async function savedContext(source: string): Promise<ContextReport | null> {
  const report = await readSavedReport(source);
  if (report === null || report.kind === 'context') return report;
  throw new PlimsollError('usage', `${source} is a saved report of an image.`, {
    hint: 'Compare images without --context.',
  });
}
