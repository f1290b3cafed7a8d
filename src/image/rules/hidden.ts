import { compareText } from '../../core/order.ts';
import { NONE } from '../index/name-tree.ts';
import { changeNames } from '../waste/metadata-change.ts';
import { BodyTally } from './body-tally.ts';
import { upgradesSystem } from './package-commands.ts';
import { CACHE_RULES } from './places.ts';
import type { Scene, Tag } from './scene.ts';
import type { ImageRuleId } from './severities.ts';
import { byWeight, type Sighting, sighting } from './sighting.ts';

type HiddenRule = Extract<
  ImageRuleId,
  | 'image/deleted-in-later-layer'
  | 'image/rewritten-in-later-layer'
  | 'image/metadata-only-rewrite'
  | 'image/distribution-upgrade'
>;

/** How a body came to be hidden, as far as cures differ. */
const KIND = { deleted: 0, again: 1, replaced: 2 } as const;
const CACHES = [...CACHE_RULES];

/** Where a hidden body belongs. */
interface Cause {
  readonly rule: HiddenRule;
  /** The layer where the cure is. */
  readonly at: number;
  readonly isOwn: boolean;
  /** The rule about the cache that it was part of; null for all else. */
  readonly cache: Tag | null;
}

/** Hidden bodies that one cure would spare. */
interface Group extends Cause {
  readonly tally: BodyTally;
  /** By the layer on the other side: bytes. */
  readonly others: Map<number, number>;
  /** By the layer that stored the content first, before others stored it again: bytes. */
  readonly origins: Map<number, number>;
  change: number;
}

/** What later layers hide, by cause; and the bytes of package databases, which nobody can avoid. */
export interface HiddenSights {
  readonly sightings: readonly Sighting[];
  readonly unavoidableBytes: number;
}

/** Looks at every hidden body once. */
export function seeHidden(scene: Scene): HiddenSights {
  const { stack } = scene.survey;
  const { hidden, entries } = stack;
  const groups = new Grouping(scene);
  let unavoidableBytes = 0;
  for (let n = 0; n < hidden.count; n++) {
    const body = hidden.body[n]!;
    const bytes = entries.size(body);
    if (bytes === 0) continue;
    const tags = scene.tagsOf(hidden.node[n]!);
    if (tags.includes('package-database')) {
      unavoidableBytes += bytes;
      continue;
    }
    const change = scene.changes[n]!;
    const kind = hidden.successor[n] === NONE ? KIND.deleted : change < 0 ? KIND.replaced : KIND.again;
    const storedIn = entries.layerOf(body);
    const hiddenBy = hidden.hiddenBy[n]!;
    const group = groups.find(kind, storedIn, hiddenBy, kind === KIND.replaced ? cacheOf(tags) : -1);
    group.tally.add(body, hidden.node[n]!);
    if (change > 0) group.change |= change;
    addBytes(group.others, group.at === storedIn ? hiddenBy : storedIn, bytes);
    addBytes(group.origins, scene.originOf(body), bytes);
  }
  return { sightings: groups.all().map((group) => describe(scene, group)), unavoidableBytes };
}

function cacheOf(tags: readonly Tag[]): number {
  return tags.length === 0 ? -1 : CACHES.findIndex((rule) => tags.includes(rule as Tag));
}

/** Groups by their cause, found by numbers: there may be half a million hidden bodies. */
class Grouping {
  readonly #scene: Scene;
  readonly #upgrades: ReadonlySet<number>;
  readonly #cells = new Map<number, Group>();
  readonly #groups = new Map<string, Group>();

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#upgrades = new Set(scene.steps.filter(upgradesSystem).map(({ layer }) => layer));
  }

  find(kind: number, storedIn: number, hiddenBy: number, cache: number): Group {
    const cell =
      ((storedIn * this.#scene.steps.length + hiddenBy) * 3 + kind) * (CACHES.length + 1) + cache + 1;
    const known = this.#cells.get(cell);
    if (known !== undefined) return known;
    const cause = this.#causeOf(kind, storedIn, hiddenBy, cache);
    const key = `${cause.rule} ${cause.at} ${cause.isOwn} ${cause.cache}`;
    const group = this.#groups.get(key) ?? this.#begin(cause);
    this.#groups.set(key, group);
    this.#cells.set(cell, group);
    return group;
  }

  /** By layer, then by rule. */
  all(): readonly Group[] {
    const groups = [...this.#groups.values()];
    return groups.sort(
      (a, b) => a.at - b.at || compareText(a.rule, b.rule) || compareText(a.cache ?? '', b.cache ?? ''),
    );
  }

  #begin(cause: Cause): Group {
    const tally = new BodyTally(this.#scene.survey.stack);
    return { ...cause, tally, others: new Map(), origins: new Map(), change: 0 };
  }

  #causeOf(kind: number, storedIn: number, hiddenBy: number, cache: number): Cause {
    const { steps } = this.#scene;
    const atStore = { at: storedIn, isOwn: steps[storedIn]!.isOwn, cache: null };
    const atHider = { at: hiddenBy, isOwn: steps[hiddenBy]!.isOwn, cache: null };
    if (kind === KIND.deleted) return { rule: 'image/deleted-in-later-layer', ...atStore };
    if (kind === KIND.again) return { rule: 'image/metadata-only-rewrite', ...atHider };
    if (this.#upgrades.has(hiddenBy)) return { rule: 'image/distribution-upgrade', ...atHider };
    const rule = 'image/rewritten-in-later-layer';
    if (cache >= 0) return { rule, ...atStore, cache: CACHES[cache] as Tag };
    // Who replaces a file of the base by another could not have kept it from being there; who stores the same bytes again could.
    return { rule, ...atHider, isOwn: atStore.isOwn };
  }
}

function addBytes(byLayer: Map<number, number>, layer: number, bytes: number): void {
  byLayer.set(layer, (byLayer.get(layer) ?? 0) + bytes);
}

/** Layers by their bytes, most first. */
function ranked(
  byLayer: ReadonlyMap<number, number>,
): readonly { readonly layer: number; readonly bytes: number }[] {
  return [...byLayer]
    .map(([layer, bytes]) => ({ layer, bytes }))
    .sort((a, b) => b.bytes - a.bytes || a.layer - b.layer);
}

function describe({ steps, leastBytes }: Scene, group: Group): Sighting {
  const { rule, at, isOwn, cache, tally, others, origins, change } = group;
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
      ...(cache === null ? {} : { cache }),
      ...(rule === 'image/metadata-only-rewrite' ? { changed: changeNames(change) } : {}),
    },
    bodies: tally.bodies,
    // Package managers add to their logs with every step.
    severity: cache === 'image/log-files' ? 'note' : byWeight(tally.bytes, leastBytes),
  });
}
