import { openSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEMBER, type TarMember } from '../../../src/archive/tar/member.ts';
import type { PlainMembers } from '../../../src/archive/tar/plain-members.ts';
import { scanTarFile } from '../../../src/archive/tar/scan-file.ts';
import { nameText } from '../../../src/core/byte-text.ts';
import { scratchDirectory, writeTo } from '../../support/image-archive.ts';
import { paxHeader, sealed, type TarEntry, tarHeader, tarOf } from '../../support/tar.ts';

const PLACE = { file: 'x.tar', entry: null, isDecompressed: false };
const directory = scratchDirectory();
let files = 0;

/** What both ways of reading tell of a member. */
interface Seen {
  readonly name: string;
  readonly numbers: readonly number[];
}

function scan(tar: Buffer, hasBatches: boolean): { readonly seen: readonly Seen[]; readonly error: string } {
  const seen: Seen[] = [];
  const fd = openSync(writeTo(directory, `${files++}.tar`, tar), 'r');
  const one = {
    member({ name, type, size, mode, uid, gid, mtime, bodyOffset }: TarMember): void {
      seen.push({
        name: nameText(name.bytes.subarray(name.start, name.end)),
        numbers: [type, size, mode, uid, gid, mtime, bodyOffset],
      });
    },
  };
  const many = {
    ...one,
    expectMembers(): void {},
    plainMembers(batch: PlainMembers): void {
      for (let i = 0; i < batch.count; i++) {
        seen.push({
          name: nameText(batch.bytes.subarray(batch.nameStart[i], batch.nameEnd[i])),
          numbers: [
            batch.type,
            batch.size,
            batch.mode,
            batch.uid,
            batch.gid,
            batch.mtime,
            batch.bodyOffset,
          ].map((column) => column[i]!),
        });
      }
    },
  };
  try {
    scanTarFile({ fd, start: 0, length: tar.length }, PLACE, hasBatches ? many : one);
    return { seen, error: '' };
  } catch (error) {
    return { seen: [], error: (error as Error).message };
  }
}

const entry: fc.Arbitrary<TarEntry> = fc.record({
  name: fc.oneof(
    fc.constantFrom('a', 'dir/', 'dir/file', 'x'.repeat(99), 'y'.repeat(100), '.wh.gone', 'é'),
    fc.uint8Array({ minLength: 1, maxLength: 100 }),
  ),
  type: fc.constantFrom('0', '0', '0', '5', '\0', '1', '2', '7', 'S', 'g', 'Z'),
  body: fc.oneof(fc.constant(''), fc.uint8Array({ maxLength: 1500 })),
  link: fc.constantFrom('', 'a', 'dir/file'),
  mode: fc.integer({ min: 0, max: 0o7777 }),
  uid: fc.constantFrom(0, 1000, 0o7777777),
  gid: fc.constantFrom(0, 1000),
  mtime: fc.integer({ min: 0, max: 2 ** 32 }),
  prefix: fc.constantFrom('', 'some/prefix'),
  format: fc.constantFrom('ustar', 'gnu', 'v7'),
});

const patched = fc
  .tuple(entry, fc.array(fc.tuple(fc.nat(511), fc.nat(255)), { maxLength: 2 }))
  .map(([one, patches]) => ({
    ...one,
    patch: (header: Buffer): void => {
      for (const [at, byte] of patches) header[at] = byte;
    },
  }));

describe('members read in batches', () => {
  it('are what they are one by one, with the same errors, in any tar', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(entry, entry, patched), { maxLength: 12 }), (entries) => {
        const tar = tarOf(...entries);
        expect(scan(tar, true)).toEqual(scan(tar, false));
      }),
      { numRuns: 300 },
    );
  });

  it('are what they are one by one, in a tar with a flipped byte or a cut end', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(),
        (entries, at, flip, cut) => {
          const tar = tarOf(...entries);
          tar[at % tar.length] = tar[at % tar.length]! ^ flip;
          const short = tar.subarray(0, tar.length - (cut % 3 === 0 ? cut % tar.length : 0));
          expect(scan(short, true)).toEqual(scan(short, false));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('go on behind members that are not plain, and through more than one window', () => {
    const entries: TarEntry[] = [];
    for (let i = 0; i < 3000; i++) {
      if (i % 97 === 0) entries.push(paxHeader({ mtime: `${i}.5` }));
      if (i % 41 === 0) entries.push({ name: `link-${i}`, type: '2', link: 'target' });
      entries.push({ name: `dir/file-${i}`, body: Buffer.alloc(i % 7 === 0 ? 40_000 : i % 700, 65) });
    }
    const tar = tarOf(...entries);
    const { seen } = scan(tar, true);
    expect(seen).toEqual(scan(tar, false).seen);
    expect(seen.filter(({ numbers }) => numbers[0] === MEMBER.symlink)).toHaveLength(74);
  });

  it('say where a body is cut short', () => {
    const tar = Buffer.concat([
      tarOf({ name: 'a' }).subarray(0, 512),
      sealed(tarHeader({ name: 'b', size: 9000 })),
    ]);
    expect(scan(tar, true).error).toBe(
      'x.tar is damaged at offset 512: the body of b is cut short, 9216 bytes are missing.',
    );
  });
});
