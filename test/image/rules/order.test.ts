import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { inspectImage } from '../../../src/inspect/image.ts';
import { archiveMembers, scratchDirectory, writeTo } from '../../support/image-archive.ts';
import { type TarEntry, tarOf } from '../../support/tar.ts';

const directory = scratchDirectory();

/** The head of a core dump, see elf(5). */
const core = Buffer.alloc(4096);
core.write('\x7fELF\x02\x01\x01', 'latin1');
core[16] = 4;

/** Layers in which everything that rules look for is there several times, and as large each time. */
const layers = Array.from({ length: 5 }, (_, n) => {
  const home = `home/${'edcba'[n]}`;
  const files: TarEntry[] = [
    { name: `${home}/core`, body: core },
    { name: `${home}/core.1`, body: core },
    { name: `${home}/.env`, body: 'TOKEN=abcdefgh' },
    { name: `${home}/.cache/pip/x`, body: Buffer.alloc(20_000, n) },
    { name: `${home}/large`, body: Buffer.alloc(60_000, n) },
    { name: `${home}/larger`, body: Buffer.alloc(60_000, n) },
    { name: `${home}/su`, body: 'x', mode: 0o4755 },
    { name: `${home}/m.pyc`, body: Buffer.alloc(20_000, n) },
    { name: 'same', body: Buffer.alloc(30_000, 1), mode: 0o600 + n },
    { name: `var/log/${n}.log`, body: Buffer.alloc(20_000, n) },
  ];
  return tarOf(...(n === 4 ? [...files, { name: 'home/.wh.e' }, { name: 'home/.wh.d' }] : files));
});
const members = archiveMembers({ layers });

it('findings and savings stand in one order, whatever order the layers come in', async () => {
  const options = { maxFile: 50_000, duplicates: true, list: true, top: 0 };
  const expected = await inspectImage(writeTo(directory, 'app.tar', tarOf(...members)), options);
  const rules = new Set(expected.findings.map(({ rule }) => rule));
  for (const rule of ['image/core-dump', 'image/secret-file', 'image/oversized-file', 'image/log-files'])
    expect(rules).toContain(rule);
  for (const order of [members, members.toReversed(), [...members.slice(3), ...members.slice(0, 3)]]) {
    const report = await inspectImage(Readable.from([tarOf(...order)]), options);
    expect({ ...report, archive: null }).toEqual({ ...expected, archive: null });
  }
});
