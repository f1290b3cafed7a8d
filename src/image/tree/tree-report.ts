import { PlimsollError } from '../../core/errors.ts';
import type { ReportHead } from '../../core/report.ts';
import { sumOf } from '../../core/sum.ts';
import { rfc3339 } from '../../core/unix-time.ts';
import { layerInstruction } from '../history/shown-instruction.ts';
import { imageFact } from '../image-report.ts';
import { shownPath } from '../index/shown-path.ts';
import type { ImageSurvey } from '../survey.ts';
import { hiddenShares } from './hidden-shares.ts';
import { type ImageTree, imageTree } from './image-tree.ts';
import type { TreeEntry, TreeReport, TreeWeight } from './report.ts';
import { resolvePath } from './resolve-path.ts';
import { type RowScope, type SelectedRow, selectRows } from './select-rows.ts';
import { treeRow } from './tree-row.ts';
import { STATE, type TreeView } from './view.ts';

/** Which tree is described, and how much of it. */
export interface TreeScope extends RowScope {
  readonly view: TreeView;
  /** Where the list begins; `.` is the root. */
  readonly path: string;
}

/** A surveyed image's tree as a report, without its head. */
export function describeTree(
  survey: ImageSurvey,
  scope: TreeScope,
): Omit<TreeReport, keyof ReportHead<'tree'>> {
  const { view } = scope;
  checkLayer(survey, view);
  const tree = imageTree(survey.stack, view, { gone: scope.onlyHidden });
  const node = resolvePath(tree, scope.path) ?? notThere(survey, scope);
  const rows = selectRows(tree, node, scope);
  const waste = scope.onlyHidden
    ? hiddenShares(
        tree,
        rows.map((row) => row.node),
      )
    : null;
  return {
    archive: survey.archive,
    image: imageFact(survey),
    view: viewFact(survey, view),
    path: survey.stack.names.pathText(node),
    totals: weightOf(tree, node),
    wasteOnly: scope.onlyHidden,
    entries: rows.map((row) => ({ ...treeEntry(tree, row), waste: waste?.get(row.node) ?? null })),
  };
}

function checkLayer({ stack, archive }: ImageSurvey, view: TreeView): void {
  if (view === 'final') return;
  const layer = 'upTo' in view ? view.upTo : view.layer;
  const count = stack.entries.layers.length;
  if (Number.isInteger(layer) && layer >= 0 && layer < count) return;
  const file = archive.path ?? 'standard input';
  const has = count === 0 ? 'has no layers' : `has ${count} layers, 0 to ${count - 1}`;
  throw new PlimsollError('usage', `${file}: there is no layer ${layer}; the image ${has}.`, {
    hint: 'See plimsoll image for what each layer is.',
  });
}

function notThere({ archive }: ImageSurvey, { path, view }: TreeScope): never {
  const where =
    view === 'final'
      ? 'The image'
      : 'upTo' in view
        ? `The image up to layer ${view.upTo}`
        : `Layer ${view.layer}`;
  throw new PlimsollError('not-found', `${archive.path ?? 'standard input'}: ${where} has no path ${path}.`, {
    entry: path,
    hint: 'Ask plimsoll why for the life of a path over the layers.',
  });
}

function viewFact(survey: ImageSurvey, view: TreeView): TreeReport['view'] {
  if (view === 'final') return { kind: 'final', layer: null, instruction: null };
  const layer = 'upTo' in view ? view.upTo : view.layer;
  const kind = 'upTo' in view ? 'up-to' : 'layer';
  return { kind, layer, instruction: layerInstruction(survey.history, layer) };
}

/** What is there counts as such; what is removed weighs what is hidden with it. */
function weightOf(tree: ImageTree, node: number): TreeWeight {
  const isRemoved = tree.state[node] === STATE.removed;
  return {
    bytes: isRemoved ? tree.hiddenBytes[node]! : tree.totalBytes[node]!,
    files: isRemoved ? tree.hiddenFiles[node]! : tree.totalFiles[node]!,
    hiddenBytes: tree.hiddenBytes[node]!,
    hiddenFiles: tree.hiddenFiles[node]!,
  };
}

function treeEntry(tree: ImageTree, { node, depth, left }: SelectedRow): Omit<TreeEntry, 'waste'> {
  const { state, type, mode, uid, gid, mtime, linkTarget, layer } = treeRow(tree, node);
  return {
    ...shownPath(tree.stack.names, node),
    depth,
    state,
    type,
    ...weightOf(tree, node),
    mode,
    uid,
    gid,
    modified: mtime === null ? null : rfc3339(mtime),
    linkTarget,
    layer,
    children: tree.childCount(node),
    left: left.length === 0 ? null : leftOut(tree, left),
  };
}

function leftOut(tree: ImageTree, left: readonly number[]): NonNullable<TreeEntry['left']> {
  const weights = left.map((node) => weightOf(tree, node));
  return {
    children: left.length,
    bytes: sumOf(weights, ({ bytes }) => bytes),
    hiddenBytes: sumOf(weights, ({ hiddenBytes }) => hiddenBytes),
  };
}
