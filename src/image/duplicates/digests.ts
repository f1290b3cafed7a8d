import { sumOf } from '../../core/sum.ts';
import { type BodyPlace, digestOf } from '../bodies/body-reader.ts';
import type { BodyReaders } from '../bodies/body-readers.ts';
import { FINGERPRINT_BYTES } from '../index/fingerprint.ts';
import type { SizeGroup } from './size-groups.ts';

/** Bodies of the final tree with the same bytes, in the order in which they are stored. */
export interface EqualBodies extends SizeGroup {
  /** sha256 of the content, in hexadecimal. */
  readonly digest: string;
}

/** Splits groups of one size by the digests of their bodies, or of their first `head` bytes. */
export function splitByDigest(
  readers: BodyReaders,
  groups: readonly SizeGroup[],
  head: number = Number.POSITIVE_INFINITY,
): readonly EqualBodies[] {
  const digests = digestAll(readers, groups, head);
  let start = 0;
  return groups.flatMap(({ size, bodies }) => {
    const found = new Map<string, number[]>();
    for (const [n, body] of bodies.entries()) {
      const at = (start + n) * FINGERPRINT_BYTES;
      const digest = digests.toString('hex', at, at + FINGERPRINT_BYTES);
      const alike = found.get(digest);
      if (alike === undefined) found.set(digest, [body]);
      else alike.push(body);
    }
    start += bodies.length;
    return [...found]
      .filter(([, alike]) => alike.length > 1)
      .map(([digest, alike]) => ({ size, bodies: alike, digest }));
  });
}

/**
 * The digests of all bodies, group by group. They are read in the order in which they are stored, whatever group they belong to:
 * neighbours come out of one read.
 */
function digestAll(readers: BodyReaders, groups: readonly SizeGroup[], head: number): Buffer {
  const total = sumOf(groups, ({ bodies }) => bodies.length);
  const digests = Buffer.alloc(total * FINGERPRINT_BYTES);
  // Body and place in one number, below 2^53 for 2^31 bodies in 2^22 places.
  const order = new Float64Array(total);
  let place = 0;
  for (const { bodies } of groups) for (const body of bodies) order[place] = body * total + place++;
  for (const pair of order.sort()) {
    const body = Math.floor(pair / total);
    digests.set(digestAt(readers, body, head), (pair - body * total) * FINGERPRINT_BYTES);
  }
  return digests;
}

function digestAt(readers: BodyReaders, body: number, head: number): Uint8Array {
  const { fingerprint, place } = readers.locate(body);
  return fingerprint ?? digestOf(headOf(place!, head));
}

function headOf(place: BodyPlace, head: number): BodyPlace {
  return place.size <= head ? place : { ...place, size: head };
}
