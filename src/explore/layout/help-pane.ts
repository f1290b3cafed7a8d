import { BINDINGS, type Binding } from '../keys/key-map.ts';
import type { Subject } from '../subject/subject.ts';
import { fitLine, type Line, span } from './line.ts';

const KEYS = 16;
const COLUMN = 40;

/** All lines of the help, in one to three columns. */
export function helpLines(subject: Subject, width: number): readonly Line[] {
  const columns = Math.max(1, Math.min(3, Math.floor(width / COLUMN)));
  const room = Math.floor(width / columns);
  const bindings = BINDINGS.filter(({ needs }) => needs === undefined || subject.layers.length > 0).map(
    (binding) => fitLine(bindingLine(binding), room),
  );
  const rows = Math.ceil(bindings.length / columns);
  const table = Array.from(
    { length: rows },
    (_, row): Line =>
      Array.from({ length: columns }, (_, column) => bindings[column * rows + row] ?? []).flat(),
  );
  return [...table, [], ...legend(subject)].map((line) => fitLine(line, width));
}

/** The first two keys of each: the others are there for fingers that know them. */
function bindingLine({ keys, help, pane }: Binding): Line {
  const text = keys
    .filter((key) => key !== ' ')
    .slice(0, 2)
    .join(' ');
  const isOfLayers = pane === 'layers' ? ' (in layers)' : '';
  return [span(` ${text.padEnd(KEYS - 1)}`, 'accent'), span(help), span(isOfLayers, 'dim')];
}

function legend(subject: Subject): readonly Line[] {
  const letters = new Map(subject.states.slice(1).map((style) => [style.letter, style]));
  const states = [...letters.values()].map(
    (style): Line => [span(` ${style.letter === ' ' ? '(none)' : style.letter} ${style.word} `, style.tone)],
  );
  return [
    [span(' States:', 'bold'), ...states.flat()],
    ...(subject.kind === 'image' ? IMAGE_NOTES : CONTEXT_NOTES).map((text): Line => [span(` ${text}`)]),
  ];
}

const MODES = 'Tab while typing: text or regular expression.';
const IMAGE_NOTES: readonly string[] = [
  `Filter: words >5MB layer:3 state:AM, all at once. ${MODES}`,
  '· in place of a state: something below the directory has one.',
  '! beside a layer: it stores bytes that later layers hide.',
  'A number before a name: the layer that it comes from, if another one.',
];
const CONTEXT_NOTES: readonly string[] = [`Filter: words >5MB state:X, all at once. ${MODES}`];
