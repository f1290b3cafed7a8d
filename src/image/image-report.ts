import type { ReportHead } from '../core/report.ts';
import { sumOf } from '../core/sum.ts';
import { type Timekeeper, timed } from '../core/timing.ts';
import { ownTotals } from './base/own-totals.ts';
import { diveFigures } from './dive/figures.ts';
import { duplicateGroups, duplicateTotals } from './duplicates/duplicate-report.ts';
import { historySizes } from './history/history-size.ts';
import { shownInstruction } from './history/shown-instruction.ts';
import { createdOf, runtimeConfig } from './image-config.ts';
import { countEntries, type EntryCounts, layerEffects } from './layer-facts.ts';
import { claimedDigest } from './layers/verify.ts';
import { containerdSizes } from './listing/containerd-sizes.ts';
import type { HistoryReport, ImageFact, ImageReport, ImageTotals, LayerReport } from './report.ts';
import { countFinalTree, type FinalTotals, measureFinalTree } from './stack/final-tree.ts';
import { listFinalTree } from './stack/list-final-tree.ts';
import type { ImageSurvey } from './survey.ts';
import { describeWaste } from './waste/waste-report.ts';

/** What of a survey the report shows. */
export interface ReportScope {
  /** Length of ranked lists; 0 is all. */
  readonly top: number;
  /** Every path of the final tree. */
  readonly list: boolean;
  /** Equal files of the final tree. */
  readonly duplicates: boolean;
  /** What image stores show. */
  readonly sizes: boolean;
  readonly timekeeper?: Timekeeper | undefined;
}

/** The survey as a report, without its head. */
export function describeImage(
  survey: ImageSurvey,
  scope: ReportScope,
): Omit<ImageReport, keyof ReportHead<'image'> | 'savings'> {
  const { stack } = survey;
  const { largest, visible, waste, essentials } = timed(scope.timekeeper, 'attribute every byte', () => {
    const { largest, ...visible } = measureFinalTree(stack, scope.top);
    const waste = describeWaste(stack, survey.comparison, scope.top);
    return { largest, visible, waste, essentials: essentialsOf(survey, visible) };
  });
  const { totals, layers } = essentials;
  const dive = timed(scope.timekeeper, 'count as dive does', () => diveFigures(stack.names, stack.entries));
  return {
    ...essentials,
    own: ownTotals(layers, waste.matrix, survey.base.layers),
    waste,
    accounting: {
      storedBytes: totals.fileBytes,
      visibleBytes: visible.bytes,
      hiddenBytes: waste.bytes,
      balances: totals.fileBytes === visible.bytes + waste.bytes,
    },
    ...duplicatesOf(survey, scope),
    stores: scope.sizes ? { containerd: containerdSizes(survey) } : null,
    compat: { dive },
    largestFiles: largest,
    entries: scope.list ? listFinalTree(stack) : null,
  };
}

/** Equal files, where the report is to show them. */
function duplicatesOf(
  { stack, duplicates }: ImageSurvey,
  { top, duplicates: areAskedFor }: ReportScope,
): Pick<ImageReport, 'duplicates' | 'duplicateTotals'> {
  if (!areAskedFor || duplicates === null) return { duplicates: null, duplicateTotals: null };
  return {
    duplicates: duplicateGroups(stack, duplicates, top),
    duplicateTotals: duplicateTotals(duplicates),
  };
}

/** What of a report only counts and names: nothing ranked, nothing listed. */
export type ImageEssentials = Pick<
  ImageReport,
  'archive' | 'image' | 'totals' | 'base' | 'layers' | 'history'
>;

/** The part of a report that costs least. */
export function describeEssentials(survey: ImageSurvey): ImageEssentials {
  return essentialsOf(survey, countFinalTree(survey.stack));
}

function essentialsOf(survey: ImageSurvey, visible: FinalTotals): ImageEssentials {
  const counts = survey.scans.map((scan) => countEntries(scan.index));
  const layers = layerReports(survey, counts);
  return {
    archive: survey.archive,
    image: imageFact(survey),
    totals: imageTotals(layers, visible),
    base: survey.base,
    layers,
    history: historyReports(survey),
  };
}

/** Which image a survey is of. */
export function imageFact({ image }: ImageSurvey): ImageFact {
  return {
    id: image.id,
    engineId: image.engineId,
    manifestDigest: image.manifestDigest,
    tags: image.tags,
    platform: image.platform,
    created: createdOf(image),
    config: runtimeConfig(image),
  };
}

function imageTotals(layers: readonly LayerReport[], visible: FinalTotals): ImageTotals {
  const sum = (of: (layer: LayerReport) => number): number => sumOf(layers, of);
  const fileBytes = sum((layer) => layer.fileBytes);
  return {
    layers: layers.length,
    entries: sum((layer) => layer.entries),
    fileBytes,
    tarBytes: sum((layer) => layer.tarBytes),
    blobBytes: sum((layer) => layer.blobBytes),
    visibleFiles: visible.files,
    visiblePaths: visible.paths,
    visibleBytes: visible.bytes,
    wastedBytes: sum((layer) => layer.wastedBytes),
    efficiency: fileBytes === 0 ? 1 : visible.bytes / fileBytes,
  };
}

function layerReports(survey: ImageSurvey, counts: readonly EntryCounts[]): readonly LayerReport[] {
  const effects = layerEffects(survey.stack);
  return survey.scans.map((scan, i) => {
    const ref = survey.image.layers[i]!;
    const historyIndex = survey.history.entryOf[i]!;
    const entry = historyIndex === null ? null : survey.history.entries[historyIndex]!;
    const diffId = survey.diffIds[i] ?? null;
    return {
      index: i,
      digest:
        claimedDigest(ref.digest, diffId, scan) ??
        scan.computedDigest ??
        (scan.compression === 'none' ? diffId : null),
      diffId: diffId ?? scan.computedDiffId,
      mediaType: ref.mediaType,
      compression: scan.compression,
      readAs: scan.readAs,
      blobBytes: scan.blobBytes,
      tarBytes: scan.tarBytes,
      ...counts[i]!,
      historyIndex,
      instruction: entry === null ? null : shownInstruction(entry.createdBy, entry.comment),
      createdBy: entry === null ? null : entry.createdBy,
      ...effects[i]!,
      verified: survey.verified[i]!,
    };
  });
}

function historyReports(survey: ImageSurvey): readonly HistoryReport[] {
  const { entries, layerOf } = survey.history;
  const sizes = historySizes(survey.stack, survey.history);
  return entries.map((entry, index) => {
    const layer = layerOf[index]!;
    return {
      index,
      layer,
      empty: entry.isEmpty,
      created: entry.created,
      createdBy: entry.createdBy,
      comment: entry.comment,
      author: entry.author,
      instruction: shownInstruction(entry.createdBy, entry.comment),
      size: layer === null ? 0 : sizes[layer]!,
    };
  });
}
