import { printable } from '../../report/printable.ts';
import type { State } from '../state.ts';
import type { Subject } from '../subject/subject.ts';

/** What the title of the tree says: which tree, in which order, and what is left out. */
export function treeFacts(subject: Subject, state: State): string {
  const { filter, hidden } = state;
  return [
    viewText(subject, state),
    state.order === 'size' ? 'by size' : 'by name',
    ...(filter === null ? [] : [`filter: ${printable(filter.source)}`]),
    ...(hidden.length === 0 ? [] : [`no ${hidden.join(', ')}`]),
  ].join(', ');
}

function viewText(subject: Subject, { view, isSplit, layers }: State): string {
  if (subject.layers.length === 0) return 'context';
  if (isSplit || view === 'layer') return `what layer ${layers.row} did`;
  return view === 'upTo' ? `up to layer ${layers.row}` : 'final';
}
