/**
 * Draws the coloured output of a command as an SVG that can be read in the light and in the dark. Bars become rectangles and every run of
 * text is stretched to its columns, so that the picture is the same whatever font a reader has.
 */
import { textColumns } from '../dist/report/text/columns.js';

const WIDTH = 8.4;
const HEIGHT = 19;
const SIDE = 18;
const TOP = 42;
const SGR = /\x1b\[([\d;]*)m/;
const EIGHTHS = '▏▎▍▌▋▊▉█';
const SHADES = { '▓': 0.55, '░': 0.16 };
const CLASSES = { 1: 'b', 2: 'd', 31: 'r', 32: 'g', 33: 'y', 36: 'c' };

const STYLE = `
.p{fill:#f6f8fa;stroke:#d0d7de}.o{fill:#c4ccd4}
text{font:14px ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#1f2a33;white-space:pre}
.b{font-weight:700}.d{fill:#5b6872}.r{fill:#b3261e}.g{fill:#1b6b3a}.y{fill:#855400}.c{fill:#0b6577}.t{fill:#5b6872}
@media (prefers-color-scheme:dark){.p{fill:#0d151c;stroke:#2a3a46}.o{fill:#3b4b57}text{fill:#e4ecf1}
.d,.t{fill:#9fb0bc}.r{fill:#ff9a8f}.g{fill:#7fd79b}.y{fill:#f0bd5e}.c{fill:#6fcbdc}}`;

/** The picture of what `command` printed: text with the few colours that reports use. */
export function terminalSvg(command, output) {
  const lines = output.trimEnd().split('\n').map(runsOf);
  const columns = Math.max(...lines.map((runs) => sum(runs, (run) => run.columns)));
  const typed = wrapCommand(command, columns - 4).map((line) => [
    { text: line, at: 0, columns: line.length, classes: ['t'] },
  ]);
  const all = [...typed, [], ...lines];
  const [width, height] = [columns * WIDTH + 2 * SIDE, all.length * HEIGHT + TOP + SIDE];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" role="img" aria-label="What ${escaped(command)} prints">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="p" x=".5" y=".5" width="${round(width - 1)}" height="${round(height - 1)}" rx="9"/>`,
    ...[0, 1, 2].map((n) => `<circle class="o" cx="${22 + 17 * n}" cy="19" r="5.5"/>`),
    ...all.flatMap((runs, n) => drawLine(runs, TOP + n * HEIGHT)),
    '</svg>',
    '',
  ].join('\n');
}

/** The command as one types it over several lines. */
function wrapCommand(command, columns) {
  const lines = ['$'];
  for (const word of command.split(/ (?=--)/)) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length <= columns) lines[lines.length - 1] = line;
    else lines.push(`   ${word}`);
  }
  return lines.map((line, n) => (n < lines.length - 1 ? `${line} \\` : line));
}

/** Pieces of a line that look the same, with the column at which each begins. */
function runsOf(line) {
  const runs = [];
  let classes = [];
  let at = 0;
  for (const [n, part] of line.split(SGR).entries()) {
    if (n % 2 === 1) {
      classes = nextClasses(classes, part);
      continue;
    }
    for (const text of part.match(/[▏▎▍▌▋▊▉█▓░]+|[^▏▎▍▌▋▊▉█▓░]+/g) ?? []) {
      const columns = textColumns(text);
      runs.push({ text, at, columns, classes });
      at += columns;
    }
  }
  return runs;
}

function nextClasses(classes, codes) {
  let next = classes;
  for (const code of codes.split(';').map(Number)) {
    if (code === 0) next = [];
    else if (code === 22) next = next.filter((name) => name !== 'b' && name !== 'd');
    else if (code === 39) next = next.filter((name) => !'rgyc'.includes(name));
    else if (CLASSES[code] === undefined) throw new Error(`No colour of the picture is \\x1b[${code}m.`);
    else next = [...next, CLASSES[code]];
  }
  return next;
}

function drawLine(runs, y) {
  return runs.flatMap((run) => (/^[▏▎▍▌▋▊▉█▓░]/.test(run.text) ? drawBar(run, y) : drawText(run, y)));
}

function drawText({ text, at, classes }, y) {
  // Blanks at the ends are place, not text.
  const inner = text.trim();
  if (inner === '') return [];
  const column = at + textColumns(text) - textColumns(text.trimStart());
  const length = round(textColumns(inner) * WIDTH);
  const look = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
  return [
    `<text${look} x="${round(SIDE + column * WIDTH)}" y="${y + 14}" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escaped(inner)}</text>`,
  ];
}

/** Neighbours of one shade are one rectangle. */
function drawBar({ text, at, classes }, y) {
  const pieces = text.match(/█*[▏▎▍▌▋▊▉]|█+|▓+|░+/g) ?? [];
  let column = at;
  return pieces.map((piece) => {
    const x = SIDE + column * WIDTH;
    column += piece.length;
    const width = [...piece].reduce((total, glyph) => total + columnsOf(glyph), 0) * WIDTH;
    const opacity = SHADES[piece[0]] === undefined ? '' : ` opacity="${SHADES[piece[0]]}"`;
    return `<rect class="${classes.join(' ') || 'd'}" x="${round(x)}" y="${y + 3}" width="${round(width)}" height="13"${opacity}/>`;
  });
}

function columnsOf(glyph) {
  const eighths = EIGHTHS.indexOf(glyph);
  return eighths < 0 ? 1 : (eighths + 1) / 8;
}

function sum(list, of) {
  return list.reduce((total, item) => total + of(item), 0);
}

function round(number) {
  return Math.round(number * 100) / 100;
}

function escaped(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
