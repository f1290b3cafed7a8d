import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerArchive } from '../support/image-archive.ts';
import { chunkedLayer, ociArchive, stargzLayer } from '../support/seekable-layer.ts';
import { paxHeader, tarOf } from '../support/tar.ts';
import { mutateArchive } from './archive-mutation.ts';
import { holdToLaws, type Verdict } from './laws.ts';
import { randomFrom } from './random.ts';

/** What one seed came to. */
export interface FuzzResult {
  readonly seed: number;
  /** What was changed in what. */
  readonly what: string;
  readonly verdict: Verdict | 'broken';
  /** Which law was broken. */
  readonly failure: string | null;
}

interface Original {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Runs seeds one at a time, in a directory of its own that is gone when it is closed. `root` is where the fixtures are. */
export function createFuzzer(root: string): {
  readonly run: (seed: number) => Promise<FuzzResult>;
  readonly bytesOf: (seed: number) => Buffer;
  readonly close: () => void;
} {
  const originals = [...madeArchives(), ...fixtureArchives(root)];
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-fuzz-'));
  const mutant = (seed: number): { readonly bytes: Buffer; readonly what: string } => {
    const random = randomFrom(seed);
    const original = random.pick(originals);
    const { bytes, how } = mutateArchive(original.bytes, random.pick(originals).bytes, random);
    return { bytes, what: `${how} of ${original.name}` };
  };
  return {
    async run(seed) {
      const { bytes, what } = mutant(seed);
      try {
        const verdict = await holdToLaws(join(directory, 'mutant.tar'), bytes);
        return { seed, what, verdict, failure: null };
      } catch (error) {
        return {
          seed,
          what,
          verdict: 'broken',
          failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
        };
      }
    },
    bytesOf: (seed) => mutant(seed).bytes,
    close: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** Every archive of the fixtures that is a file. */
function fixtureArchives(root: string): readonly Original[] {
  const archives = join(root, 'fixtures/archives');
  return readdirSync(archives, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tar(\.gz)?$/.test(name) && statSync(join(archives, name)).isFile())
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(archives, name)) }));
}

/** What no fixture has: every dialect of tar in one layer, and layers with tables of contents. */
function madeArchives(): readonly Original[] {
  const dialects = tarOf(
    { name: './', type: '5' },
    paxHeader({ comment: 'global' }, 'g'),
    { name: 'a/', type: '5' },
    paxHeader({ path: 'a/λ', size: '3', mtime: '1700000000.5', 'SCHILY.xattr.user.x': 'y' }),
    { name: 'a/x', body: 'abc' },
    { name: '././@LongLink', type: 'L', body: `${'long/'.repeat(40)}name\0`, format: 'gnu' },
    { name: 'cut', body: 'long', format: 'gnu' },
    { name: 'a/hard', type: '1', link: 'a/λ' },
    { name: 'a/soft', type: '2', link: '../a' },
    { name: 'a/fifo', type: '6' },
    { name: 'a/.wh.gone' },
    { name: 'b/.wh..wh..opq' },
    paxHeader({ 'GNU.sparse.realsize': '100000', 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0' }),
    { name: 'sparse', body: '1\n0\n1\n'.padEnd(512, '\0') },
  );
  const files = [
    { name: 'd/', type: '5' },
    { name: 'd/one', body: 'one' },
    { name: 'two', body: 'x'.repeat(700) },
  ];
  return [
    {
      name: 'dialects.tar',
      bytes: dockerArchive({ layers: [dialects, tarOf({ name: 'a/x', body: 'abd' })] }),
    },
    { name: 'estargz.tar', bytes: ociArchive([stargzLayer(files)]) },
    { name: 'chunked.tar', bytes: ociArchive([chunkedLayer(files)]) },
  ];
}
