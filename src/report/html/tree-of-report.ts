import type { ContextEntry, ContextReport } from '../../context/report.ts';
import { foldTree } from '../../core/tree/fold-tree.ts';
import type { FoldedTree, NodeKind } from '../../core/tree/folded-tree.ts';
import { type PathNode, treeOfPaths } from '../../core/tree/path-tree.ts';
import type { DiffReport } from '../../diff/report.ts';
import type { ImageEntry, ImageReport } from '../../image/report.ts';
import { SIGNS } from '../diff/signs.ts';
import type { AnyPageReport } from './page-data.ts';

/** The tree that a page draws when nobody gave it: from the entries of the report, else from its rankings. */
export function treeOfReport(report: AnyPageReport): FoldedTree | null {
  switch (report.kind) {
    case 'image': {
      const { visibleBytes: bytes, visibleFiles: files } = report.totals;
      return withRest(foldTree(treeOfPaths(imagePaths(report))), {
        bytes,
        files,
        hidden: report.waste.bytes,
      });
    }
    case 'context': {
      const { bytes, files } = report.sent;
      return withRest(foldTree(treeOfPaths(contextPaths(report))), {
        bytes,
        files,
        hidden: report.excluded.bytes,
      });
    }
    case 'diff':
      return report.paths === null ? null : foldTree(treeOfPaths(diffPaths(report)));
    case 'check':
      return null;
  }
}

/** What the report does not name stands together at the root, so that the sums of the whole are those of the report. */
function withRest(tree: FoldedTree, whole: Pick<PathNode, 'bytes' | 'hidden' | 'files'>): FoldedTree {
  const [bytes, hidden, files] = [
    whole.bytes - tree.bytes[0]!,
    whole.hidden - tree.hidden[0]!,
    whole.files - tree.files[0]!,
  ];
  if (bytes <= 0 && hidden <= 0 && files <= 0) return tree;
  return {
    parents: [...tree.parents, 0],
    names: [...tree.names, ''],
    kinds: `${tree.kinds}+`,
    bytes: [whole.bytes, ...tree.bytes.slice(1), bytes],
    hidden: [whole.hidden, ...tree.hidden.slice(1), hidden],
    files: [whole.files, ...tree.files.slice(1), files],
    layers: [...tree.layers, -1],
    states: `${tree.states} `,
    together: { ...tree.together, [tree.parents.length]: files },
    paths: tree.paths + files,
  };
}

/** True when a report names all of its paths. */
export function namesAllPaths(report: AnyPageReport): boolean {
  switch (report.kind) {
    case 'image':
    case 'context':
      return report.entries !== null;
    case 'diff':
      return report.paths !== null && report.paths.list.length === report.paths.matching.paths;
    case 'check':
      return true;
  }
}

type Paths = Iterable<readonly [string, PathNode]>;
const KINDS: Readonly<Record<(ImageEntry | ContextEntry)['type'], NodeKind>> = {
  file: 'f',
  hardlink: 'f',
  directory: 'd',
  symlink: 'l',
  device: 'o',
  fifo: 'o',
  other: 'o',
};

function imagePaths({ entries, largestFiles, waste }: ImageReport): Paths {
  const hiddenAt = new Map(waste.paths.map(({ path, bytes, events }) => [path, { bytes, events }]));
  const node = (path: string, type: ImageEntry['type'], bytes: number, layer: number): PathNode => {
    const kind = KINDS[type];
    const hidden = hiddenAt.get(path);
    hiddenAt.delete(path);
    const isSame = hidden?.events.some(({ identical }) => identical === true) ?? false;
    const state = kind === 'd' ? ' ' : hidden === undefined ? 'A' : isSame ? 'I' : 'M';
    const files = type === 'file' ? 1 : 0;
    return { kind, bytes, hidden: hidden?.bytes ?? 0, files, layer, state };
  };
  const shown: (readonly [string, PathNode])[] = (
    entries?.map(({ path, type, bytes, layer }) => [path, node(path, type, bytes, layer ?? -1)] as const) ??
    largestFiles.map(({ path, bytes, layer }) => [path, node(path, 'file', bytes, layer)] as const)
  ).slice();
  for (const [path, { bytes, events }] of hiddenAt)
    shown.push([
      path,
      { kind: 'f', bytes: 0, hidden: bytes, files: 0, layer: events.at(-1)?.storedIn ?? -1, state: 'D' },
    ]);
  return shown;
}

function contextPaths({ entries, largestFiles }: ContextReport): Paths {
  if (entries === null)
    return largestFiles.map(({ path, bytes }) => [
      path,
      { kind: 'f', bytes, hidden: 0, files: 1, layer: -1, state: 'S' },
    ]);
  return entries.map((entry) => [entry.path, contextNode(entry)] as const);
}

function contextNode(entry: ContextEntry): PathNode {
  const { type, sent, bytes, gitIgnored, arrivesEmpty, lostToPruning } = entry;
  const kind = KINDS[type];
  const own = kind === 'f' ? (bytes ?? 0) : 0;
  const sentState = arrivesEmpty ? 'E' : gitIgnored ? 'G' : 'S';
  const state = sent ? sentState : lostToPruning ? 'L' : 'X';
  return {
    kind,
    bytes: sent ? own : 0,
    hidden: sent ? 0 : own,
    files: sent && kind === 'f' ? 1 : 0,
    layer: -1,
    state: kind === 'd' && sent ? ' ' : state,
  };
}

/** What differs, as large as its change: of a path on both sides the difference, which may be nothing. */
function diffPaths({ paths }: DiffReport): Paths {
  return (paths?.list ?? []).map(({ path, state, delta, before, after }) => {
    const kind = (after ?? before)?.type === 'directory' ? 'd' : 'f';
    const bytes = Math.max(0, delta);
    const hidden = Math.max(0, -delta);
    return [
      path,
      {
        kind,
        bytes,
        hidden,
        files: kind === 'f' ? 1 : 0,
        layer: (after ?? before)?.layer ?? -1,
        state: SIGNS[state].letter,
      },
    ];
  });
}
