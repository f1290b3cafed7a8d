import { countText } from '../../core/count-text.ts';
import { PlimsollError } from '../../core/errors.ts';
import { readBody } from '../../image/bodies/read-body.ts';
import { NONE } from '../../image/index/name-tree.ts';
import type { OpenedArchive } from '../../image/opened-archive.ts';
import type { ImageReport } from '../../image/report.ts';
import type { ImageSurvey } from '../../image/survey.ts';
import { imageName, platformText } from '../../report/image/image-name.ts';
import { shareText } from '../../report/text/size-text.ts';
import type { Look } from '../layout/look.ts';
import { describeLayer, sizeOf } from './describe-layer.ts';
import { describePath } from './describe-path.ts';
import { imageTrees, type ShownImageTree } from './image-trees.ts';
import { IMAGE_STATES } from './states.ts';
import type { FileContent, LayerRow, OpenRequest, Subject } from './subject.ts';
import { wasteRows } from './waste-rows.ts';

/** What is open while an image is explored. */
export interface ImageGrounds {
  readonly opened: OpenedArchive;
  readonly survey: ImageSurvey;
  readonly report: ImageReport;
  readonly maxUnpacked: number | null;
}

/** An image as something to explore. */
export function imageSubject(grounds: ImageGrounds, look: Look): Subject {
  const { survey, report } = grounds;
  const { stack } = survey;
  const tree = imageTrees(stack);
  return {
    kind: 'image',
    title: titleOf(report, look),
    names: stack.names,
    layers: layerRows(report),
    waste: wasteRows(stack),
    states: IMAGE_STATES,
    tree,
    describeNode: (view, layer, node) => describePath(report, stack, tree(view, layer), node, look),
    describeLayer: (layer) => describeLayer(report, layer, look),
    content: (request) => contentOf(grounds, tree(request.view, request.layer), request),
  };
}

function titleOf({ image, totals }: ImageReport, look: Look): string {
  const wasted =
    totals.wastedBytes === 0
      ? ''
      : `, ${sizeOf(totals.wastedBytes, look)} wasted (${shareText(totals.wastedBytes, totals.fileBytes)})`;
  const weight = `${sizeOf(totals.fileBytes, look)} in ${countText(totals.layers, 'layer')}${wasted}`;
  return `${imageName(image)}  ${weight}  ${platformText(image.platform)}`;
}

/** A layer changes the tree by what it stores, less what it hides of others and stores twice itself. */
function layerRows({ layers, waste, base }: ImageReport): readonly LayerRow[] {
  const twice = new Map(
    waste.matrix.filter((cell) => cell.storedIn === cell.hiddenBy).map((cell) => [cell.storedIn, cell.bytes]),
  );
  return layers.map((layer) => ({
    index: layer.index,
    instruction: layer.instruction ?? '',
    storedBytes: layer.fileBytes,
    changeBytes: layer.fileBytes - layer.hidesBytes - (twice.get(layer.index) ?? 0),
    wastedBytes: layer.wastedBytes,
    isBase: layer.index < base.layers,
  }));
}

/** The body that a path shows in a view; of what was removed, what it was. */
function contentOf(
  { opened, survey, maxUnpacked }: ImageGrounds,
  { image }: ShownImageTree,
  { node }: OpenRequest,
): FileContent {
  const { entries, names, bodyOf } = survey.stack;
  const path = names.pathText(node);
  const owner = image.owner[node]!;
  const body = bodyOf(owner);
  if (body === NONE) throw new PlimsollError('usage', `${path} is no file.`);
  const layer = entries.layerOf(body);
  const { index, at } = entries.locate(body);
  const stored = names.pathText(index.node[at]!);
  const { member } = survey.image.layers[layer]!;
  const blob = opened.archive.store.blob(member) === null ? null : () => opened.archive.store.blob(member)!;
  return {
    path,
    title: `${path} (layer ${layer})`,
    size: index.size[at]!,
    pieces: () => readBody({ scan: survey.scans[layer]!, at, path: stored, blob }, { maxUnpacked }),
  };
}
