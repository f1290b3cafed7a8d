import { gunzipSync, gzipSync } from 'node:zlib';
import { padded, tarHeader } from '../support/tar.ts';
import { storedFrame } from '../support/zstd.ts';
import { mutateBytes, mutateHeaders } from './byte-mutation.ts';
import { mutateJson } from './json-mutation.ts';
import type { Random } from './random.ts';

const BLOCK = 512;
const LARGEST = 4 << 20;

/** One member of an outer archive: its header, kept as it is, and its body. */
interface Member {
  readonly name: string;
  readonly header: Buffer;
  readonly body: Buffer;
}

/** A mutation of a whole archive, with the name that a failure is reported under. */
export function mutateArchive(
  archive: Buffer,
  donor: Buffer,
  random: Random,
): { readonly bytes: Buffer; readonly how: string } {
  const members = membersOf(archive);
  const how = random.pick(KINDS);
  const changed = change(how, archive, members, membersOf(donor), random);
  return { bytes: random.once(12) ? packed(changed, random) : changed, how };
}

const KINDS = [
  'bytes',
  'headers',
  'json',
  'json',
  'json',
  'layer',
  'layer',
  'layer',
  'members',
  'packed',
] as const;

function change(
  how: (typeof KINDS)[number],
  archive: Buffer,
  members: readonly Member[],
  others: readonly Member[],
  random: Random,
): Buffer {
  switch (how) {
    case 'bytes':
      return mutateBytes(archive, random);
    case 'headers':
      return mutateHeaders(archive, random);
    case 'packed':
      return mutateBytes(packed(archive, random), random);
    case 'members':
      return joined(shuffle(members, others, random));
    default: {
      const isJson = (member: Member): boolean => member.body[0] === 0x7b || member.body[0] === 0x5b;
      const choice = members.filter(
        (member) => member.body.length > 0 && isJson(member) === (how === 'json'),
      );
      if (choice.length === 0) return mutateBytes(archive, random);
      const chosen = random.pick(choice);
      const body =
        how === 'json'
          ? Buffer.from(mutateJson(chosen.body.toString(), random) ?? '')
          : mutateLayer(chosen.body, random);
      const changed = members.map((member) => (member === chosen ? { ...member, body } : member));
      return joined(random.once(8) ? changed : withTrueSizes(changed));
    }
  }
}

/** A layer changed inside its compression, in its compression, or stored in another one. */
function mutateLayer(layer: Buffer, random: Random): Buffer {
  if (random.once(5)) return mutateBytes(layer, random);
  const tar = unpacked(layer);
  const changed = random.once(4) ? mutateBytes(tar, random) : mutateHeaders(tar, random);
  switch (random.below(4)) {
    case 0:
      return gzipSync(changed);
    case 1:
      return storedFrame(changed);
    default:
      return changed;
  }
}

function unpacked(layer: Buffer): Buffer {
  try {
    return layer[0] === 0x1f ? gunzipSync(layer, { maxOutputLength: LARGEST }) : layer;
  } catch {
    return layer;
  }
}

function packed(bytes: Buffer, random: Random): Buffer {
  return random.once(2) ? gzipSync(bytes) : storedFrame(bytes);
}

function shuffle(members: readonly Member[], others: readonly Member[], random: Random): readonly Member[] {
  const list = [...members];
  for (let n = 1 + random.below(3); n > 0 && list.length > 0; n--) {
    const at = random.below(list.length);
    const { name, header } = list[at]!;
    const other = random.pick([...members, ...others]);
    switch (random.below(6)) {
      case 0:
        list.splice(at, 1);
        break;
      case 1:
        list.splice(random.below(list.length), 0, ...list.splice(at, 1));
        break;
      case 2:
        list.splice(at, 0, other);
        break;
      case 3:
        list[at] = { name, header, body: other.body };
        break;
      case 4:
        list[at] = {
          name,
          header: tarHeader({ name, type: random.pick(['1', '2']), link: other.name }),
          body: Buffer.alloc(0),
        };
        break;
      default:
        list[at] = {
          name,
          header: tarHeader({ name: `./${name}`, body: list[at]!.body }),
          body: list[at]!.body,
        };
    }
  }
  return list;
}

/** Descriptors claim the sizes that their blobs have now, so that readers look further; digests stay wrong. */
function withTrueSizes(members: readonly Member[]): readonly Member[] {
  let current = members;
  for (let round = 0; round < 4; round++) {
    const sizes = new Map(
      current.map(({ name, body }) => [name.replace(/^.*blobs\/(\w+)\/(\w+)$/, '$1:$2'), body.length]),
    );
    current = current.map((member) => {
      if (member.body[0] !== 0x7b) return member;
      const text = member.body.toString('latin1');
      const mended = text
        .replace(
          /("digest":\s*"(\w+:\w+)",\s*"size":\s*)\d+/g,
          (all, head, digest) => `${head}${sizes.get(digest) ?? all.slice(head.length)}`,
        )
        .replace(/("size":\s*)\d+(,\s*"digest":\s*"(\w+:\w+)")/g, (all, head, tail, digest) =>
          sizes.has(digest) ? `${head}${sizes.get(digest)}${tail}` : all,
        );
      return mended === text ? member : { ...member, body: Buffer.from(mended, 'latin1') };
    });
  }
  return current;
}

function joined(members: readonly Member[]): Buffer {
  const parts = members.flatMap(({ name, header, body }) => [
    header.length > 0 && sizeOf(header) === body.length
      ? header
      : tarHeader({ name: name.slice(0, 100), body }),
    padded(body),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** The members of a plain tar; none of anything else. */
function membersOf(tar: Buffer): readonly Member[] {
  const found: Member[] = [];
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + BLOCK);
    const size = sizeOf(header);
    if (!(size >= 0)) break;
    const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '');
    found.push({ name, header, body: tar.subarray(at + BLOCK, at + BLOCK + size) });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}

function sizeOf(header: Buffer): number {
  return Number.parseInt(header.toString('latin1', 124, 135), 8);
}
