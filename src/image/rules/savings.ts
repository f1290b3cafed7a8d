import { compareText } from '../../core/order.ts';
import type { Stack } from '../stack/stack.ts';
import { largestSightingFirst, type Sighting } from './sighting.ts';

/** What one cure saves beyond all that stand before it in the list. */
interface Saving {
  /** Index of the sighting that the cure is for. */
  readonly sighting: number;
  readonly bytes: number;
  /** Rules that fire on these bytes. */
  readonly rules: readonly string[];
}

/** What can be saved, no byte counted twice. */
export interface SavingsTally {
  /** Most bytes first; the list adds up to `avoidableBytes`. */
  readonly list: readonly Saving[];
  /** Bodies that a cure in own layers would spare. */
  readonly avoidableBytes: number;
  /** Further bodies that only another base would spare. */
  readonly baseBytes: number;
}

/**
 * Adds up what sightings would spare. Each stored body counts once, for the largest sighting that names it, so that
 * following the list from its head saves exactly what it says.
 */
export function tallySavings({ entries }: Stack, sightings: readonly Sighting[]): SavingsTally {
  const order = sightings
    .map((_, index) => index)
    .sort((a, b) => compareSightings(sightings[a]!, sightings[b]!));
  /** By entry: one more than the index of the sighting that counts it. */
  const claims = new Int32Array(entries.count);
  const spared = new Float64Array(sightings.length);
  const rules = sightings.map(() => new Set<string>());
  for (const index of order) {
    const { observation, bodies, keepsOneOf } = sightings[index]!;
    let left = keepsOneOf?.filter((body) => claims[body] === 0).length ?? Number.POSITIVE_INFINITY;
    for (const body of bodies) {
      if (claims[body] === 0 && left > 1) {
        claims[body] = index + 1;
        spared[index]! += entries.size(body);
        left--;
      } else if (claims[body] !== 0) rules[claims[body]! - 1]!.add(observation.rule);
    }
    rules[index]!.add(observation.rule);
  }
  const isOwn = (index: number): boolean => sightings[index]!.observation.own === true;
  const list = order
    .filter((index) => isOwn(index) && spared[index]! > 0)
    .map((index) => ({ sighting: index, bytes: spared[index]!, rules: [...rules[index]!].sort(compareText) }))
    .sort((a, b) => b.bytes - a.bytes);
  const sum = (own: boolean): number =>
    spared.reduce((all, bytes, index) => (isOwn(index) === own ? all + bytes : all), 0);
  return { list, avoidableBytes: sum(true), baseBytes: sum(false) };
}

/** Own ones first, those that must leave something behind the others, then by bytes, then by where they are. */
function compareSightings(one: Sighting, other: Sighting): number {
  const [a, b] = [one.observation, other.observation];
  return (
    Number(one.keepsOneOf !== null) - Number(other.keepsOneOf !== null) ||
    Number(b.own) - Number(a.own) ||
    b.bytes - a.bytes ||
    (a.place.layer ?? 0) - (b.place.layer ?? 0) ||
    compareText(a.rule, b.rule) ||
    largestSightingFirst(one, other)
  );
}
