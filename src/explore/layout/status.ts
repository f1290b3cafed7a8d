import { groupDigits } from '../../core/count-text.ts';
import { printable } from '../../report/text/printable.ts';
import { isDone } from '../search/scan.ts';
import { isScanning, type Prompt, type State } from '../state.ts';
import type { Subject } from '../subject/subject.ts';
import { fitLine, type Line, lineColumns, type Span, span } from './line.ts';

const LABELS: Readonly<Record<Prompt['kind'], string>> = {
  search: 'Search',
  filter: 'Filter',
  'viewer-search': 'Search in file',
};
const HINTS = ['/ search', 'f filter', 'v view', 's split', 'o sort', 'enter open', '? help', 'q quit'];
const CONTEXT_HINTS = HINTS.filter((hint) => hint !== 'v view' && hint !== 's split');
const FILTER_HINT = ' words, >5MB, layer:3, state:AM';
const CONTEXT_FILTER_HINT = ' words, >5MB, state:X';
const HELP_HINTS = ['j down', 'k up', 'q back'];
const VIEWER_HINTS = ['/ search', 'n next', 'x save', 'h l sideways', 'q back'];

/** The last line: what is asked, said or found, else the keys that a newcomer needs. */
export function statusLine(subject: Subject, state: State): Line {
  const right = span(` ${rightText(subject, state)} `, 'dim');
  const left = fitLine(
    leftLine(state, subject.kind === 'image'),
    Math.max(0, state.columns - lineColumns([right])),
  );
  return fitLine([...left, right], state.columns);
}

function leftLine(state: State, isImage: boolean): readonly Span[] {
  const { prompt, question, message } = state;
  if (prompt !== null) return promptSpans(prompt, isImage);
  if (question === 'export')
    return [span(' Export as n ndjson, m markdown, any other key: not at all', 'bold')];
  if (message !== null) return [span(` ${printable(message.text)}`, message.isError ? 'removed' : 'bold')];
  const hints =
    state.viewer !== null ? VIEWER_HINTS : state.help !== null ? HELP_HINTS : isImage ? HINTS : CONTEXT_HINTS;
  return hints.flatMap((hint) => {
    const blank = hint.indexOf(' ');
    return [span(` ${hint.slice(0, blank)}`, 'accent'), span(`${hint.slice(blank)} `, 'dim')];
  });
}

function promptSpans({ kind, text, mode, complaint }: Prompt, isImage: boolean): readonly Span[] {
  const label = mode === 'regex' ? `${LABELS[kind]} (regex)` : LABELS[kind];
  return [
    span(` ${label}: `, 'bold'),
    span(printable(text)),
    { text: ' ', tone: 'plain', isReversed: true },
    complaint === null
      ? span(kind === 'filter' && text === '' ? (isImage ? FILTER_HINT : CONTEXT_FILTER_HINT) : '', 'dim')
      : span(` ${printable(complaint)}`, 'removed'),
  ];
}

function rightText(subject: Subject, state: State): string {
  const { search, filter } = state;
  if (isScanning(state)) {
    const scan = search !== null && !isDone(search.scan) ? search.scan : filter?.scan;
    if (scan) return `${groupDigits(scan.count)} found, ${Math.floor((100 * scan.next) / scan.end)} %`;
  }
  if (search !== null && search.shown !== null) {
    const elsewhere = search.scan.count - search.shown;
    return `${groupDigits(search.shown)} found${elsewhere > 0 ? `, ${groupDigits(elsewhere)} not in this view` : ''}`;
  }
  if (state.prompt !== null) return 'tab: text/regex';
  if (state.viewer !== null || state.help !== null) return '';
  if (state.focus === 'layers') return `${state.layers.row + 1}/${subject.layers.length}`;
  if (state.focus === 'waste') return `${state.waste.row + 1}/${groupDigits(subject.waste.length)}`;
  return state.tree.outline.count === 0
    ? 'empty'
    : `${groupDigits(state.tree.row + 1)}/${groupDigits(state.tree.outline.count)}`;
}
