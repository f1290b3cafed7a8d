import type { Finding, Place, Severity } from '../../core/finding.ts';
import { compareText } from '../../core/order.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { textColumns } from '../text/columns.ts';
import { type Paint, paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { moreText, section } from '../text/section.ts';
import { sizeOrNothing } from '../text/size-text.ts';
import { wrapText } from '../text/wrap.ts';

/** The colour of each severity; the word beside it says the same. */
export const SEVERITY_TONES: Readonly<Record<Severity, keyof Paint>> = {
  error: 'red',
  warning: 'yellow',
  note: 'cyan',
};
const INDENT = 2;
const GAP = 2;
const LEAST_TEXT = 16;
/** Below this width the text stands under the severity, not beside it. */
const NARROW = 60;

/** Findings with what to do about each, errors first, then by bytes; empty text when there is none. */
export function renderFindings(
  findings: readonly Finding[],
  style: RenderStyle,
  heading = 'Findings',
): string {
  if (findings.length === 0) return '';
  const sorted = [...findings].sort(
    (a, b) =>
      gravity(b) - gravity(a) ||
      b.bytes - a.bytes ||
      compareText(a.rule, b.rule) ||
      compareText(a.place.path ?? '', b.place.path ?? ''),
  );
  const shown = topOf(sorted, style);
  const sizes = shown.map((finding) => sizeOrNothing(finding.bytes, style));
  const sizeColumns = Math.max(...sizes.map(textColumns));
  const body = shown
    .map((finding, n) => renderFinding(finding, sizes[n]!.padStart(sizeColumns), style))
    .join('\n');
  return section(heading, body + moreText(sorted.length, shown.length, style), style);
}

/** What fails the build or leaks stands first, whatever it weighs. */
function gravity({ severity }: Finding): number {
  return severity === 'error' ? 1 : 0;
}

function renderFinding(finding: Finding, size: string, style: RenderStyle): string {
  const colors = paint(style.color);
  const severity = colors[SEVERITY_TONES[finding.severity]](finding.severity);
  const head = `${severity}${' '.repeat('warning'.length - finding.severity.length + GAP)}${size}`;
  const headColumns = 'warning'.length + GAP + size.length;
  const isNarrow = style.width < NARROW;
  const indent = isNarrow ? INDENT + 2 : INDENT + headColumns + GAP;
  const room = Math.max(LEAST_TEXT, style.width - indent);
  const where = [finding.rule, ...placeWords(finding.place)].join(', ');
  const text = [
    ...wrapText(printable(finding.message), room),
    ...(finding.fix === null ? [] : wrapText(printable(finding.fix), room)),
    ...wrapText(where, room).map(colors.dim),
  ];
  const lines = text.map((line) => ' '.repeat(indent) + line);
  const first = ' '.repeat(INDENT) + head;
  if (isNarrow) return [first.trimEnd(), ...lines].join('\n');
  return [first + ' '.repeat(GAP) + text[0]!, ...lines.slice(1)].join('\n');
}

function placeWords(place: Place): readonly string[] {
  const line = place.line === undefined ? '' : `:${place.line}`;
  return [
    ...(place.file === undefined ? [] : [printable(place.file) + line]),
    ...(place.path === undefined ? [] : [printable(place.path)]),
    ...(place.layer === undefined ? [] : [`layer ${place.layer}`]),
  ];
}
