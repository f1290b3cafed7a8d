import { groupDigits } from '../../core/count-text.ts';
import type { TreeEntry, TreeReport } from '../../image/tree/report.ts';
import type { RenderStyle } from '../options.ts';
import { barText } from '../text/bar.ts';
import { modeText } from '../text/mode-text.ts';
import { shareText, sizeOrNothing } from '../text/size-text.ts';
import type { Column } from '../text/table.ts';
import { STATE_LETTERS } from './state-letters.ts';

/** A column of figures beside the drawn tree. */
export interface TreeColumn extends Column {
  readonly cell: (entry: TreeEntry) => string;
  /** What the line of the children that a directory leaves out has here. */
  readonly left: (entry: TreeEntry) => string;
}

const BAR = 10;
const nothing = (): string => '';

/** The figures that a tree shows in this width. */
export function treeColumns(report: TreeReport, style: RenderStyle): readonly TreeColumn[] {
  const { width } = style;
  const { wasteOnly, view, totals, entries } = report;
  const isLayer = view.kind === 'layer';
  const optional: readonly (readonly [isShown: boolean, column: TreeColumn])[] = [
    [entries.some(({ state }) => STATE_LETTERS[state] !== ''), LETTER],
    [true, sizeColumn(report, style)],
    // What a layer stores and what it hides are parts of no common whole.
    [width >= 60 && (wasteOnly || !isLayer), shareColumn(report)],
    // Beside paths and layers of what is hidden there is no room for it.
    [width >= (wasteOnly ? 100 : 76), barColumn(report, style)],
    [!wasteOnly && view.kind !== 'final' && totals.hiddenBytes > 0, hidesColumn(style)],
    [width >= 90 && !wasteOnly, FILES],
    [width >= 110 && !wasteOnly, MODE],
    [width >= 110 && !wasteOnly, OWNER],
    [width >= 60 && !isLayer && !wasteOnly, LAYER],
  ];
  return optional.filter(([isShown]) => isShown).map(([, column]) => column);
}

const LETTER: TreeColumn = { head: '', cell: ({ state }) => STATE_LETTERS[state], left: nothing };
const MODE: TreeColumn = { head: 'Mode', cell: modeText, left: nothing };
const OWNER = figures('Owner', ({ uid, gid }) => `${uid}:${gid}`);
const FILES = figures('Files', ({ type, files }) => (type === 'directory' ? groupDigits(files) : ''));
const LAYER = figures('Layer', ({ type, layer }) => (type === 'directory' ? '' : String(layer)));

function figures(head: string, cell: TreeColumn['cell'], left: TreeColumn['left'] = nothing): TreeColumn {
  return { head, align: 'right', cell, left };
}

type Weight = Pick<TreeEntry, 'bytes' | 'hiddenBytes'>;

/** What the tree is about: what is there, or what is hidden. */
function partOf({ wasteOnly }: TreeReport, { bytes, hiddenBytes }: Weight): number {
  return wasteOnly ? hiddenBytes : bytes;
}

function wholeOf({ view, wasteOnly, totals }: TreeReport): number {
  if (wasteOnly) return totals.hiddenBytes;
  return view.kind === 'layer' ? Math.max(totals.bytes, totals.hiddenBytes) : totals.bytes;
}

function sizeColumn(report: TreeReport, style: RenderStyle): TreeColumn {
  return figures(
    report.wasteOnly ? 'Hidden' : 'Size',
    (entry) => sizeOrNothing(partOf(report, entry), style),
    ({ left }) => sizeOrNothing(partOf(report, left!), style),
  );
}

function shareColumn(report: TreeReport): TreeColumn {
  return figures('Share', (entry) => {
    const part = partOf(report, entry);
    return part === 0 ? '' : shareText(part, wholeOf(report));
  });
}

function barColumn(report: TreeReport, { ascii }: RenderStyle): TreeColumn {
  return {
    head: '',
    tone: report.wasteOnly ? 'yellow' : 'cyan',
    cell: (entry) => barText(partOf(report, entry), wholeOf(report), BAR, ascii),
    left: nothing,
  };
}

/** Of what is removed, the size column says it already. */
function hidesColumn(style: RenderStyle): TreeColumn {
  return figures(
    'Hides',
    ({ state, hiddenBytes }) => (state === 'removed' ? '' : sizeOrNothing(hiddenBytes, style)),
    ({ left }) => (left!.hiddenBytes === left!.bytes ? '' : sizeOrNothing(left!.hiddenBytes, style)),
  );
}
