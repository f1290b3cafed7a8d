import { execFileSync, spawnSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { contextTar } from '../../../src/context/export/context-tar.ts';
import type { SurveyOptions } from '../../../src/context/options.ts';
import { inspectContext } from '../../../src/inspect/context.ts';
import { plantEntries, type TreeEntry } from '../../support/context-tree.ts';
import { plantTree } from '../../support/tree.ts';

const DEFAULTS = { fileMode: '644', dirMode: '755', mtime: 1_700_000_000 };
const LONG = 'n'.repeat(120);
const DEEP = `${'d'.repeat(80)}/${'e'.repeat(90)}`;

async function tarOf(root: string, options: SurveyOptions = {}): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of contextTar(root, options)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function membersOf(tar: Buffer): Promise<readonly (Header & { readonly content: string })[]> {
  const members: (Header & { readonly content: string })[] = [];
  const reader = extract();
  Readable.from([tar]).pipe(reader);
  for await (const member of reader) {
    const pieces: Buffer[] = [];
    for await (const piece of member) pieces.push(piece as Buffer);
    members.push({ ...member.header, content: Buffer.concat(pieces).toString() });
  }
  return members;
}

function plant(entries: readonly TreeEntry[]): string {
  const root = `${plantTree()}/context`;
  plantEntries(root, entries, DEFAULTS);
  return root;
}

const ODD = [
  { path: 'a', type: 'file', content: 'x'.repeat(700), mode: '4755' },
  { path: 'b', type: 'hardlink', target: 'a' },
  { path: 'empty', type: 'file', size: 0 },
  { path: 'l', type: 'symlink', target: 'a' },
  { path: 'long-target', type: 'symlink', target: 't'.repeat(101) },
  { path: 'p', type: 'fifo' },
  { path: 's', type: 'socket' },
  { path: LONG, type: 'file', content: 'long' },
  { path: 'é.txt', type: 'file', content: 'utf-8' },
  { path: 'old', type: 'file', content: 'x', mtime: -86_400 },
  { path: 'far', type: 'file', content: 'x', mtime: 2 ** 33 },
  { path: 'x', type: 'dir', mode: '1777' },
  { path: DEEP, type: 'dir' },
  { path: `${DEEP}/f`, type: 'file', content: 'deep' },
] as const satisfies readonly TreeEntry[];

describe('the tar of a context', () => {
  it('is exactly as long as the classic builder’s figure', async () => {
    const root = plant(ODD);
    const { transfer } = await inspectContext(root);
    expect((await tarOf(root)).length).toBe(transfer.classicTarBytes);
  });

  it('holds what the classic walk sends, in its order, and nothing else', async () => {
    const root = plant([...ODD, { path: '.dockerignore', type: 'file', content: 'l\nx\n*.txt\n' }]);
    const { entries } = await inspectContext(root, { walk: 'classic', list: true });
    const sent = entries!
      .filter((entry) => entry.sent)
      .map(({ path, type }) => path + (type === 'directory' ? '/' : ''));
    expect((await membersOf(await tarOf(root))).map(({ name }) => name)).toEqual(sent);
  });

  it('holds content, modes, times, links and kinds', async () => {
    const members = new Map(
      (await membersOf(await tarOf(plant(ODD)))).map((member) => [member.name, member]),
    );
    expect(members.get('a')).toMatchObject({
      type: 'file',
      mode: 0o4755,
      uid: 0,
      gid: 0,
      content: 'x'.repeat(700),
    });
    expect(members.get('b')).toMatchObject({ type: 'link', linkname: 'a', size: 0 });
    expect(members.get('l')).toMatchObject({ type: 'symlink', linkname: 'a' });
    expect(members.get('long-target')).toMatchObject({ type: 'symlink', linkname: 't'.repeat(101) });
    expect(members.get('p')).toMatchObject({ type: 'fifo' });
    expect(members.get('x/')).toMatchObject({
      type: 'directory',
      mode: 0o1777,
      mtime: new Date(1_700_000_000_000),
    });
    expect(members.get(LONG)).toMatchObject({ content: 'long' });
    expect(members.get('old')?.pax).toMatchObject({ mtime: '-86400' });
    expect(members.get('far')?.pax).toMatchObject({ mtime: String(2 ** 33) });
    expect(members.get(`${DEEP}/f`)).toMatchObject({ content: 'deep', pax: null });
    expect(members.has('s')).toBe(false);
  });

  it('is read by GNU tar, which finds nothing different', async () => {
    const root = plant(ODD.filter(({ type }) => type !== 'socket'));
    const file = `${root}.tar`;
    writeFileSync(file, await tarOf(root));
    const listed = execFileSync('tar', ['--quoting-style=literal', '-tf', file], {
      env: { LC_ALL: 'C.UTF-8' },
    });
    expect(listed.toString().trim().split('\n')).toHaveLength(ODD.length);
    const { stdout } = spawnSync('tar', ['-df', file, '-C', root], { encoding: 'utf8' });
    // Docker sends everything as owned by root.
    const owners = process.getuid?.() === 0 ? /^$/ : /^(.*: ([UG]id differs)\n)*$/;
    expect(stdout).toMatch(owners);
  });

  it('leaves out the file that is being written', async () => {
    const root = plantTree({ a: '', 'out.tar': 'x' });
    const names: string[] = [];
    const pieces: Buffer[] = [];
    for await (const piece of contextTar(root, {}, `${root}/out.tar`)) pieces.push(piece);
    for (const { name } of await membersOf(Buffer.concat(pieces))) names.push(name);
    expect(names).toEqual(['a']);
  });

  it('fails in one sentence when a file shrinks meanwhile', async () => {
    const root = plantTree({ b: 'y'.repeat(600_000) });
    const work = (async () => {
      for await (const _ of contextTar(root)) truncateSync(`${root}/b`, 10);
    })();
    await expect(work).rejects.toThrow('b became shorter while it was read.');
  });
});
