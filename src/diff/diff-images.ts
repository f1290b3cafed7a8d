import type { Warning } from '../core/report.ts';
import type { DiffIds } from '../image/diff-ids.ts';
import { NONE } from '../image/index/name-tree.ts';
import type { LayerReport } from '../image/report.ts';
import { imageConfigDeltas } from './config-deltas.ts';
import { ImageContent, type ImageSide, imageSide, type SurveyedImage } from './content/image-content.ts';
import { ListedContent } from './content/listed-content.ts';
import {
  type DiffFacts,
  type DiffScope,
  hasSamePaths,
  leftOutWarning,
  pathsNotCompared,
} from './diff-facts.ts';
import { historyDeltas } from './history-deltas.ts';
import { layerContentKey } from './layer-content.ts';
import { type LayerContent, layerDeltas } from './layer-deltas.ts';
import { describePaths } from './paths/describe-paths.ts';
import { type EntryColumns, type ListedEntry, listedPair } from './paths/entry-columns.ts';
import type { ListedSide } from './paths/path-list.ts';
import type { DiffSide, LayerDelta, PathsReport } from './report.ts';
import type { ImageFacts } from './sides.ts';
import { growthOf, imageTotals } from './totals.ts';

/** One image and where it comes from. */
export interface ComparedImage {
  readonly side: DiffSide;
  readonly facts: ImageFacts;
}

/** Two images that are open, surveyed over one tree of names. */
export function diffSurveys(
  before: ComparedImage & { readonly survey: SurveyedImage },
  after: ComparedImage & { readonly survey: SurveyedImage },
  scope: DiffScope,
): DiffFacts {
  const { names } = after.survey.stack;
  const [old, now] = [imageSide(before.survey), imageSide(after.survey)];
  const reader = new ImageContent(old, now, scope.compareLimit);
  const pair = {
    names,
    before: listedSurvey(old, before.facts),
    after: listedSurvey(now, after.facts),
    reader,
    hasSameTarget: (node: number) => linkText(old, node) === linkText(now, node),
    hasSameXattrs: (a: number, b: number) => xattrsOf(old, a) === xattrsOf(now, b),
  };
  const paths = describePaths(pair, scope);
  const contents = [layerContentKey(old.stack), layerContentKey(now.stack)] as const;
  return diffFacts(before, after, paths, contents, leftOutWarning(reader.leftOut, scope.compareLimit));
}

/** Two image reports; their paths are compared when both list them. */
export function diffImageReports(before: ComparedImage, after: ComparedImage, scope: DiffScope): DiffFacts {
  const [old, now] = [before.facts.entries, after.facts.entries];
  if (old === null || now === null) {
    const side = old === null ? before.side : after.side;
    const warning = pathsNotCompared(side, 'layers, totals and configuration');
    return diffFacts(before, after, null, undefined, [warning]);
  }
  return diffFacts(before, after, describeLists(before, after, old, now, scope), undefined, []);
}

function diffFacts(
  before: ComparedImage,
  after: ComparedImage,
  paths: PathsReport | null,
  contents: readonly [LayerContent, LayerContent] | undefined,
  warnings: readonly Warning[],
): DiffFacts {
  const layers = layerDeltas(before.facts, after.facts, contents);
  const config = imageConfigDeltas(before.facts, after.facts);
  const history = historyDeltas(before.facts, after.facts);
  return {
    of: 'image',
    before: before.side,
    after: after.side,
    same:
      layers.every(({ state }) => state === 'same') &&
      !isReordered(layers) &&
      config.length === 0 &&
      history.length === 0 &&
      (paths === null || hasSamePaths(paths)),
    totals: imageTotals(before.facts, after.facts),
    growth: growthOf(before.facts, after.facts, [before.side.baseLayers, after.side.baseLayers]),
    layers,
    paths,
    config,
    history,
    warnings,
  };
}

/** True where layers stand on each other in another order: that makes another image, even of the same files. */
function isReordered(layers: readonly LayerDelta[]): boolean {
  const order = layers.flatMap(({ before, after }) =>
    before === null || after === null ? [] : [after.index - before.index],
  );
  return layers.length === order.length && order.some((shift) => shift !== 0);
}

function listedSurvey(side: ImageSide, facts: ImageFacts): ListedSide {
  return {
    columns: side.columns,
    target: (node) => linkText(side, node),
    instruction: (layer) => instructionOf(facts.layers, layer),
  };
}

function linkText({ columns, stack }: ImageSide, node: number): string {
  const { index, at } = stack.entries.locate(columns.entry[node]!);
  return index.linkText(at);
}

function xattrsOf({ columns, stack }: ImageSide, node: number): number | undefined {
  const entry = columns.entry[node]!;
  if (entry === NONE) return undefined;
  const { index, at } = stack.entries.locate(entry);
  return index.xattrs.get(at);
}

function instructionOf(layers: readonly LayerReport[], layer: number): string | null {
  return layers[layer]?.instruction ?? null;
}

function describeLists(
  before: ComparedImage,
  after: ComparedImage,
  old: readonly ListedEntry[],
  now: readonly ListedEntry[],
  scope: DiffScope,
): PathsReport {
  const listed = listedPair(old, now);
  const diffIds = (image: ComparedImage): DiffIds => image.facts.layers.map(({ diffId }) => diffId);
  const side = (list: readonly ListedEntry[], tree: EntryColumns, facts: ImageFacts): ListedSide => ({
    columns: tree,
    target: (node) => list[tree.listed[node]!]?.linkTarget ?? '',
    instruction: (layer) => instructionOf(facts.layers, layer),
  });
  const [left, right] = [side(old, listed.before, before.facts), side(now, listed.after, after.facts)];
  const pair = {
    names: listed.names,
    before: left,
    after: right,
    reader: new ListedContent(listed.before, listed.after, diffIds(before), diffIds(after)),
    hasSameTarget: (node: number) => left.target(node) === right.target(node),
    hasSameXattrs: () => true,
  };
  return describePaths(pair, scope);
}
