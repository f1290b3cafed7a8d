import { printable } from '../../report/text/printable.ts';
import type { State } from '../state.ts';
import type { Subject } from '../subject/subject.ts';

/** What the title of the tree says: which tree, what is left out, and in which order. */
export function treeFacts(subject: Subject, state: State): readonly string[] {
  const { filter, hidden } = state;
  return [
    viewText(subject, state),
    ...(filter === null ? [] : [`filter: ${printable(filter.source)}`]),
    ...(hidden.length === 0 ? [] : [`no ${hidden.join(', ')}`]),
    state.order === 'size' ? 'by size' : 'by name',
  ];
}

function viewText(subject: Subject, { view, isSplit, layers }: State): string {
  if (subject.kind === 'context') return 'context';
  if (subject.layers.length === 0) return 'final';
  if (isSplit || view === 'layer') return `layer ${layers.row} alone`;
  return view === 'upTo' ? `up to layer ${layers.row}` : 'final';
}
