import { countText, groupDigits } from '../../core/count-text.ts';
import type { LayerShare, PathHistory, WhyReport } from '../../image/why/report.ts';
import { imageName } from '../image/image-name.ts';
import { instructionText } from '../image/steps.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { cutEnd, textColumns } from '../text/columns.ts';
import { cutMark } from '../text/glyphs.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { factList, moreText } from '../text/section.ts';
import { sizeOrNothing, sizeText } from '../text/size-text.ts';
import { type Column, renderTable, right } from '../text/table.ts';
import { wrapText } from '../text/wrap.ts';
import { eventText } from './event-text.ts';

/** The lives of paths for people: where each is now, what every layer did to it, and for a directory what each layer has in it. */
export function renderWhyTable(report: WhyReport, style: RenderStyle): string {
  return `${report.paths.map((path) => renderPath(report, path, style)).join('\n\n')}\n`;
}

function renderPath(report: WhyReport, path: PathHistory, style: RenderStyle): string {
  const { bold } = paint(style.color);
  const [first, ...more] = wrapText(`${printable(path.path)}: ${stateText(report, path)}`, style.width);
  const facts = factsOf(path, style);
  return [
    bold(first!),
    ...more,
    ...(facts.length === 0 ? [] : [factList(facts, style)]),
    ...(path.events.length === 0 ? [] : [renderEvents(path, style)]),
    ...(path.layers.length === 0 ? [] : [renderShares(path.layers, style)]),
  ].join('\n');
}

function stateText({ image }: WhyReport, { state, events, form }: PathHistory): string {
  const last = events.at(-1);
  const name = imageName(image);
  if (state === 'never') return `no layer of ${name} has it`;
  if (state === 'removed') return `not in ${name} any more, since layer ${last?.layer}`;
  const since =
    events.findLast(({ event }) => event === 'added' || event === 'implied')?.layer ?? last?.layer;
  const what = form === null ? 'directory' : form.type === 'hardlink' ? 'file' : form.type;
  return since === undefined ? `the root of ${name}` : `${what} of ${name}, since layer ${since}`;
}

function factsOf(path: PathHistory, style: RenderStyle): readonly (readonly [string, string])[] {
  const facts: (readonly [string, string])[] = [];
  const asked = path.asked.replace(/^[./]*\/|\/+$/g, '');
  if (path.state !== 'never' && asked !== '' && asked !== path.path)
    facts.push(['Asked for', `${printable(path.asked)}, which leads here`]);
  if (path.nearest !== null) facts.push(['Perhaps', printable(path.nearest)]);
  if (path.state === 'present' && (path.files > 0 || path.layers.length > 0)) {
    const files = path.layers.length > 0 ? ` in ${countText(path.files, 'file')}` : '';
    facts.push(['Visible', `${sizeText(path.bytes, style)}${files}`]);
  }
  if (path.hiddenFiles > 0) {
    const copies =
      path.layers.length > 0
        ? countText(path.hiddenFiles, 'file')
        : countText(path.hiddenFiles, 'copy', 'copies');
    facts.push([
      'Hidden',
      `${sizeText(path.hiddenBytes, style)} in ${copies} that layers store and later ones hide`,
    ]);
  }
  if (path.otherNames.length > 0) {
    const shown = topOf(path.otherNames, style);
    const left = path.otherNames.length - shown.length;
    const names = shown.map(printable).join(', ');
    facts.push(['Other names', `${names}${left > 0 ? ` and ${groupDigits(left)} more` : ''}`]);
  }
  return facts;
}

/** Each event in words, and below it the instruction of its layer. */
function renderEvents({ events }: PathHistory, style: RenderStyle): string {
  const { dim } = paint(style.color);
  const labels = events.map(({ layer }) => `layer ${layer}`);
  const indent = 4 + Math.max(...labels.map((label) => label.length));
  const room = Math.max(16, style.width - indent);
  return events
    .flatMap((event, n) => {
      const before = events.slice(0, n).findLast(({ form }) => form !== null)?.form ?? null;
      const step = instructionText(event.instruction);
      const lines = wrapText(eventText(event, before, style), room);
      return [
        ...lines.map((line, at) => `  ${(at === 0 ? labels[n]! : '').padEnd(indent - 4)}  ${line}`),
        `${' '.repeat(indent)}${dim(textColumns(step) > room ? cutMark(cutEnd(step, room), style) : step)}`,
      ];
    })
    .join('\n');
}

function renderShares(layers: readonly LayerShare[], style: RenderStyle): string {
  const shown = topOf(
    [...layers].sort(
      (a, b) => b.storedBytes + b.hidesBytes - a.storedBytes - a.hidesBytes || a.layer - b.layer,
    ),
    style,
  ).toSorted((a, b) => a.layer - b.layer);
  const size = (bytes: number): string => sizeOrNothing(bytes, style);
  const columns: readonly Column[] = [
    right('#', 'dim'),
    ...(style.width >= 60 ? [right('Files')] : []),
    right('Stores'),
    right('Remain'),
    right('Hides'),
    { head: 'Instruction', give: 'end' },
  ];
  const rows = shown.map(({ layer, instruction, files, storedBytes, visibleBytes, hidesBytes }) => ({
    cells: [
      String(layer),
      ...(style.width >= 60 ? [files === 0 ? '' : groupDigits(files)] : []),
      size(storedBytes),
      size(visibleBytes),
      size(hidesBytes),
      instructionText(instruction),
    ],
  }));
  return renderTable(columns, rows, style) + moreText(layers.length, shown.length, style);
}
