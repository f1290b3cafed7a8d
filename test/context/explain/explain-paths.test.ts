import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PlimsollError } from '../../../src/core/errors.ts';
import { inspectContext } from '../../../src/inspect/context.ts';
import { explainPaths } from '../../../src/inspect/explain.ts';
import { plantTree } from '../../support/tree.ts';
import { IGNORE_VECTORS, plantVector } from '../../support/vectors.ts';

const usable = IGNORE_VECTORS.filter((vector) => vector.sent).map((vector) => [vector.name, vector] as const);

describe('an explanation', () => {
  it.each(usable)('says of every path what the walk says: %s', async (_, vector) => {
    const { root, ignoreFile } = plantVector(vector);
    for (const walk of ['buildkit', 'classic'] as const) {
      const { entries } = await inspectContext(root, { ignoreFile, walk, list: true, measureExcluded: true });
      const { paths } = await explainPaths(
        entries!.map(({ path }) => path),
        { context: root, ignoreFile, walk },
      );
      for (const [n, entry] of entries!.entries()) {
        const { path, type, sent, decidedBy, lostToPruning, arrivesEmpty } = paths[n]!;
        expect({ path, type, sent, decidedBy: decidedBy?.line ?? null, lostToPruning, arrivesEmpty }).toEqual(
          {
            path: entry.path,
            type: entry.type,
            sent: entry.sent,
            decidedBy: entry.decidedBy,
            lostToPruning: entry.lostToPruning,
            arrivesEmpty: entry.arrivesEmpty,
          },
        );
      }
    }
  });

  it.each(usable.filter((_, n) => n % 5 === 0))('offers a change that works: %s', async (_, vector) => {
    const { root, ignoreFile } = plantVector(vector);
    const before = readFileSync(ignoreFile, 'utf8');
    const files = vector.tree.filter((path) => !path.endsWith('/')).slice(0, 12);
    const { paths } = await explainPaths(files, { context: root, ignoreFile });
    for (const { path, sent, change } of paths) {
      if (change === null) continue;
      const lines = before.split('\n');
      if (change.kind === 'remove') lines[change.line! - 1] = '';
      else lines.push(change.text);
      writeFileSync(ignoreFile, lines.join('\n'));
      const { entries } = await inspectContext(root, { ignoreFile, list: true, measureExcluded: true });
      expect([path, entries!.find((entry) => entry.path === path)!.sent]).toEqual([path, !sent]);
    }
  });

  it.each<[string, string, string, object | null]>([
    [
      'a new last line for what is excluded',
      '*.log\n',
      'a.log',
      { kind: 'append', line: null, text: '!a.log' },
    ],
    ['a new last line for what is sent', 'x\n', 'a.log', { kind: 'append', line: null, text: 'a.log' }],
    [
      'a line less where no new one is looked for',
      'x*y\n',
      'x*y/f',
      { kind: 'remove', line: 1, text: 'x*y' },
    ],
    ['nothing where two lines are too many', 'x*y\nx*\n', 'x*y/f', null],
  ])('offers the smallest change: %s', async (_, rules, path, change) => {
    const root = plantTree({ '.dockerignore': rules, 'a.log': '', 'x*y/f': '' });
    const { paths } = await explainPaths([path], { context: root, walk: 'classic' });
    expect(paths[0]!.change).toEqual(change);
  });

  it('tells the effect of every rule in order, and the parent on which it matched', async () => {
    const root = plantTree({ '.dockerignore': 'a\n!a/b\na*\n*.md\n', 'a/b/c': '' });
    const { paths } = await explainPaths(['a/b/c'], { context: root });
    expect(paths[0]).toMatchObject({
      sent: true,
      decidedBy: { file: '.dockerignore', line: 2, text: '!a/b' },
      arrivesEmpty: true,
      trail: [
        { line: 1, effect: 'inherited', on: 'a' },
        { line: 2, effect: 'inherited', on: 'a/b' },
        { line: 3, effect: 'no match', on: null },
        { line: 4, effect: 'no match', on: null },
      ],
    });
  });

  it('names the skipped directory, and what is lost below it', async () => {
    const root = plantTree({ '.dockerignore': '*\n!a\na/b\n!a/*/**\n', 'a/b/c': '' });
    const { paths } = await explainPaths(['a/b/c'], { context: root });
    expect(paths[0]).toMatchObject({
      sent: false,
      skippedAt: 'a/b',
      lostToPruning: true,
      decidedBy: { line: 3 },
    });
  });

  it('answers for paths that do not exist, that are written oddly, and for links', async () => {
    const root = plantTree({ '.dockerignore': 'gone\n*/x\n', 'd/y': '' });
    const asked = ['gone/', './/d/./x', `${root}/d/y`, '.'];
    const { paths } = await explainPaths(asked, { context: root });
    expect(paths.map(({ path, exists, sent }) => [path, exists, sent])).toEqual([
      ['gone', false, false],
      ['d/x', false, false],
      ['d/y', true, true],
      ['.', true, true],
    ]);
  });

  it('knows that the classic client sends its own files', async () => {
    const root = plantTree({ '.dockerignore': '*\n', Dockerfile: 'FROM scratch\n' });
    const { paths } = await explainPaths(['Dockerfile', '.dockerignore'], { context: root, walk: 'classic' });
    expect(paths.map(({ sent, forced, decidedBy }) => [sent, forced, decidedBy])).toEqual([
      [true, true, null],
      [true, true, null],
    ]);
  });

  it('names the instructions that ask for a path', async () => {
    const root = plantTree({
      Dockerfile: 'FROM scratch\nCOPY src /src\nCOPY *.json /\n',
      'src/a': '',
      'p.json': '',
      other: '',
    });
    const { paths } = await explainPaths(['src/a', 'p.json', 'other'], { context: root });
    expect(paths.map(({ neededBy }) => neededBy)).toEqual([
      [{ line: 2, text: 'COPY src /src' }],
      [{ line: 3, text: 'COPY *.json /' }],
      [],
    ]);
  });

  it.each(['../x', '/etc/passwd', 'a/../../x'])('refuses %s, which is outside', async (path) => {
    const root = plantTree({ a: '' });
    await expect(explainPaths([path], { context: root })).rejects.toThrow(PlimsollError);
  });
});
