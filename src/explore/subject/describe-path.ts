import { countText } from '../../core/count-text.ts';
import { NONE } from '../../image/index/name-tree.ts';
import type { ImageReport } from '../../image/report.ts';
import type { Stack } from '../../image/stack/stack.ts';
import { type PathEvent, pathLife } from '../../image/tree/path-life.ts';
import { treeRow } from '../../image/tree/tree-row.ts';
import { utcText } from '../../report/docker/go-time.ts';
import { modeText } from '../../report/text/mode-text.ts';
import type { Look } from '../layout/look.ts';
import { findingLines, instructionLines, sizeOf } from './describe-layer.ts';
import type { ShownImageTree } from './image-trees.ts';
import type { DetailLine } from './subject.ts';

/** What is known of a path: what it is in this view, its life over all layers, findings, and the instruction that stored it. */
export function describePath(
  report: ImageReport,
  stack: Stack,
  { image, bytes }: ShownImageTree,
  node: number,
  look: Look,
): readonly DetailLine[] {
  const path = stack.names.pathText(node);
  const row = treeRow(image, node);
  const life = node === 0 ? [] : pathLife(stack, node);
  const isThere = image.owner[node] !== NONE;
  return [
    { text: `/${node === 0 ? '' : path}${row.type === 'directory' && node !== 0 ? '/' : ''}`, tone: 'bold' },
    ...(isThere
      ? [{ text: whatText(image.totalFiles[node]!, bytes(node), row.type, look) }]
      : [{ text: 'not in this view', tone: 'dim' as const }]),
    ...(isThere
      ? [{ text: `${modeText(row)}  ${row.uid}:${row.gid}${timeText(row.mtime)}`, tone: 'dim' as const }]
      : []),
    ...(row.linkTarget === null
      ? []
      : [{ text: `${row.type === 'symlink' ? 'link to' : 'the same file as'} ${row.linkTarget}` }]),
    ...hiddenLines(image.hiddenBytes[node]!, image.hiddenFiles[node]!, look),
    ...(life.length === 0 ? [] : [{ text: '' }, { text: 'Its life:', tone: 'bold' as const }]),
    ...life.flatMap((event) => eventLines(event, node, stack, look)),
    ...findingLines(
      report.findings.filter(({ place }) => place.path === path),
      look,
    ),
    ...(node === 0
      ? []
      : [
          { text: '' },
          { text: `Layer ${row.layer}:`, tone: 'bold' as const },
          ...instructionLines(report.layers[row.layer]?.instruction ?? null),
        ]),
  ];
}

/** The last second that a date can be; archives may claim any. */
const LAST_DATE = 8.64e12;

function timeText(mtime: number | null): string {
  if (mtime === null) return '';
  return `  ${Math.abs(mtime) < LAST_DATE ? utcText(mtime) : `${mtime} s`}`;
}

function whatText(files: number, bytes: number, type: string, look: Look): string {
  return type === 'directory'
    ? `${sizeOf(bytes, look)} in ${countText(files, 'file')}`
    : `${type}, ${sizeOf(bytes, look)}`;
}

function hiddenLines(bytes: number, files: number, look: Look): readonly DetailLine[] {
  if (files === 0) return [];
  return [{ text: `${sizeOf(bytes, look)} in ${countText(files, 'file')} hidden here`, tone: 'warning' }];
}

function eventLines(event: PathEvent, node: number, stack: Stack, look: Look): readonly DetailLine[] {
  const hides = event.hiddenBytes > 0 ? `, which hides ${sizeOf(event.hiddenBytes, look)}` : '';
  return [
    {
      text: `layer ${event.layer}: ${eventText(event, node, stack, look)}${hides}`,
      indent: 2,
      tone: event.hiddenBytes > 0 ? 'warning' : 'plain',
    },
  ];
}

function eventText(event: PathEvent, node: number, stack: Stack, look: Look): string {
  switch (event.kind) {
    case 'implied':
      return 'a directory, because of what is below it';
    case 'removed':
      return event.removal.cause === 'replaced'
        ? 'gone: something else took its place'
        : `deleted${byText(event, node, stack)}`;
    case 'stored': {
      const { form, rewrite } = event;
      const size = form.type === 'file' ? ` ${sizeOf(form.bytes, look)}` : '';
      const what = `${form.type}${size} ${modeText(form)} ${form.uid}:${form.gid}`;
      if (rewrite === null) return `stored, ${what}`;
      if (rewrite.isIdentical)
        return rewrite.changed.length === 0
          ? 'stored again, nothing changed'
          : `same bytes again, only ${rewrite.changed.join(', ')} changed`;
      return `rewritten, ${what}`;
    }
  }
}

function byText({ removal }: Extract<PathEvent, { kind: 'removed' }>, node: number, stack: Stack): string {
  if (removal.by === node) return '';
  const above = removal.cause === 'opaque' ? ', as all in' : ' with';
  return `${above} ${stack.names.pathText(removal.by)}`;
}
