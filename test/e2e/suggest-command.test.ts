import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plimsoll } from '../support/cli.ts';
import { plantTree } from '../support/tree.ts';

const FILES = { 'node_modules/a.js': 'x'.repeat(5000), 'src/a.ts': 'x' };

describe('plimsoll context --suggest', () => {
  it('shows the lines with what each saves, and leaves the file alone', async () => {
    const root = plantTree({ ...FILES, '.dockerignore': '*.log' });
    const { code, out, err } = await plimsoll(['context', root, '--suggest']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Suggested lines for \.dockerignore\n.*\n +5 kB +1 {2}node_modules\n/);
    expect(readFileSync(`${root}/.dockerignore`, 'utf8')).toBe('*.log');
  });

  it.each([
    ['a file without a line end', '*.log', '*.log\nnode_modules\n'],
    ['an empty file', '', 'node_modules\n'],
    ['Windows line ends', '*.log\r\n', '*.log\r\nnode_modules\r\n'],
    ['no file', null, 'node_modules\n'],
  ])('--write appends them to %s and shows the difference', async (_, before, after) => {
    const root = plantTree({ ...FILES, ...(before === null ? {} : { '.dockerignore': before }) });
    const { code, err } = await plimsoll(['context', '.', '--suggest', '--write'], { cwd: root });
    expect([code, err]).toEqual([0, '--- .dockerignore\n+++ .dockerignore\n+node_modules\n']);
    expect(readFileSync(`${root}/.dockerignore`, 'utf8')).toBe(after);
    const again = await plimsoll(['context', root, '--suggest', '--write']);
    expect(again.err).toBe('plimsoll: there is nothing to add.\n');
  });

  it('--write keeps every byte of the file', async () => {
    const root = plantTree(FILES);
    writeFileSync(`${root}/.dockerignore`, Buffer.from([0x61, 0xff, 0x0a]));
    await plimsoll(['context', root, '--suggest', '--write']);
    expect(readFileSync(`${root}/.dockerignore`, 'latin1')).toBe('a\u00ff\nnode_modules\n');
  });

  it('--write goes to the file that the build reads', async () => {
    const root = plantTree({
      ...FILES,
      Dockerfile: 'FROM scratch\nCOPY src /\n',
      'Dockerfile.dockerignore': 'a\n',
    });
    await plimsoll(['context', root, '--suggest', '--write']);
    expect(readFileSync(`${root}/Dockerfile.dockerignore`, 'utf8')).toBe('a\nnode_modules\n');
  });

  it('--write refuses where nobody knows what the Dockerfile needs', async () => {
    const root = plantTree({ ...FILES, Dockerfile: 'FROM scratch\nCOPPY src /\n', '.dockerignore': 'a\n' });
    const { code, err } = await plimsoll(['context', root, '--suggest', '--write']);
    expect(code).toBe(2);
    expect(err).toContain('plimsoll: Dockerfile cannot be followed');
    expect(readFileSync(`${root}/.dockerignore`, 'utf8')).toBe('a\n');
  });

  it.each([
    ['a rule that can never work', '*\n!node_modules\n!src\n../x\n'],
    ['a rule that Docker refuses', '[a\n'],
  ])('--write refuses a file with %s', async (_, text) => {
    const root = plantTree({ ...FILES, '.dockerignore': text });
    const { code, err } = await plimsoll(['context', root, '--suggest', '--write']);
    expect(code).toBe(2);
    expect(err).toMatch(/^plimsoll: \.dockerignore:\d+: /m);
    expect(readFileSync(`${root}/.dockerignore`, 'utf8')).toBe(text);
  });
});
