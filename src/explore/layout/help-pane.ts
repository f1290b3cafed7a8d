import { textColumns } from '../../report/columns.ts';
import { BINDINGS, type Binding } from '../key-map.ts';
import type { Subject } from '../subject/subject.ts';
import { fitLine, type Line, span } from './line.ts';

const KEYS = 16;
const COLUMN = 46;

/** All lines of the help, in one to three columns. */
export function helpLines(subject: Subject, width: number): readonly Line[] {
  const columns = Math.max(1, Math.min(3, Math.floor(width / COLUMN)));
  const room = Math.floor(width / columns);
  const bindings = BINDINGS.map((binding) => fitLine(bindingLine(binding), room));
  const rows = Math.ceil(bindings.length / columns);
  const table = Array.from(
    { length: rows },
    (_, row): Line =>
      Array.from({ length: columns }, (_, column) => bindings[column * rows + row] ?? []).flat(),
  );
  return [...table, [], ...legend(subject)].map((line) => fitLine(line, width));
}

function bindingLine({ keys, help, pane }: Binding): Line {
  const shown = keys.map((key) => (key === ' ' ? '' : key)).filter((key) => key !== '');
  const where = pane === undefined ? '' : ` (${pane})`;
  const text = shown.join(' ');
  return [
    span(` ${text.padEnd(KEYS - 1 + text.length - textColumns(text))}`, 'accent'),
    span(help),
    span(where, 'dim'),
  ];
}

function legend(subject: Subject): readonly Line[] {
  const letters = new Map(subject.states.slice(1).map((style) => [style.letter, style]));
  const states = [...letters.values()].map(
    (style): Line => [span(` ${style.letter === ' ' ? '(none)' : style.letter} ${style.word} `, style.tone)],
  );
  return [
    [span(' States:', 'bold'), ...states.flat()],
    ...NOTES.filter(([, isOfImages]) => !isOfImages || subject.kind === 'image').map(
      ([text]): Line => [span(` ${text}`)],
    ),
  ];
}

const NOTES: readonly (readonly [text: string, isOfImages: boolean])[] = [
  ['Filter: words >5MB layer:3 state:AM, all of them at once. Tab: text or regular expression.', false],
  ['! beside a layer: it stores bytes that later layers hide.', true],
  ['A number before a name: the layer that it comes from, if not the selected one.', true],
];
