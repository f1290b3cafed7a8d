import { countText, groupDigits } from '../../core/count-text.ts';
import type { DiffReport, PathDelta, PathState, PathsReport } from '../../diff/report.ts';
import { signedText } from '../gate/verdict-text.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { arrow } from '../text/glyphs.ts';
import { printable } from '../text/printable.ts';
import { section, tableSection } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, type Row, right } from '../text/table.ts';
import { SIGNS } from './signs.ts';

/** What became of the paths, state by state. */
export function renderStates({ paths }: DiffReport, style: RenderStyle): string {
  if (paths === null) return section('Paths', '  not compared', style);
  const columns: readonly Column[] = [
    { head: '' },
    right('Files'),
    right('Others'),
    right('Change'),
    { head: 'What' },
  ];
  const states = Object.entries(paths.states) as readonly (readonly [
    PathState | 'unchanged',
    PathsReport['states']['added'],
  ])[];
  const rows = states
    .filter(([, { files, others }]) => files + others > 0)
    .map(([state, { files, others, delta }]): Row => {
      const { letter, word } = SIGNS[state];
      return {
        cells: [letter, groupDigits(files), groupDigits(others), signedText(delta, 'bytes', style), word],
        dim: state === 'unchanged',
      };
    });
  return tableSection('Paths', columns, rows, style);
}

/** The paths that differ most. */
export function renderPathDeltas({ paths }: DiffReport, style: RenderStyle): string {
  if (paths === null || paths.matching.paths === 0) return '';
  const shown = topOf(paths.list, style);
  const hasLayer = shown.some(({ before, after }) => (after ?? before)?.layer !== null) && style.width >= 60;
  const columns: readonly Column[] = [
    { head: '' },
    right('Change'),
    right('Now'),
    ...(hasLayer ? [right('Layer', 'dim')] : []),
    { head: 'Path', give: 'middle' },
  ];
  const rows = shown.map((path): Row => ({ cells: pathCells(path, hasLayer, style) }));
  const filter = paths.filter.length === 0 ? '' : ` (${paths.filter.map(printable).join(', ')})`;
  const heading = `What differs most${filter}`;
  return tableSection(heading, columns, rows, style, paths.matching.paths);
}

function pathCells(delta: PathDelta, hasLayer: boolean, style: RenderStyle): readonly string[] {
  const { state, after, before } = delta;
  const layer = (after ?? before)?.layer ?? null;
  return [
    SIGNS[state].letter,
    signedText(delta.delta, 'bytes', style),
    after === null ? '' : sizeText(after.bytes, style),
    ...(hasLayer ? [layer === null ? '' : String(layer)] : []),
    pathText(delta, style),
  ];
}

/** A path with a slash behind directories, where it came from, and what changed beside the content. */
function pathText({ path, from, state, changed, before, after }: PathDelta, style: RenderStyle): string {
  const slash = (after ?? before)?.type === 'directory' ? '/' : '';
  if (from !== null) return `${printable(from)} ${arrow(style)} ${printable(path)}`;
  const what = state === 'metadata' ? ` (${changed.join(', ')})` : '';
  return `${printable(path)}${slash}${what}`;
}

/** Where bytes came and went. */
export function renderDirectoryDeltas({ paths }: DiffReport, style: RenderStyle): string {
  if (paths === null || paths.directories.length === 0) return '';
  const shown = topOf(paths.directories, style);
  const columns: readonly Column[] = [
    right('Change'),
    right('Before'),
    right('After'),
    { head: 'Directory', give: 'middle' },
  ];
  const rows = shown.map(
    ({ path, before, after, delta }): Row => ({
      cells: [
        signedText(delta, 'bytes', style),
        sizeText(before, style),
        sizeText(after, style),
        `${printable(path)}/`,
      ],
    }),
  );
  return tableSection('Where bytes came and went', columns, rows, style, paths.directories.length);
}

/** One line about a list that a filter leaves empty. */
export function renderNoMatch({ paths }: DiffReport, style: RenderStyle): string {
  if (paths === null || paths.filter.length === 0 || paths.matching.paths > 0) return '';
  return section(
    'What differs most',
    `  ${countText(0, 'path')} pass ${paths.filter.map(printable).join(', ')}`,
    style,
  );
}
