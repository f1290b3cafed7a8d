import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainImagePaths } from '../../../src/inspect/why.ts';
import { renderReport } from '../../../src/report/render.ts';
import { dockerArchive } from '../../support/image-archive.ts';
import { paxHeader, type TarEntry, tarOf } from '../../support/tar.ts';
import { plantTree } from '../../support/tree.ts';

/** What each layer did to the path, in words, the last first. */
async function livesOf(
  path: string,
  ...layers: readonly (readonly TarEntry[])[]
): Promise<readonly string[]> {
  const archive = join(plantTree(), 'app.tar');
  const history = layers.map((_, index) => ({ created_by: `RUN step ${index}` }));
  writeFileSync(archive, dockerArchive({ layers: layers.map((entries) => tarOf(...entries)), history }));
  const text = renderReport(await explainImagePaths(archive, [path]), 'table', { width: 200, bytes: true });
  return [...text.matchAll(/^ {2}layer \d+ +(.+)$/gm)].map((match) => match[1]!);
}

const file = (name: string, body: string, more: Partial<TarEntry> = {}): TarEntry => ({
  name,
  body,
  ...more,
});
const directory = (name: string, mode = 0o755): TarEntry => ({ name: `${name}/`, type: '5', mode });
const symlink = (name: string, link: string): TarEntry => ({ name, type: '2', link });

describe('the life of a path', () => {
  it.each<[string, readonly (readonly TarEntry[])[], readonly string[]]>([
    [
      'a file that gets other bytes and another mode',
      [[file('p', 'one')], [file('p', 'other', { mode: 0o755 })]],
      [
        'added: file of 3, -rw-r--r-- 0:0',
        'rewritten with other bytes: file of 5, -rwxr-xr-x 0:0; mode -rw-r--r-- → -rwxr-xr-x; hides 3',
      ],
    ],
    [
      'a file whose owner, time or attributes alone change',
      [
        [file('p', 'one')],
        [file('p', 'one', { uid: 7, gid: 8 })],
        [file('p', 'one', { uid: 7, gid: 8, mtime: 86_400 })],
        [paxHeader({ 'SCHILY.xattr.user.a': 'b' }), file('p', 'one', { uid: 7, gid: 8, mtime: 86_400 })],
      ],
      [
        'added: file of 3, -rw-r--r-- 0:0',
        'the same bytes again; owner 0:0 → 7:8; hides 3',
        'the same bytes again; time 2023-11-14T22:13:20Z → 1970-01-02T00:00:00Z; hides 3',
        'the same bytes again; other extended attributes; hides 3',
      ],
    ],
    [
      'a directory that is listed again',
      [[directory('p')], [directory('p')], [directory('p', 0o1777)]],
      [
        'added: directory, drwxr-xr-x 0:0',
        'listed again; nothing changed',
        'listed again; mode drwxr-xr-x → drwxrwxrwt',
      ],
    ],
    [
      'a link that points elsewhere',
      [[symlink('p', 'a')], [symlink('p', 'a')], [symlink('p', 'b')]],
      [
        'added: symlink → a, lrw-r--r-- 0:0',
        'symlink listed again; nothing changed',
        'now symlink → b, lrw-r--r-- 0:0',
      ],
    ],
    [
      'a hard link',
      [[file('a', 'one'), { name: 'p', type: '1', link: 'a' }]],
      ['added: hard link to a (3), hrw-r--r-- 0:0'],
    ],
    [
      'a file in whose place something else comes',
      [[file('p', 'one')], [symlink('p', 'a')], [directory('p')]],
      [
        'added: file of 3, -rw-r--r-- 0:0',
        'replaced by another type: symlink → a, lrw-r--r-- 0:0; hides 3',
        'replaced by another type: directory, drwxr-xr-x 0:0',
      ],
    ],
    ['a directory that nobody lists', [[file('p/a', 'one')]], ['a directory, because something is below it']],
    [
      'a file below which something comes',
      [[file('p', 'one')], [file('p/a', 'two')]],
      ['added: file of 3, -rw-r--r-- 0:0', 'replaced by a directory, because something is below it; hides 3'],
    ],
  ])('has a sentence for %s', async (_, layers, sentences) => {
    expect(await livesOf('p', ...layers)).toEqual(sentences);
  });

  it.each<[string, readonly TarEntry[], string]>([
    ['a whiteout', [file('d/.wh.p', '')], 'deleted by a whiteout of d/p; hides 3'],
    ['a whiteout of what it lies in', [file('.wh.d', '')], 'deleted by a whiteout of d; hides 3'],
    [
      'an opaque directory',
      [file('d/.wh..wh..opq', '')],
      'hidden: d/ is opaque, nothing of the layers below shows in it; hides 3',
    ],
    ['a file where its directory was', [file('d', '')], 'gone: d is no directory any more; hides 3'],
  ])('ends with %s', async (_, last, sentence) => {
    const lives = await livesOf('d/p', [directory('d'), file('d/p', 'one')], last);
    expect(lives.at(-1)).toBe(sentence);
  });
});
