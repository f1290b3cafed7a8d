import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PlimsollError } from '../../../src/core/errors.ts';
import { inspectContext } from '../../../src/inspect/context.ts';
import { plantTree } from '../../support/tree.ts';

/** In pieces of an odd length. */
async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 997) yield bytes.subarray(at, at + 997);
}

function tarOf(root: string, ...options: readonly string[]): Buffer {
  return execFileSync('tar', ['-c', ...options, '-C', root, '.'], { maxBuffer: 2 ** 27 });
}

function plant(): string {
  const root = plantTree({
    '.dockerignore': 'a\n[\n',
    a: 'x'.repeat(1000),
    'd/b': 'yy',
    [`d/${'n'.repeat(130)}`]: 'long',
    'é.txt': 'u',
  });
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x62, 0xff])]), 'stray');
  symlinkSync('a', `${root}/link`);
  mkdirSync(`${root}/empty`);
  return root;
}

async function failure(work: Promise<unknown>): Promise<PlimsollError> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PlimsollError);
  return error as PlimsollError;
}

describe('a context that comes as a tar', () => {
  it.each([[[]], [['--format=pax']], [['--format=gnu']]])(
    'is taken as it is, no rules applied: tar %j',
    async (options) => {
      const tar = tarOf(plant(), ...options);
      const report = await inspectContext(piecesOf(tar), { list: true });
      expect(report).toMatchObject({
        root: '-',
        ignoreFile: null,
        sent: { files: 6, directories: 2, symlinks: 1, others: 0, bytes: 1016 },
        excluded: { files: 0, directories: 0, bytes: 0, complete: true },
        transfer: { classicTarBytes: tar.length, buildkitBytes: null, needed: null },
      });
      expect(report.entries!.map(({ path }) => path)).toEqual([
        '.dockerignore',
        'a',
        options.includes('--format=pax') ? 'b\ufffd' : 'b\\xff',
        'd',
        'd/b',
        `d/${'n'.repeat(130)}`,
        'empty',
        'link',
        'é.txt',
      ]);
      expect(report.topLevel.map(({ path, bytes, files }) => [path, bytes, files]).slice(0, 2)).toEqual([
        ['a', 1000, 1],
        ['d', 6, 2],
      ]);
    },
  );

  it('may be compressed; the classic builder sends it as it came', async () => {
    const zipped = gzipSync(tarOf(plant()));
    const { sent, transfer } = await inspectContext(piecesOf(zipped));
    expect([sent.bytes, transfer.classicTarBytes]).toEqual([1016, zipped.length]);
  });

  it('counts a file that comes twice once, as it is unpacked', async () => {
    const root = plantTree({ a: 'first', 'more/a': 'second!' });
    const tar = execFileSync('tar', ['-c', '-C', root, 'a', '-C', `${root}/more`, 'a']);
    expect((await inspectContext(piecesOf(tar))).sent).toMatchObject({ files: 1, bytes: 7 });
  });

  it('never leaves the root', async () => {
    const root = plantTree({ 'in/a': 'x', out: 'y' });
    const tar = execFileSync('tar', ['-c', '-P', '-C', `${root}/in`, '../out', `${root}/in/a`]);
    const { entries } = await inspectContext(piecesOf(tar), { list: true });
    expect(entries!.map(({ path }) => path).at(-1)).toMatch(/\/in\/a$/);
    expect(entries!.every(({ path }) => !path.startsWith('/') && !path.startsWith('..'))).toBe(true);
  });

  it('is a Dockerfile with an empty context when it is no tar', async () => {
    const report = await inspectContext(piecesOf(Buffer.from('FROM scratch\n')));
    expect(report.sent.files).toBe(0);
    expect(report.transfer.classicTarBytes).toBe(2048);
    expect(report.warnings.map(({ code }) => code)).toEqual(['stdin-dockerfile']);
  });

  it('says what helps with a large file', async () => {
    const { findings } = await inspectContext(piecesOf(tarOf(plant())), { maxFile: 500 });
    expect(findings.map(({ fix }) => fix)).toEqual(['Leave `a` out of the tar.']);
  });

  it.each([
    [
      'cut short',
      (tar: Buffer) => tar.subarray(0, 1300),
      'corrupt',
      'Standard input is damaged before offset',
    ],
    [
      'damaged in a header',
      (tar: Buffer) => damaged(tar),
      'corrupt',
      'Standard input is damaged before offset',
    ],
    [
      'damaged gzip',
      (tar: Buffer) => gzipSync(tar).subarray(0, 60),
      'corrupt',
      'Standard input is damaged before offset',
    ],
    ['bzip2', () => Buffer.from('BZh91AY&SY'), 'unsupported', 'Standard input is bzip2.'],
    ['a header without end', () => endlessHeader(), 'corrupt', 'Header exceeds max size'],
  ] as const)('fails in one sentence when it is %s', async (_, spoil, code, message) => {
    const error = await failure(
      inspectContext(piecesOf(spoil(tarOf(plantTree({ a: 'x'.repeat(900), b: 'y' }))))),
    );
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  it('does not take an ignore file', async () => {
    const error = await failure(inspectContext(piecesOf(Buffer.alloc(0)), { ignoreFile: 'x' }));
    expect(error.code).toBe('usage');
  });
});

function damaged(tar: Buffer): Buffer {
  const copy = Buffer.from(tar);
  copy.write('zzz', 512 + 100, 'latin1');
  return copy;
}

/** An extended header that says it has 8 GiB, and goes on. */
function endlessHeader(): Buffer {
  const block = Buffer.alloc(512);
  block.write('PaxHeader', 0, 'latin1');
  block.write('0000644\0', 100, 'latin1');
  block.write('77777777777\0', 124, 'latin1');
  block.write('x', 156, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([block, Buffer.alloc(24 * 2 ** 20, 'a')]);
}
