import { createReadStream } from 'node:fs';
import type { ContextReport, ExplainReport } from '../../context/report.ts';
import { countText } from '../../core/count-text.ts';
import { PlimsollError } from '../../core/errors.ts';
import { fileError } from '../../files/file-error.ts';
import { CAREFULLY } from '../../files/open-carefully.ts';
import { renderExplainTable } from '../../report/context/explain-table.ts';
import { renderStyle } from '../../report/options.ts';
import type { Look } from '../layout/look.ts';
import { CONTEXT_STATES, type ContextTree, contextTree } from './context-tree.ts';
import { findingLines, sizeOf } from './describe-layer.ts';
import type { DetailLine, FileContent, Subject } from './subject.ts';

const LEAST_TABLE = 24;

/** Says of a path of the context why it is sent or not. */
export type ExplainPath = (path: string) => ExplainReport;

/** A build context as something to explore: what a build sends of it, and which rule decides. */
export function contextSubject(report: ContextReport, explain: ExplainPath, look: Look): Subject {
  const tree = contextTree(report.entries ?? []);
  const known = new Map<number, ExplainReport>();
  const explained = (node: number): ExplainReport => {
    const found = known.get(node) ?? explain(tree.names.pathText(node));
    known.clear(); // the one that is looked at is asked for again with every frame
    known.set(node, found);
    return found;
  };
  return {
    kind: 'context',
    title: titleOf(report, tree, look),
    names: tree.names,
    layers: [],
    waste: [],
    states: CONTEXT_STATES,
    tree: () => tree,
    describeNode: (_view, _layer, node, width) => describe(report, tree, node, explained, width, look),
    describeLayer: () => [],
    content: ({ node }) => contentOf(report.root, tree, node),
  };
}

function titleOf({ root, sent, ignoreFile }: ContextReport, tree: ContextTree, look: Look): string {
  const excluded = tree.excludedFiles(0);
  const rest =
    excluded === 0
      ? ''
      : `, ${sizeOf(tree.excludedBytes(0), look)} in ${countText(excluded, 'file')} excluded`;
  return `context ${root}  ${sizeOf(sent.bytes, look)} in ${countText(sent.files, 'file')} sent${rest}  ${ignoreFile?.path ?? 'no ignore file'}`;
}

function describe(
  report: ContextReport,
  tree: ContextTree,
  node: number,
  explained: (node: number) => ExplainReport,
  width: number,
  look: Look,
): readonly DetailLine[] {
  const path = tree.names.pathText(node);
  const entry = tree.entry(node);
  const counts = countLines(tree, node, look);
  const findings = findingLines(
    report.findings.filter(({ place }) => place.path === path),
    look,
  );
  if (entry === undefined) return [{ text: '.', tone: 'bold' }, ...counts];
  const style = renderStyle({ width: Math.max(LEAST_TABLE, width), units: look.units, ascii: look.ascii });
  const why = renderExplainTable(withoutIdleRules(explained(node)), style)
    .trimEnd()
    .split('\n');
  return [
    ...why.map((text, n): DetailLine => (n === 0 ? { text, tone: 'bold' } : { text, isLaidOut: true })),
    { text: '' },
    ...counts,
    ...(entry.gitIgnored === true ? [{ text: 'Git ignores it.', tone: 'dim' as const }] : []),
    ...findings,
  ];
}

/** Rules without a hand in it, and the option that shows them, are for the command line. */
function withoutIdleRules(report: ExplainReport): ExplainReport {
  const paths = report.paths.map((path) => ({ ...path, trail: path.trail.filter(({ on }) => on !== null) }));
  return { ...report, paths };
}

function countLines(tree: ContextTree, node: number, look: Look): readonly DetailLine[] {
  const [sent, excluded] = [tree.sentFiles(node), tree.excludedFiles(node)];
  return [
    ...(sent > 0
      ? [{ text: `${sizeOf(tree.sentBytes(node), look)} in ${countText(sent, 'file')} sent` }]
      : []),
    ...(excluded > 0
      ? [
          {
            text: `${sizeOf(tree.excludedBytes(node), look)} in ${countText(excluded, 'file')} excluded`,
            tone: 'removed' as const,
          },
        ]
      : []),
  ];
}

/** A file on disk; links are not followed, for where they lead is not in the context. */
function contentOf(root: string, tree: ContextTree, node: number): FileContent {
  const path = tree.names.pathText(node);
  const entry = tree.entry(node);
  if (entry?.type !== 'file') throw new PlimsollError('usage', `${path} is no file.`);
  const place = Buffer.concat([Buffer.from(`${root}/`), tree.names.pathBytes(node)]);
  return {
    path,
    title: path,
    size: entry.bytes ?? 0,
    pieces: () => readDisk(place, path),
  };
}

async function* readDisk(place: Buffer, path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(place, { flags: CAREFULLY as unknown as string });
  } catch (error) {
    throw fileError(error, path);
  }
}
