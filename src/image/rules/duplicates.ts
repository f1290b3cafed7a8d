import { compareText } from '../../core/order.ts';
import { firstNames } from '../stack/final-tree.ts';
import type { Scene } from './scene.ts';
import { type Sighting, sighting } from './sighting.ts';

const LISTED = 5;

/** Equal files of the final tree, where somebody looked for them: one sighting for each group that own layers add to. */
export function seeDuplicates({
  survey: { stack, duplicates },
  steps,
  leastBytes,
}: Scene): readonly Sighting[] {
  if (duplicates === null) return [];
  const nameOf = firstNames(
    stack,
    duplicates.groups.flatMap(({ bodies }) => bodies),
  );
  return duplicates.groups.flatMap(({ bodies, size, digest }) => {
    const [, ...copies] = bodies;
    const own = copies.filter((body) => steps[stack.entries.layerOf(body)]!.isOwn);
    const bytes = size * own.length;
    if (bytes < leastBytes) return [];
    const paths = bodies.map((body) => stack.names.pathText(nameOf(body))).sort(compareText);
    const facts = { copies: bodies.length, size, digest: `sha256:${digest}`, paths: paths.slice(0, LISTED) };
    const step = steps[stack.entries.layerOf(own[0]!)]!;
    const path = stack.names.pathText(nameOf(own[0]!));
    // The first body stays, so that one of them is always left.
    return sighting('image/duplicate-content', { bytes, step, path, facts, bodies: own, keepsOneOf: bodies });
  });
}
