import type { Readable } from 'node:stream';
import type { Assessment } from '../../budget/assess.ts';
import type { BaselineEntry } from '../../budget/baseline.ts';
import type { Budget } from '../../budget/budget.ts';
import type { ImageBudget } from '../../config/config.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { Warning } from '../../core/report.ts';
import { type ComparedImage, diffImageReports, diffSurveys } from '../../diff/diff-images.ts';
import { newFindings } from '../../diff/new-findings.ts';
import type { DiffReport } from '../../diff/report.ts';
import { imageSideOf } from '../../diff/sides.ts';
import { layerCount } from '../../image/base/resolve-base.ts';
import { describeEssentials } from '../../image/image-report.ts';
import { NameTree } from '../../image/index/name-tree.ts';
import type { ImageReport } from '../../image/report.ts';
import { type ImageSurvey, type SurveyOptions, surveyImage } from '../../image/survey.ts';
import { reportOnSurvey } from '../examine/examine-image.ts';
import { assessStack } from '../gate/assess-image.ts';
import { readBudgets } from '../gate/read-budgets.ts';
import { verdictsOf } from '../gate/verdicts.ts';
import { inspectImage } from '../image.ts';
import { REMEMBERED } from '../list-lengths.ts';
import { type DiffOptions, refuseSavedBudgets, reportOf, scopeOf } from './options.ts';
import { readSavedReport } from './read-saved.ts';

/** How to compare two images. */
export interface DiffImagesOptions extends DiffOptions, Omit<SurveyOptions, 'compareLimit'> {
  /** Which image of the earlier archive; default `image`. */
  readonly beforeImage?: string | number | undefined;
  /** Which image of the later archive; default `image`. */
  readonly afterImage?: string | number | undefined;
  /** Budgets of the later image, as in a configuration or as text: `growth=10%`; growth is held against the earlier one. */
  readonly budgets?: readonly (string | ImageBudget)[] | undefined;
  /** Also the findings that only the later of two archives has; for them both are inspected in full. */
  readonly findings?: boolean | undefined;
}

type Source = string | Readable;

/**
 * What differs between two images, each an archive, a layout directory, a stream of an archive, or a saved report of one.
 * Two archives are compared path by path and byte by byte. Fails with a PlimsollError as inspecting does.
 */
export async function diffImages(
  before: Source,
  after: Source,
  options: DiffImagesOptions = {},
): Promise<DiffReport> {
  const [old, now] = [await savedImage(before), await savedImage(after)];
  const sides = [
    { source: before, options: { ...options, image: options.beforeImage ?? options.image } },
    { source: after, options: { ...options, image: options.afterImage ?? options.image } },
  ] as const;
  const budgets = await readBudgets('image', options.budgets ?? []);
  if (old === null && now === null) return diffArchives(sides[0], sides[1], budgets, options);
  if (budgets.length > 0) throw refuseSavedBudgets();
  const list = { list: true, top: 1, onTree: undefined };
  const reports = [
    old ?? (await inspectImage(before, { ...sides[0].options, ...list })),
    now ?? (await inspectImage(after, { ...sides[1].options, ...list })),
  ] as const;
  const compared = [
    old === null ? comparedImage(reports[0], before, false) : comparedReport(old, before, options.base),
    now === null ? comparedImage(reports[1], after, false) : comparedReport(now, after, options.base),
  ] as const;
  return reportOf(diffImageReports(compared[0], compared[1], scopeOf(options)), {
    warnings: [...reports.flatMap((report) => report.warnings), ...baseWarnings(options.base)],
    findings: newFindings(reports[0].findings, reports[1].findings),
    verdicts: null,
  });
}

interface ArchiveSide {
  readonly source: Source;
  readonly options: SurveyOptions;
}

/** An image that is open and surveyed. */
type Surveyed = ComparedImage & {
  readonly survey: ImageSurvey;
  /** None unless they were asked for. */
  readonly findings: readonly Finding[];
};

/** Both archives stay open, and share one tree of names, while they are compared. */
function diffArchives(
  before: ArchiveSide,
  after: ArchiveSide,
  budgets: readonly Budget[],
  options: DiffImagesOptions,
): Promise<DiffReport> {
  const names = new NameTree();
  const scope = scopeOf(options);
  const compare = (old: Surveyed, now: Surveyed): DiffReport => {
    const judged = budgets.length === 0 ? null : assessLater(old, now, budgets, scope.top);
    return reportOf(diffSurveys(old, now, scope), {
      warnings: [...warningsOf(old.survey), ...warningsOf(now.survey), ...(judged?.warnings ?? [])],
      findings: newFindings(old.findings, now.findings),
      verdicts: judged && verdictsOf(judged, { kind: 'image', name: now.side.name }),
    });
  };
  const hasFindings = options.findings ?? false;
  return surveySide(before, names, hasFindings, (old) =>
    surveySide(after, names, hasFindings, (now) => compare(old, now)),
  );
}

function surveySide<T>(
  { source, options }: ArchiveSide,
  names: NameTree,
  hasFindings: boolean,
  use: (image: Surveyed) => Promise<T> | T,
): Promise<T> {
  const useSurvey = (survey: ImageSurvey): Promise<T> | T => {
    const facts = { ...describeEssentials(survey), entries: null };
    // Now, and not when the other image has added its names to the tree.
    const findings = hasFindings ? reportOnSurvey(survey, { top: 1 }).findings : [];
    return use({ ...comparedImage(facts, source, false), survey, findings });
  };
  const compareLimit = hasFindings ? undefined : 0;
  return surveyImage(source, { ...options, compareLimit }, useSurvey, names);
}

/** The later image held to its budgets, with the earlier one as the baseline of growth. */
function assessLater(old: Surveyed, now: Surveyed, budgets: readonly Budget[], top: number): Assessment {
  const assess = ({ survey, side }: Surveyed, against: BaselineEntry | null): Assessment => {
    const report = reportOnSurvey(survey, { top: REMEMBERED, list: false });
    return assessStack(report, survey.stack, { name: side.name, budgets, against, top });
  };
  return assess(now, assess(old, null).remember());
}

/** Rewrites inside of either image were not to be compared, so that they were not is no news. */
function warningsOf({ warnings }: ImageSurvey): readonly Warning[] {
  return warnings.filter(({ code }) => code !== 'compare-limit-reached');
}

function comparedImage(facts: ComparedImage['facts'], source: Source, isSaved: boolean): ComparedImage {
  const kind = isSaved ? 'saved-report' : 'archive';
  const origin = { kind, source: typeof source === 'string' ? source : null } as const;
  return { side: imageSideOf(facts, origin), facts };
}

/** A number of base layers is as good for a saved report as for an archive. */
function comparedReport(report: ImageReport, source: Source, base: SurveyOptions['base']): ComparedImage {
  const image = comparedImage(report, source, true);
  const layers = base === undefined ? null : layerCount(base);
  if (layers === null) return image;
  return { ...image, side: { ...image.side, baseLayers: Math.min(layers, report.layers.length) } };
}

function baseWarnings(base: SurveyOptions['base']): readonly Warning[] {
  if (base === undefined || layerCount(base) !== null) return [];
  const message = `A saved report keeps the base that it was made with: ${base} says nothing of it. Give a number of layers, or save it with --base.`;
  return [{ code: 'base-of-saved-report', message }];
}

async function savedImage(source: Source): Promise<ImageReport | null> {
  const report = await readSavedReport(source);
  if (report === null || report.kind === 'image') return report;
  const name = typeof source === 'string' ? source : 'standard input';
  throw new PlimsollError('usage', `${name} is a saved report of a context.`, {
    hint: 'Compare contexts with plimsoll diff --context.',
  });
}
