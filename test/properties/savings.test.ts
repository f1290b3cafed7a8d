import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tallySavings } from '../../src/image/rules/savings.ts';
import type { Sighting } from '../../src/image/rules/sighting.ts';
import { stackOf } from '../support/layers.ts';

/** Bodies of these sizes, and sightings that name any of them, some of which must leave one. */
const cases = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 12 }).chain((sizes) => {
  const bodies = fc.uniqueArray(fc.integer({ min: 0, max: sizes.length - 1 }));
  const seen = fc.record({
    bodies,
    own: fc.boolean(),
    keeps: fc.boolean(),
    rule: fc.constantFrom('a', 'b', 'c'),
  });
  return fc.record({ sizes: fc.constant(sizes), seen: fc.array(seen, { maxLength: 6 }) });
});

function sightingsOf({
  sizes,
  seen,
}: typeof cases extends fc.Arbitrary<infer T> ? T : never): readonly Sighting[] {
  return seen.map(({ bodies, own, keeps, rule }, layer) => ({
    observation: {
      ...{ rule, severity: 'note', own, place: { layer }, facts: {} },
      bytes: bodies.reduce((sum, body) => sum + sizes[body]!, 0),
    },
    bodies: keeps ? bodies.slice(1) : bodies,
    keepsOneOf: keeps ? bodies : null,
    entry: null,
  }));
}

describe('savings', () => {
  it('add up, count no body twice, and leave exactly what nobody names', () => {
    fc.assert(
      fc.property(cases, (made) => {
        const stack = stackOf([made.sizes.map((size, n) => ({ name: `f${n}`, body: 'x'.repeat(size) }))]);
        const sightings = sightingsOf(made);
        const { list, avoidableBytes, baseBytes } = tallySavings(stack, sightings);
        const stored = made.sizes.reduce((sum, size) => sum + size, 0);
        expect(list.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(avoidableBytes);
        expect(avoidableBytes + baseBytes).toBeLessThanOrEqual(stored);
        const free = sightings.filter(({ keepsOneOf }) => keepsOneOf === null);
        const named = (own: boolean): ReadonlySet<number> =>
          new Set(free.filter(({ observation }) => observation.own === own).flatMap(({ bodies }) => bodies));
        const sum = (bodies: Iterable<number>): number =>
          [...bodies].reduce((all, body) => all + made.sizes[body]!, 0);
        if (free.length < sightings.length) return;
        expect(avoidableBytes).toBe(sum(named(true)));
        expect(baseBytes).toBe(sum([...named(false)].filter((body) => !named(true).has(body))));
      }),
      { numRuns: 300 },
    );
  });

  it('are ranked, and none saves more than its finding says', () => {
    fc.assert(
      fc.property(cases, (made) => {
        const stack = stackOf([made.sizes.map((size, n) => ({ name: `f${n}`, body: 'x'.repeat(size) }))]);
        const sightings = sightingsOf(made);
        const { list } = tallySavings(stack, sightings);
        for (const [n, { sighting, bytes, rules }] of list.entries()) {
          const { observation } = sightings[sighting]!;
          expect(bytes).toBeLessThanOrEqual(observation.bytes);
          expect(rules).toContain(observation.rule);
          expect(bytes).toBeLessThanOrEqual(list[n - 1]?.bytes ?? Number.POSITIVE_INFINITY);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('always leave one of several equal files', () => {
    fc.assert(
      fc.property(cases, (made) => {
        const stack = stackOf([made.sizes.map((size, n) => ({ name: `f${n}`, body: 'x'.repeat(size + 1) }))]);
        const sightings = sightingsOf({ ...made, sizes: made.sizes.map((size) => size + 1) });
        const [keeping] = sightings.filter(({ keepsOneOf }) => keepsOneOf !== null);
        if (keeping === undefined || keeping.keepsOneOf!.length === 0) return;
        const { avoidableBytes, baseBytes } = tallySavings(stack, [keeping]);
        const all = keeping.keepsOneOf!.reduce((sum, body) => sum + made.sizes[body]! + 1, 0);
        expect(avoidableBytes + baseBytes).toBeLessThan(all);
      }),
    );
  });
});
