import { countText, groupDigits } from '../../core/count-text.ts';
import { printable } from '../../report/text/printable.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { fitLine, type Line, nearText, scrollText, span } from './line.ts';
import { type Look, signsOf } from './look.ts';

const TAB = '    ';

/** What the title of an open file says, the most important first. */
export function viewerFacts(viewer: Viewer, height: number): readonly string[] {
  const { lines, top, search, note } = viewer;
  const last = Math.min(lines.length, top + height);
  const rows =
    lines.length === 0
      ? 'empty'
      : `${groupDigits(top + 1)}-${groupDigits(last)} of ${groupDigits(lines.length)}`;
  return [
    rows,
    ...(search === null ? [] : [`found in ${countText(search.lines.length, 'line')}`]),
    ...(note === '' ? [] : [note]),
  ];
}

/** The lines of a file on screen, with their numbers; matching ones are marked. */
export function viewerLines(viewer: Viewer, width: number, height: number, look: Look): readonly Line[] {
  const digits = viewer.kind === 'hex' ? 0 : Math.max(3, String(viewer.lines.length).length);
  const matching = new Set(viewer.search?.lines);
  return viewer.lines.slice(viewer.top, viewer.top + height).map((text, n) => {
    const at = viewer.top + n;
    const isMatch = matching.has(at);
    const number = digits === 0 ? '' : String(at + 1).padStart(digits);
    const mark = isMatch ? signsOf(look).cursor : ' ';
    return fitLine(
      [
        span(`${number}${mark}`, 'dim'),
        span(shownText(text, viewer.left, width), isMatch ? 'bold' : 'plain'),
      ],
      width,
    );
  });
}

/** A line can be as long as the file: only what can be on screen is escaped. */
function shownText(line: string, left: number, width: number): string {
  const near = nearText(line, left + width);
  return scrollText(printable(near.replaceAll('\t', TAB)), left);
}
