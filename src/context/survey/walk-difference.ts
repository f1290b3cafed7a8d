import { showStrayBytes } from '../../core/byte-text.ts';
import type { LanePlan } from '../plan/plan.ts';
import type { WalkDifference } from '../report.ts';
import type { Visited } from '../walk/entry.ts';
import type { LaneName } from '../walk/lane.ts';
import { compareInWalk } from '../walk/walk-order.ts';

/** Notes where the two builders' walks differ. */
export interface WalkComparison {
  readonly visit: (entry: Visited) => void;
  /** An excluded directory goes along after all: lanes as bits. */
  readonly announce: (directory: Visited, lanes: number) => void;
  /** In walk order. */
  readonly result: () => readonly WalkDifference[];
}

/** Compares the walks of BuildKit and of the classic builder; null when one of them has none. */
export function compareWalks({ lanes }: LanePlan): WalkComparison | null {
  const indexOf = (name: LaneName): number => lanes.findIndex((lane) => lane.name === name);
  if (indexOf('buildkit') < 0 || indexOf('classic') < 0) return null;
  const [buildkit, classic] = [1 << indexOf('buildkit'), 1 << indexOf('classic')];
  const found: { readonly entry: Visited; readonly sentBy: WalkDifference['sentBy'] }[] = [];
  const both = buildkit | classic;
  const note = (entry: Visited, sent: number): void => {
    if (sent === buildkit) found.push({ entry, sentBy: 'buildkit' });
    else if (sent === classic) found.push({ entry, sentBy: 'classic' });
  };
  return {
    visit: (entry) => note(entry, entry.sent & both),
    announce: (directory, sent) => note(directory, sent & buildkit),
    result: () =>
      found
        .sort((a, b) => compareInWalk(a.entry.path, b.entry.path))
        .map(({ entry, sentBy }) => ({
          path: showStrayBytes(entry.path),
          type: entry.type,
          bytes: entry.type === 'file' ? entry.stats.size : 0,
          sentBy,
        })),
  };
}
