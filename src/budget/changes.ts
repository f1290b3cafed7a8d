import type { Scope } from '../config/config.ts';
import type { Change } from '../core/verdict.ts';
import type { BaselineEntry } from './baseline.ts';
import type { Budget } from './budget.ts';
import { compareLayers, comparePaths, type LayerSize } from './compare.ts';
import { onceByKey } from './once.ts';
import { pathCover } from './path-cover.ts';

/** What is compared of a subject, as a baseline remembers it. */
type Remembered = Pick<BaselineEntry, 'base' | 'layers' | 'paths' | 'isComplete'>;

/** Which size of its layers explains a measure; the file bytes unless said otherwise. */
const LAYER_SIZES: Readonly<Record<string, LayerSize>> = {
  compressed: 'blobBytes',
  wasted: 'wastedBytes',
  efficiency: 'wastedBytes',
};
const OF_PATHS: readonly string[] = ['files', 'file'];

/** What changed since the baseline, by what a budget is about: layers for sizes of an image, paths for everything else. */
export function changesSince(
  before: BaselineEntry | null,
  now: Remembered,
): (budget: Budget) => readonly Change[] {
  if (before === null) return () => [];
  let paths: readonly Change[] | null = null;
  const ofPaths = (): readonly Change[] => {
    paths ??= comparePaths(before, now);
    return paths;
  };
  const layers = {
    all: onceByKey((size: LayerSize) => compareLayers(upFrom(0, before), upFrom(0, now), size)),
    own: onceByKey((size: LayerSize) =>
      compareLayers(upFrom(before.base, before), upFrom(now.base, now), size),
    ),
  } satisfies Record<Scope, unknown>;
  return (budget) => {
    if (budget.kind === 'path') return ofPaths().filter(isCoveredBy(budget.pattern));
    const measure = budget.kind === 'growth' ? budget.of : budget.measure;
    if (now.layers.length === 0 || OF_PATHS.includes(measure)) return ofPaths();
    return layers[budget.scope](LAYER_SIZES[measure] ?? 'fileBytes');
  };
}

function upFrom(from: number, { layers }: Remembered): Parameters<typeof compareLayers>[0] {
  return { layers, from };
}

/** True for a change of what a pattern covers. */
function isCoveredBy(pattern: string): (change: Change) => boolean {
  const cover = pathCover([pattern]);
  return ({ name }) => cover.of(name.replace(/\/$/, '')).length > 0;
}
