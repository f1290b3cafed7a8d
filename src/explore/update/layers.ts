import { areasOf, rowsIn } from '../layout/areas.ts';
import type { State } from '../state.ts';
import type { Subject } from '../subject/subject.ts';
import { scrollTo } from './scroll.ts';
import { recounted } from './searching.ts';
import { rebuildTrees } from './tree.ts';

/** Another layer under the cursor; what the tree shows follows. */
export function toLayer(subject: Subject, state: State, row: number): State {
  const count = subject.layers.length;
  if (count === 0) return state;
  const areas = areasOf(state, true);
  const layers = scrollTo(state.layers, row, count, rowsIn(areas.panes.layers ?? areas.body));
  if (layers.row === state.layers.row) return { ...state, layers };
  const next: State = { ...state, layers, details: { row: 0, top: 0 } };
  return state.view === 'final' && !state.isSplit ? next : recounted(rebuildTrees(subject, next));
}
