import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayerScan } from '../../../src/archive/layer-scan.ts';
import { KIND } from '../../../src/image/index/entry-kind.ts';
import type { LayerIndex } from '../../../src/image/index/layer-index.ts';
import { NameTree } from '../../../src/image/index/name-tree.ts';
import { LayerShelf } from '../../../src/image/layers/layer-shelf.ts';
import { checkBudgets } from '../../../src/inspect/check/check.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { dockerArchive, writeTo } from '../../support/image-archive.ts';
import { indexLayers } from '../../support/layers.ts';
import { type TarEntry, tarOf } from '../../support/tar.ts';
import { plantTree } from '../../support/tree.ts';

const DIFF_ID = `sha256:${'1'.repeat(64)}`;
const DIGEST = `sha256:${'d'.repeat(64)}`;

function scanOf(entries: readonly TarEntry[], computedDigest: string = DIGEST): LayerScan<LayerIndex> {
  const [index] = indexLayers([entries]);
  const facts = { compression: 'gzip', blobBytes: 9, tarBytes: 99, readAs: 'decompressed' } as const;
  return { index: index!, ...facts, computedDigest, computedDiffId: null, range: null };
}

const pathsOf = ({ tree, node, count, kind, link }: LayerIndex): readonly string[] =>
  Array.from(node.subarray(0, count), (at, entry) => {
    const target = kind[entry] === KIND.hardlink ? tree.pathText(link[entry]!) : '';
    return `${kind[entry]} ${tree.pathText(at)} ${target}`;
  });

/** Counts how often a layer is read. */
function reader(scan: LayerScan<LayerIndex>) {
  const blob = { digest: async () => scan.computedDigest! };
  let times = 0;
  const read = async (): Promise<LayerScan<LayerIndex>> => {
    times++;
    await new Promise((resolve) => setImmediate(resolve));
    return scan;
  };
  return { blob, read, times: () => times };
}

describe('the shelf of layers', () => {
  it('gives a layer with the same paths over other names', () => {
    const name = fc.constantFrom('a', 'b', 'usr', 'lib', 'x.so', '.wh.a', '.wh..wh..opq');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    const entry = fc.record({ name: path, link: path, isLink: fc.boolean() });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), fc.array(path, { maxLength: 20 }), (made, other) => {
        const entries = made.map(
          ({ name: at, link, isLink }): TarEntry =>
            isLink ? { name: at, type: '1', link } : { name: at, body: at },
        );
        const [index] = indexLayers([entries]);
        const tree = new NameTree();
        for (const met of other) tree.internPath(Buffer.from(met), 0, met.length);
        expect(pathsOf(index!.over(tree))).toEqual(pathsOf(index!));
      }),
    );
  });

  it('reads a layer once, however many ask for it at the same time', async () => {
    const shelf = new LayerShelf();
    const { blob, read, times } = reader(scanOf([{ name: 'a/b', body: 'b' }]));
    const scans = await Promise.all(
      Array.from({ length: 5 }, () => shelf.take(DIFF_ID, new NameTree(), blob, read)),
    );
    expect(times()).toBe(1);
    for (const { index } of scans) expect(pathsOf(index)).toEqual(pathsOf(scans[0]!.index));
  });

  it('takes no layer for another one because both have the same diff ID', async () => {
    const shelf = new LayerShelf();
    const liar = reader(scanOf([{ name: 'lie' }], `sha256:${'2'.repeat(64)}`));
    const honest = reader(scanOf([{ name: 'truth' }]));
    await shelf.take(DIFF_ID, new NameTree(), liar.blob, liar.read);
    const { index } = await shelf.take(DIFF_ID, new NameTree(), honest.blob, honest.read);
    expect([honest.times(), pathsOf(index)[0]]).toEqual([1, expect.stringContaining('truth')]);
  });

  it('lets the next one read what could not be read', async () => {
    const shelf = new LayerShelf();
    const { blob, read, times } = reader(scanOf([{ name: 'a' }]));
    const failed = shelf.take(DIFF_ID, new NameTree(), blob, () => Promise.reject(new Error('damaged')));
    const waiting = shelf.take(DIFF_ID, new NameTree(), blob, read);
    await expect(failed).rejects.toThrow('damaged');
    await expect(waiting).resolves.toBeDefined();
    expect(times()).toBe(1);
  });

  it('forgets what was used longest ago when it is full', async () => {
    const shelf = new LayerShelf(200);
    const layers = ['a', 'b', 'c'].map((name) => {
      const diffId = `sha256:${name.repeat(64)}`;
      return { diffId, ...reader(scanOf([{ name }])) };
    });
    const take = ({ diffId, blob, read }: (typeof layers)[number]) =>
      shelf.take(diffId, new NameTree(), blob, read);
    const [a, b, c] = layers as [(typeof layers)[number], (typeof layers)[number], (typeof layers)[number]];
    for (const layer of [a, b, a, c, a, b]) await take(layer);
    expect(layers.map(({ times }) => times())).toEqual([1, 2, 1]);
  });
});

describe('a check of images that share layers', () => {
  const base = tarOf(
    { name: 'usr/', type: '5' },
    { name: 'usr/lib.so', body: 'l'.repeat(9000) },
    { name: 'usr/again', body: 'same' },
  );
  const own = (name: string): Buffer =>
    tarOf({ name: `app/${name}`, body: name.repeat(300) }, { name: 'usr/again', body: 'same' });

  it('gives what the images give alone', async () => {
    const directory = plantTree();
    const names = ['one', 'two', 'three'];
    for (const name of names) {
      const layers = [base, own(name)];
      const stored = [gzipSync(base, { level: name === 'two' ? 1 : 9 }), gzipSync(own(name))];
      writeTo(directory, `${name}.tar`, dockerArchive({ layers, stored }));
    }
    const images = names.map((name) => ({ archive: `${name}.tar`, budgets: [{ total: 1 }] }));
    const { reports } = await checkBudgets({ images }, { directory, withReports: true });
    const alone = await Promise.all(names.map((name) => inspectImage(join(directory, `${name}.tar`))));
    expect(reports).toEqual(alone);
    expect(new Set(alone.map(({ layers }) => layers[0]!.blobBytes)).size).toBe(2);
  });

  it('sees damage and lies in one copy, and gives the others their due, in any order', async () => {
    const layers = [base, own('x')];
    const stored = layers.map((layer) => gzipSync(layer));
    const damaged = Buffer.from(stored[0]!).fill(0xff, stored[0]!.length - 60, stored[0]!.length - 20);
    const lie = gzipSync(tarOf({ name: 'small', body: 's' }));
    const directory = plantTree();
    for (const [name, blob] of Object.entries({ right: stored[0]!, damaged, lie, again: stored[0]! }))
      writeTo(directory, `${name}.tar`, dockerArchive({ layers, stored: [blob, stored[1]!] }));
    for (const names of [
      ['right', 'damaged', 'lie', 'again'],
      ['lie', 'damaged', 'again', 'right'],
    ]) {
      const images = names.map((name) => ({ archive: `${name}.tar`, name, budgets: [{ total: 1e6 }] }));
      const { failures, verdicts } = await checkBudgets({ images }, { directory });
      expect(failures.map(({ subject, code }) => [subject.name, code])).toEqual([['damaged', 'corrupt']]);
      const measured = Object.fromEntries(
        verdicts.map((verdict) => [verdict.subject.name, verdict.measured]),
      );
      expect(measured).toEqual({ right: 9308, again: 9308, lie: 305, damaged: null });
    }
  });
});
