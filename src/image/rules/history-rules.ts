import { textField } from '../../archive/json.ts';
import { runtimeConfig } from '../image-config.ts';
import { KIND } from '../index/entry-kind.ts';
import { CHANGE } from '../stack/stack.ts';
import type { Scene } from './scene.ts';
import { type Sighting, sighting } from './sighting.ts';

/** Layers from here on are many; docker stops at 127. */
const MANY_LAYERS = 50;
const MOST_LAYERS = 127;
const ROOT_USER = /^(?:|root|0+)(?::.*)?$/;

/** More layers than an image should have. */
export function seeManyLayers({ steps }: Scene): readonly Sighting[] {
  if (steps.length <= MANY_LAYERS) return [];
  const own = steps.filter(({ isOwn }) => isOwn).length;
  const facts = { layers: steps.length, own, limit: MANY_LAYERS, most: MOST_LAYERS };
  return [sighting('image/many-layers', { bytes: 0, step: null, isOwn: own > 0, facts })];
}

/** Nobody said who the program runs as, or root; Windows has no root. */
export function seeRootUser({ survey: { image } }: Scene): readonly Sighting[] {
  if (image.platform.os === 'windows') return [];
  const user = textField(runtimeConfig(image) ?? {}, 'User') ?? '';
  return ROOT_USER.test(user) ? [sighting('image/root-user', { bytes: 0, step: null, facts: { user } })] : [];
}

/** Own layers that change nothing: no entry, or only directories that were there already, just so. */
export function seeEmptyLayers(scene: Scene): readonly Sighting[] {
  const { steps } = scene;
  const candidates = steps.filter(({ layer, isOwn }) => isOwn && bringsNothing(scene, layer));
  const known = new Map<number, string>();
  const last = candidates.at(-1)?.layer ?? -1;
  const changing = new Set<number>();
  for (const [layer, index] of scene.survey.stack.entries.layers.slice(0, last + 1).entries()) {
    for (let at = 0; at < index.count; at++) {
      if (index.kind[at] !== KIND.directory) continue;
      const node = index.node[at]!;
      const metadata = `${index.mode[at]} ${index.uid[at]} ${index.gid[at]} ${index.xattrs.get(at) ?? 0}`;
      if (known.has(node) && known.get(node) !== metadata) changing.add(layer);
      known.set(node, metadata);
    }
  }
  return candidates
    .filter(({ layer }) => !changing.has(layer))
    .map((step) => sighting('image/empty-layer', { bytes: 0, step }));
}

function bringsNothing({ survey: { stack } }: Scene, layer: number): boolean {
  const index = stack.entries.layers[layer]!;
  const first = stack.entries.firstOf[layer]!;
  for (let at = 0; at < index.count; at++) {
    const isOld = index.kind[at] === KIND.directory && stack.change[first + at] !== CHANGE.added;
    if (!isOld && index.kind[at] !== KIND.ignored) return false;
  }
  return true;
}
