import { rfc3339 } from '../../core/unix-time.ts';
import { layerInstruction } from '../history/shown-instruction.ts';
import { NONE } from '../index/name-tree.ts';
import { comparePaths } from '../index/path-order.ts';
import { shownPath } from '../index/shown-path.ts';
import type { ImageSurvey } from '../survey.ts';
import { type ImageTree, imageTree } from '../tree/image-tree.ts';
import { type PathEvent, pathLife } from '../tree/path-life.ts';
import { resolvePath } from '../tree/resolve-path.ts';
import { STATE } from '../tree/view.ts';
import { layerShares } from './layer-shares.ts';
import { nearestPath } from './nearest-path.ts';
import type { PathForm, PathHistory, PathHistoryEvent } from './report.ts';

/** The life of each path of a surveyed image, in the order of the paths. */
export function describePaths(survey: ImageSurvey, paths: readonly string[]): readonly PathHistory[] {
  const tree = imageTree(survey.stack, 'final', { gone: true });
  return paths.map((asked) => {
    const node = resolvePath(tree, asked);
    return node === null
      ? unknownPath(asked, nearestPath(tree, asked))
      : pathHistory(survey, tree, asked, node);
  });
}

function unknownPath(asked: string, nearest: string | null): PathHistory {
  return {
    asked,
    path: asked,
    state: 'never',
    form: null,
    bytes: 0,
    files: 0,
    hiddenBytes: 0,
    hiddenFiles: 0,
    otherNames: [],
    events: [],
    layers: [],
    nearest,
  };
}

function pathHistory(survey: ImageSurvey, tree: ImageTree, asked: string, node: number): PathHistory {
  const events = pathLife(survey.stack, node).map((event) => pathEvent(survey, event));
  const isDirectory = tree.childCount(node) > 0 || events.at(-1)?.form?.type === 'directory';
  return {
    asked,
    ...shownPath(survey.stack.names, node),
    state: tree.state[node] === STATE.removed ? 'removed' : 'present',
    form: events.findLast(({ form }) => form !== null)?.form ?? null,
    bytes: tree.totalBytes[node]!,
    files: tree.totalFiles[node]!,
    hiddenBytes: tree.hiddenBytes[node]!,
    hiddenFiles: tree.hiddenFiles[node]!,
    otherNames: otherNames(tree, node),
    events,
    layers: isDirectory ? layerShares(survey, node) : [],
    nearest: null,
  };
}

function pathEvent({ stack, history }: ImageSurvey, event: PathEvent): PathHistoryEvent {
  const common = {
    layer: event.layer,
    instruction: layerInstruction(history, event.layer),
    hiddenBytes: event.hiddenBytes,
  };
  const nothing = { form: null, typeChanged: false, identical: null, changed: [], cause: null, by: null };
  switch (event.kind) {
    case 'implied':
      return { ...common, ...nothing, event: 'implied' };
    case 'removed': {
      const { cause, by } = event.removal;
      return { ...common, ...nothing, event: 'removed', cause, by: stack.names.pathText(by) };
    }
    case 'stored': {
      const { mtime, ...form } = event.form;
      const full: PathForm = { ...form, modified: rfc3339(mtime) };
      if (event.rewrite === null) return { ...common, ...nothing, event: 'added', form: full };
      const { isOtherType: typeChanged, isIdentical: identical, changed } = event.rewrite;
      return { ...common, ...nothing, event: 'rewritten', form: full, typeChanged, identical, changed };
    }
  }
}

/** Other names of the body that a path shows, in path order. */
function otherNames(tree: ImageTree, node: number): readonly string[] {
  const { stack, owner, state } = tree;
  const body = state[node] === STATE.removed ? NONE : stack.bodyOf(owner[node]!);
  if (body === NONE || !stack.hasHardLinks) return [];
  const others: number[] = [];
  for (let other = 0; other < owner.length; other++) {
    if (other !== node && state[other] === STATE.unchanged && stack.bodyOf(owner[other]!) === body)
      others.push(other);
  }
  return others.sort((a, b) => comparePaths(stack.names, a, b)).map((other) => stack.names.pathText(other));
}
