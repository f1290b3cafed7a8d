import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plimsoll } from '../support/cli.ts';
import { schemaComplaints } from '../support/schema.ts';
import { plantTree } from '../support/tree.ts';

const TREE = {
  '.dockerignore': '# built\ndist\n!dist/keep\n*.log\n',
  Dockerfile: 'FROM scratch\nCOPY . /\n',
  'dist/keep': 'x',
  'dist/drop': 'x',
  'a.log': 'x',
};

describe('plimsoll explain', () => {
  it('says that a path behind a link is not in the context under that name', async () => {
    const root = plantTree({ 'real/a': 'x' });
    symlinkSync('real', join(root, 'link'));
    const { code, err } = await plimsoll(['explain', 'link/a', '--context', root]);
    expect(code).toBe(0);
    expect(err).toContain('link/a lies behind the link link: it is not in the context under this name.');
  });

  it('says of each path whether it is sent, by which line, and how to change that', async () => {
    const { code, out, err } = await plimsoll([
      'explain',
      'dist/drop',
      'dist/keep',
      'a.log',
      '--context',
      plantTree(TREE),
    ]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('dist/drop: not sent\n  Because       .dockerignore:2: dist\n');
    expect(out).toContain('add a last line to .dockerignore: !dist/drop');
    expect(out).toContain('dist/keep: sent\n  Because          .dockerignore:3: !dist/keep\n');
    expect(out).toContain('2  inherited   dist        dist\n');
    expect(out).toContain('Asked for by  line 2: COPY . /');
  });

  it('takes a Dockerfile from standard input, as context does, and then no ignore file that bears its name', async () => {
    const cwd = plantTree({ ...TREE, 'Dockerfile.dockerignore': 'dist\n' });
    const stdin = Buffer.from('FROM scratch\nCOPY dist/keep /\n');
    const explained = await plimsoll(['explain', '-f', '-', 'dist/keep'], { cwd, stdin });
    expect(explained.out).toContain('.dockerignore:3: !dist/keep');
    expect(explained.out).toContain('line 2: COPY dist/keep /');
    const weighed = await plimsoll(['context', '--file', '-', '--format', 'json'], { cwd, stdin });
    expect(JSON.parse(weighed.out).transfer.needed.sources).toEqual(['dist/keep']);
    expect((await plimsoll(['context', '-', '-f', '-'], { cwd, stdin })).code).toBe(2);
  });

  it('writes the report that its schema describes', async () => {
    const root = plantTree(TREE);
    const { out } = await plimsoll(['explain', '.', 'dist', 'nowhere', '--format', 'json'], { cwd: root });
    const report = JSON.parse(out);
    expect(schemaComplaints('explain', report)).toEqual([]);
    expect(
      report.paths.map(({ path, exists, sent }: Record<string, unknown>) => [path, exists, sent]),
    ).toEqual([
      ['.', true, true],
      ['dist', true, true],
      ['nowhere', false, true],
    ]);
  });

  it('ends with status 2 for a path outside the context, and without a path', async () => {
    const root = plantTree(TREE);
    const outside = await plimsoll(['explain', '../x'], { cwd: root });
    expect([outside.code, outside.out]).toEqual([2, '']);
    expect(outside.err).toContain('../x is outside the context');
    expect((await plimsoll(['explain'], { cwd: root })).code).toBe(2);
  });

  it('lists every path with its verdict and the line that decides', async () => {
    const cwd = plantTree(TREE);
    const { code, out } = await plimsoll(['explain', '--list'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}excluded +1 B +dist\/drop +2 {2}dist$/m);
    expect(out).toMatch(/^ {2}sent +1 B +dist\/keep +3 {2}!dist\/keep$/m);
    const records = (await plimsoll(['explain', '--list', 'dist', '--format', 'ndjson'], { cwd })).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ path, sent, decidedBy }) => [path, sent, decidedBy.line])).toEqual([
      ['dist', true, 2],
      ['dist/drop', false, 2],
      ['dist/keep', true, 3],
    ]);
  });

  it('lists the bare paths that are sent for other tools, each ended by a NUL', async () => {
    const cwd = plantTree({ ...TREE, 'odd\nname': 'x' });
    const list = async (...args: readonly string[]) =>
      (await plimsoll(['explain', '--list', '-0', ...args], { cwd })).out;
    expect(await list()).toBe('.dockerignore\0Dockerfile\0dist\0dist/keep\0odd\nname\0');
    expect(await list('dist/keep', 'a.log', 'nowhere')).toBe('dist/keep\0');
  });

  it.each([
    [['explain'], 'No path is named'],
    [['explain', 'a', '--format', 'ndjson'], 'a format of --list'],
    [['explain', '--list', '../x'], 'not a path of the context'],
  ])('refuses %j with status 2', async (args, message) => {
    const { code, out, err } = await plimsoll(args, { cwd: plantTree(TREE) });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});
