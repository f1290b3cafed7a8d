import { changeNames, rewriteChange } from '../metadata-change.ts';
import { NONE } from '../union-tree.ts';
import { BodyTally } from './body-tally.ts';
import { upgradesSystem } from './package-commands.ts';
import type { Scene } from './scene.ts';
import type { ImageRuleId } from './severities.ts';
import { byWeight, type Sighting, sighting } from './sighting.ts';

type HiddenRule = Extract<
  ImageRuleId,
  | 'image/deleted-in-later-layer'
  | 'image/rewritten-in-later-layer'
  | 'image/metadata-only-rewrite'
  | 'image/distribution-upgrade'
>;

/** Hidden bodies that one cure would spare. */
interface Group {
  readonly rule: HiddenRule;
  /** The layer where the cure is: for what is deleted the one that stored it, else the one that stored it again. */
  readonly at: number;
  readonly isOwn: boolean;
  readonly tally: BodyTally;
  /** By the layer on the other side: bytes. */
  readonly others: Map<number, number>;
  /** By the layer that stored the content first, before others stored it again: bytes. */
  readonly origins: Map<number, number>;
  readonly changed: Set<string>;
}

/** What later layers hide, by cause; and the bytes of package databases, which nobody can avoid. */
export interface HiddenSights {
  readonly sightings: readonly Sighting[];
  readonly unavoidableBytes: number;
}

/** Looks at every hidden body once. */
export function seeHidden(scene: Scene): HiddenSights {
  const { hidden, entries } = scene.survey.stack;
  const groups = new Map<string, Group>();
  let unavoidableBytes = 0;
  for (let n = 0; n < hidden.count; n++) {
    const body = hidden.body[n]!;
    const bytes = entries.size(body);
    if (bytes === 0) continue;
    if (scene.tagsOf(hidden.node[n]!).includes('package-database')) unavoidableBytes += bytes;
    else addTo(groups, scene, n, body, bytes);
  }
  const sorted = [...groups.values()].sort((a, b) => a.at - b.at || (a.rule < b.rule ? -1 : 1));
  return { sightings: sorted.map((group) => describe(scene, group)), unavoidableBytes };
}

function addTo(groups: Map<string, Group>, scene: Scene, n: number, body: number, bytes: number): void {
  const { stack } = scene.survey;
  const storedIn = stack.entries.layerOf(body);
  const hiddenBy = stack.hidden.hiddenBy[n]!;
  const rule = ruleOf(scene, n, hiddenBy);
  const isAtStore = rule === 'image/deleted-in-later-layer';
  const at = isAtStore ? storedIn : hiddenBy;
  // Who replaces a file of the base by another could not have kept it from being there; who stores the same bytes again could.
  const blamed = rule === 'image/rewritten-in-later-layer' ? storedIn : at;
  const { isOwn } = scene.steps[blamed]!;
  const key = `${rule} ${at} ${isOwn}`;
  const group = groups.get(key) ?? {
    ...{ rule, at, isOwn, tally: new BodyTally(stack) },
    ...{ others: new Map<number, number>(), origins: new Map<number, number>(), changed: new Set<string>() },
  };
  groups.set(key, group);
  group.tally.add(body, stack.hidden.node[n]!);
  addBytes(group.others, isAtStore ? hiddenBy : storedIn, bytes);
  addBytes(group.origins, scene.originOf(body), bytes);
  const change = rule === 'image/metadata-only-rewrite' ? rewriteChange(stack, n) : null;
  if (change !== null) for (const name of changeNames(change)) group.changed.add(name);
}

function addBytes(byLayer: Map<number, number>, layer: number, bytes: number): void {
  byLayer.set(layer, (byLayer.get(layer) ?? 0) + bytes);
}

function ruleOf({ survey: { stack }, steps }: Scene, n: number, hiddenBy: number): HiddenRule {
  const { hidden } = stack;
  if (hidden.successor[n] === NONE) return 'image/deleted-in-later-layer';
  if (rewriteChange(stack, n) !== null) return 'image/metadata-only-rewrite';
  return upgradesSystem(steps[hiddenBy]!) ? 'image/distribution-upgrade' : 'image/rewritten-in-later-layer';
}

/** Layers by their bytes, most first. */
function ranked(
  byLayer: ReadonlyMap<number, number>,
): readonly { readonly layer: number; readonly bytes: number }[] {
  return [...byLayer]
    .map(([layer, bytes]) => ({ layer, bytes }))
    .sort((a, b) => b.bytes - a.bytes || a.layer - b.layer);
}

function describe({ steps }: Scene, { rule, at, isOwn, tally, others, origins, changed }: Group): Sighting {
  const layers = ranked(others);
  const other = steps[layers[0]!.layer]!;
  const origin = steps[ranked(origins)[0]!.layer]!;
  return sighting(rule, {
    bytes: tally.bytes,
    step: steps[at]!,
    path: tally.directory,
    isOwn,
    facts: {
      files: tally.bodies.length,
      paths: tally.paths,
      places: tally.places,
      layers,
      other: { keyword: other.keyword, text: other.text },
      origin: { layer: origin.layer, keyword: origin.keyword, text: origin.text },
      ...(rule === 'image/metadata-only-rewrite' ? { changed: [...changed].sort() } : {}),
    },
    bodies: tally.bodies,
    severity: byWeight(tally.bytes),
  });
}
