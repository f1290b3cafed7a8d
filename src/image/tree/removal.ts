import { isMarker, KIND } from '../index/entry-kind.ts';
import { ROOT } from '../index/name-tree.ts';
import type { Stack } from '../stack/stack.ts';

/**
 * How a layer takes a path away. `whiteout`: of the path or a directory above it; `opaque`: a directory above it is opaque;
 * `replaced`: something that is no directory stands where a directory above it stood.
 */
export interface Removal {
  readonly cause: 'whiteout' | 'opaque' | 'replaced';
  /** Node of the path that the whiteout names, that is opaque, or that was replaced. */
  readonly by: number;
}

/**
 * How a layer takes away what lower layers have at a path; null when it does not. Opaque markers come first, then whiteouts, then entries;
 * of these only the ones before the layer's entry number `end` count.
 */
export function removalOf(
  { entries, names }: Stack,
  node: number,
  layer: number,
  end: number = Number.POSITIVE_INFINITY,
): Removal | null {
  const above = new Set<number>();
  for (let at = node; at !== ROOT; ) {
    at = names.parent(at);
    above.add(at);
  }
  const { count, kind, node: nodes } = entries.layers[layer]!;
  let found: Removal | null = null;
  let rank = 3;
  for (let i = 0; i < count; i++) {
    const [at, what] = [nodes[i]!, kind[i]!];
    if (at !== node && !above.has(at)) continue;
    if (what === KIND.opaque && at !== node) return { cause: 'opaque', by: at };
    if (what === KIND.whiteout && rank > 1) {
      found = { cause: 'whiteout', by: at };
      rank = 1;
    } else if (!isMarker(what) && what !== KIND.directory && at !== node && i < end && rank > 2) {
      found = { cause: 'replaced', by: at };
      rank = 2;
    }
  }
  return found;
}
