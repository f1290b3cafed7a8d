import { areasOf, rowsIn } from '../layout/areas.ts';
import { detailLines } from '../layout/details-pane.ts';
import type { State } from '../state.ts';
import type { Subject } from '../subject/subject.ts';
import { toLayer } from './layers.ts';
import { scrollTo, scrollTop } from './scroll.ts';
import { moveTo } from './tree.ts';

/** Ways to go through a list. */
export type Move = 'down' | 'up' | 'page-down' | 'page-up' | 'first' | 'last';

/** Moves the cursor of the focused pane; details have none and scroll. */
export function moveFocused(subject: Subject, state: State, move: Move): State {
  const areas = areasOf(state, subject.layers.length > 0);
  const area = areas.panes[state.focus] ?? areas.body;
  const height = Math.max(1, rowsIn(area));
  switch (state.focus) {
    case 'layers':
      return toLayer(subject, state, target(move, state.layers.row, subject.layers.length, height));
    case 'tree':
      return moveTo(subject, state, target(move, state.tree.row, state.tree.outline.count, height));
    case 'waste': {
      const row = target(move, state.waste.row, subject.waste.length, height);
      return { ...state, waste: scrollTo(state.waste, row, subject.waste.length, height) };
    }
    case 'details': {
      const count = detailLines(subject, state, area.width).length;
      const top = scrollTop(target(move, state.details.top, count, height), count, height);
      return { ...state, details: { row: top, top } };
    }
  }
}

/** The same places on a screen of another size. */
export function resized(subject: Subject, state: State): State {
  const areas = areasOf(state, subject.layers.length > 0);
  const height = rowsIn(areas.panes.waste ?? areas.body);
  const waste = scrollTo(state.waste, state.waste.row, subject.waste.length, height);
  const { top } = state.details;
  return {
    ...moveTo(subject, toLayer(subject, { ...state, waste }, state.layers.row), state.tree.row),
    details: { row: top, top },
  };
}

function target(move: Move, row: number, count: number, page: number): number {
  switch (move) {
    case 'down':
      return row + 1;
    case 'up':
      return row - 1;
    case 'page-down':
      return row + page;
    case 'page-up':
      return row - page;
    case 'first':
      return 0;
    case 'last':
      return count - 1;
  }
}
