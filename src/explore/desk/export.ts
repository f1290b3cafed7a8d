import { jsonText } from '../../report/formats/json.ts';
import { code, plain } from '../../report/formats/markdown-text.ts';
import { treeFacts } from '../layout/tree-facts.ts';
import type { State } from '../state.ts';
import type { Subject } from '../subject/subject.ts';

/** A file to be written. */
export interface Exported {
  readonly name: string;
  readonly pieces: Iterable<string>;
}

type Cell = string | number | null;
interface Table {
  readonly what: 'layers' | 'tree' | 'waste';
  readonly title: string;
  readonly columns: readonly string[];
  /** Columns that are code in Markdown. */
  readonly codes: readonly string[];
  readonly rows: () => Iterable<readonly Cell[]>;
}

/** What the focused pane lists, all of it and not only what is on screen, as records or as a table. */
export function exportShown(subject: Subject, state: State, format: 'ndjson' | 'markdown'): Exported {
  const table = tableOf(subject, state);
  const name = `plimsoll-${table.what}.${format === 'ndjson' ? 'ndjson' : 'md'}`;
  return { name, pieces: format === 'ndjson' ? records(table) : markdown(table) };
}

function tableOf(subject: Subject, state: State): Table {
  if (state.focus === 'layers') return layersTable(subject);
  return state.focus === 'waste' ? wasteTable(subject) : treeTable(subject, state);
}

function layersTable({ layers }: Subject): Table {
  return {
    what: 'layers',
    title: 'Layers',
    columns: ['layer', 'storedBytes', 'changeBytes', 'wastedBytes', 'instruction'],
    codes: ['instruction'],
    rows: () =>
      layers.map(({ index, storedBytes, changeBytes, wastedBytes, instruction }) => [
        index,
        storedBytes,
        changeBytes,
        wastedBytes,
        instruction,
      ]),
  };
}

function wasteTable({ waste, names }: Subject): Table {
  return {
    what: 'waste',
    title: 'Stored and hidden',
    columns: ['path', 'bytes', 'times', 'storedIn', 'hiddenBy', 'cause'],
    codes: ['path'],
    rows: () =>
      waste.map(({ node, bytes, times, storedIn, hiddenBy, cause }) => [
        names.pathText(node),
        bytes,
        times,
        storedIn,
        hiddenBy,
        cause,
      ]),
  };
}

/** Every row that is unfolded. */
function treeTable(subject: Subject, state: State): Table {
  const { outline, shown } = state.tree;
  const { source } = shown;
  const row = (node: number): readonly Cell[] => {
    const { type } = source.facts(node);
    return [
      subject.names.pathText(node),
      subject.states[source.state[node]!]!.word,
      source.bytes(node),
      source.layer(node),
      type,
    ];
  };
  return {
    what: 'tree',
    title: `Tree: ${treeFacts(subject, state).join(', ')}`,
    columns: ['path', 'state', 'bytes', 'layer', 'type'],
    codes: ['path'],
    *rows() {
      for (let at = 0; at < outline.count; at++) yield row(outline.nodes[at]!);
    },
  };
}

function* records({ columns, rows, what }: Table): Generator<string> {
  for (const row of rows()) {
    const fields = columns.map((column, n) => [column, row[n] ?? null] as const);
    yield `${jsonText({ record: what, ...Object.fromEntries(fields) })}\n`;
  }
}

function* markdown({ title, columns, codes, rows }: Table): Generator<string> {
  yield `## ${plain(title)}\n\n| ${columns.join(' | ')} |\n|${columns.map(() => ' --- |').join('')}\n`;
  for (const row of rows()) {
    const cells = row.map((cell, n) =>
      cell === null ? '' : codes.includes(columns[n]!) ? code(String(cell)) : plain(String(cell)),
    );
    yield `| ${cells.join(' | ')} |\n`;
  }
}
