import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inspectContext } from '../../../src/inspect/context.ts';
import { findingsOf, plantSample } from '../../support/findings.ts';
import { plantTree } from '../../support/tree.ts';

/** Keeps out whoever `asAnother` is: not the owner where root becomes somebody else, the owner where nobody can. */
const CLOSED = process.getuid?.() === 0 ? 0o700 : 0o000;

describe('context/special-file', () => {
  it('finds a named pipe', async () => {
    const root = plantSample({ files: { a: 'x' } });
    execFileSync('mkfifo', [`${root}/queue`]);
    const { findings } = await inspectContext(root);
    expect(findings).toMatchObject([
      { rule: 'context/special-file', place: { path: 'queue' }, facts: { kind: 'pipe' } },
    ]);
  });

  it('says nothing of an excluded one', async () => {
    const root = plantSample({ files: { '.dockerignore': 'queue\n' } });
    execFileSync('mkfifo', [`${root}/queue`]);
    expect((await inspectContext(root)).findings).toEqual([]);
  });
});

describe('context/unreadable', () => {
  it('finds a file that the user may not read, which BuildKit sends empty', async () => {
    const root = plantSample({ files: { a: 'xx', b: 'x' } });
    chmodSync(root, 0o755);
    const whole = await inspectContext(root);
    chmodSync(`${root}/a`, 0o000);
    chmodSync(`${root}/b`, CLOSED);
    const { findings, entries, transfer } = await asAnother(() => inspectContext(root, { list: true }));
    expect(findings).toMatchObject([
      { rule: 'context/unreadable', bytes: 2, place: { path: 'a' } },
      { rule: 'context/unreadable', bytes: 1, place: { path: 'b' } },
    ]);
    expect(entries!.filter(({ arrivesEmpty }) => arrivesEmpty).map(({ path }) => path)).toEqual(['a', 'b']);
    expect(transfer.buildkitBytes).toBeLessThan(whole.transfer.buildkitBytes!);
    expect(transfer.classicTarBytes).toBeNull();
  });

  it('fails the classic builder, which looks into excluded directories, too', async () => {
    const root = plantSample({ files: { 'closed/a': 'x', '.dockerignore': 'closed\n' } });
    chmodSync(root, 0o755);
    chmodSync(`${root}/closed`, CLOSED);
    onTestFinished(() => chmodSync(`${root}/closed`, 0o700));
    const { findings, transfer } = await asAnother(() => inspectContext(root));
    expect([findings, transfer.classicTarBytes]).toEqual([[], null]);
    await expect(asAnother(() => inspectContext(root, { walk: 'classic' }))).rejects.toMatchObject({
      code: 'unreadable',
      entry: 'closed',
    });
  });

  it('fails both builders where the directory is sent, and neither names nor counts what is in it', async () => {
    const root = plantSample({ files: { 'closed/a': 'x' } });
    chmodSync(root, 0o755);
    chmodSync(`${root}/closed`, CLOSED);
    onTestFinished(() => chmodSync(`${root}/closed`, 0o700));
    for (const walk of ['buildkit', 'classic'] as const)
      await expect(asAnother(() => inspectContext(root, { walk }))).rejects.toMatchObject({
        code: 'unreadable',
        entry: 'closed',
        message: expect.stringContaining('cannot be read'),
      });
  });

  it('leaves BuildKit alone where the directory is excluded and a later line reaches into it', async () => {
    const root = plantSample({ files: { 'closed/a': 'x', b: 'xx', '.dockerignore': 'closed\n!closed/a\n' } });
    chmodSync(root, 0o755);
    chmodSync(`${root}/closed`, CLOSED);
    onTestFinished(() => chmodSync(`${root}/closed`, 0o700));
    const { sent, transfer } = await asAnother(() => inspectContext(root));
    expect([sent.files, transfer.classicTarBytes]).toEqual([2, null]);
  });

  it('says nothing of a private file of one’s own', async () => {
    const root = plantSample({ files: { a: 'x' } });
    chmodSync(`${root}/a`, 0o600);
    expect((await inspectContext(root)).findings).toEqual([]);
  });
});

/** Root may read everything, so it becomes nobody meanwhile; anybody else is kept out by the modes above. */
async function asAnother<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid!(65534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}

describe('context/unsendable-name', () => {
  const stray = (root: string, ...bytes: readonly number[]): Buffer =>
    Buffer.concat([Buffer.from(`${root}/`), Buffer.from(bytes)]);
  const plant = (files: Readonly<Record<string, string>>): string => {
    const root = plantSample({ files });
    writeFileSync(stray(root, 0x61, 0xff), 'x');
    writeFileSync(stray(root, 0x62, 0xfe), 'x');
    return root;
  };

  it('finds what BuildKit would fail on', async () => {
    const { findings } = await inspectContext(plant({ a: 'x' }));
    expect(findings).toMatchObject([
      {
        rule: 'context/unsendable-name',
        severity: 'error',
        place: { path: 'a\\xff' },
        facts: { entries: 2 },
        fix: 'Rename it, or exclude `a?`.',
      },
    ]);
  });

  it('finds the target of a link, too', async () => {
    const root = plantSample({ files: { a: 'x' } });
    symlinkSync(Buffer.from([0xff]), `${root}/link`);
    expect((await inspectContext(root)).findings).toMatchObject([{ place: { path: 'link' } }]);
  });

  it.each([
    ['what is excluded', { '.dockerignore': 'a?\nb?\n' }, 'buildkit'],
    ['what no instruction asks for', { c: 'x', Dockerfile: 'FROM scratch\nCOPY c /\n' }, 'buildkit'],
    ['the classic builder, which takes them', { a: 'x' }, 'classic'],
  ] as const)('says nothing of %s', async (_, files, walk) => {
    expect((await inspectContext(plant(files), { walk })).findings).toEqual([]);
  });
});

describe('context/case-collision', () => {
  it.each([
    ['README.md', 'readme.md'],
    ['src/Makefile', 'src/makefile'],
    ['Éa', 'éa'],
  ])('finds %s and %s', async (upper, lower) => {
    expect(await findingsOf({ files: { [upper]: 'x', [lower]: 'xx' } }, 'case-collision')).toMatchObject([
      { bytes: 2, place: { path: lower }, facts: { other: upper.slice(upper.lastIndexOf('/') + 1) } },
    ]);
  });

  it.each([
    ['other directories', { 'a/README': 'x', 'b/readme': 'x' }],
    ['other names', { README: 'x', 'readme.md': 'x' }],
    ['what is excluded', { README: 'x', readme: 'x', '.dockerignore': 'readme\n' }],
  ])('says nothing of %s', async (_, files) => {
    expect(await findingsOf({ files }, 'case-collision')).toEqual([]);
  });
});

describe('context/huge-symlink-target-outside', () => {
  function plant(target: (base: string) => string): string {
    const base = plantTree();
    mkdirSync(`${base}/root`);
    mkdirSync(`${base}/shared`);
    writeFileSync(`${base}/large.bin`, 'x'.repeat(2000));
    symlinkSync(target(base), `${base}/root/link`);
    return `${base}/root`;
  }

  it.each<[string, (base: string) => string, object]>([
    ['a large file, relative', () => '../large.bin', { bytes: 2000, facts: { isDirectory: false } }],
    ['a large file, absolute', (base) => `${base}/large.bin`, { bytes: 2000 }],
    ['a directory, relative', () => '../shared', { bytes: 0, facts: { isDirectory: true } }],
  ])('finds a link to %s', async (_, target, expected) => {
    const { findings } = await inspectContext(plant(target), { maxFile: 1000 });
    expect(findings).toMatchObject([
      { rule: 'context/huge-symlink-target-outside', place: { path: 'link' }, ...expected },
    ]);
  });

  it.each<[string, (base: string) => string]>([
    ['a path of the image', () => '/var/run/app'],
    ['a directory, absolute', (base) => `${base}/shared`],
    ['nothing', () => '../gone'],
    ['the context itself', () => '.'],
    ['a small file', () => '../large.bin'],
  ])('says nothing of a link to %s', async (what, target) => {
    const { findings } = await inspectContext(plant(target), {
      maxFile: what === 'a small file' ? 5000 : 1000,
    });
    expect(findings).toEqual([]);
  });
});
