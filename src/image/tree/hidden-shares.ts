import type { Writable } from '../../core/value.ts';
import { NONE } from '../index/name-tree.ts';
import { CAUSES, isIdentical } from '../stack/hidden-bodies.ts';
import type { ImageTree } from './image-tree.ts';
import type { HiddenShare } from './report.ts';

/** By node, of those that are asked for: whose bytes are hidden at it and below it, by whom and why; most bytes first. */
export function hiddenShares(
  tree: ImageTree,
  nodes: readonly number[],
): ReadonlyMap<number, readonly HiddenShare[]> {
  const { hidden, entries, names } = tree.stack;
  const tallies = new Map(nodes.map((node) => [node, new Map<string, Writable<HiddenShare>>()]));
  for (let i = 0; i < hidden.count; i++) {
    const hiddenBy = hidden.hiddenBy[i]!;
    const bytes = entries.size(hidden.body[i]!);
    if (bytes === 0 || hiddenBy < tree.hiddenIn.first || hiddenBy > tree.hiddenIn.last) continue;
    const storedIn = entries.layerOf(hidden.body[i]!);
    const cause = CAUSES[hidden.cause[i]!]!;
    const identical = isIdentical(hidden.comparison[i]!);
    const key = `${storedIn} ${hiddenBy} ${cause} ${identical}`;
    for (let node = hidden.node[i]!; node !== NONE; node = names.parent(node)) {
      const shares = tallies.get(node);
      if (shares === undefined) continue;
      const share = shares.get(key) ?? { storedIn, hiddenBy, cause, identical, files: 0, bytes: 0 };
      share.files++;
      share.bytes += bytes;
      shares.set(key, share);
    }
  }
  return new Map([...tallies].map(([node, shares]) => [node, [...shares.values()].sort(byBytes)]));
}

function byBytes(a: HiddenShare, b: HiddenShare): number {
  return (
    b.bytes - a.bytes ||
    a.storedIn - b.storedIn ||
    a.hiddenBy - b.hiddenBy ||
    (a.cause < b.cause ? -1 : a.cause > b.cause ? 1 : Number(a.identical) - Number(b.identical))
  );
}
