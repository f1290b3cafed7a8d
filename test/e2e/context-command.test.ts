import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ContextReport } from '../../src/context/report.ts';
import { plimsoll } from '../support/cli.ts';
import { schemaComplaints } from '../support/schema.ts';
import { plantTree } from '../support/tree.ts';

const MAKE = fileURLToPath(new URL('../../fixtures/contexts/make.mjs', import.meta.url));

function sampleContext(): string {
  const where = plantTree();
  execFileSync(process.execPath, [MAKE, where]);
  return `${where}/web-app`;
}

describe('plimsoll context', () => {
  it('shows what the sample context sends, in Docker’s own figures', async () => {
    const { code, out, err } = await plimsoll(['context', '.'], { cwd: sampleContext() });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Build context .\n');
    expect(out).toContain('.dockerignore, 15 rules');
    expect(out).toMatch(/Sending build context to Docker daemon {2}15\.12MB/);
    expect(out).toMatch(/transferring context: 15\.03MB/);
    expect(out).toMatch(/12\.4 MB +83 % .* data\n/);
    expect(out).toMatch(/warning +12\.4 MB +data\/orders-2025\.sql is sent/);
  });

  it('writes the report that its schema describes', async () => {
    const { code, out } = await plimsoll(['context', sampleContext(), '--format', 'json', '--list']);
    const report = JSON.parse(out);
    expect(code).toBe(0);
    expect(schemaComplaints('context', report)).toEqual([]);
    expect(report.excluded.complete).toBe(false);
    expect(report.entries.find((entry: { path: string }) => entry.path === 'node_modules')).toMatchObject({
      type: 'directory',
      bytes: null,
      sent: false,
      decidedBy: 2,
    });
  });

  it('adds up: what is sent is the sum of its entries, of its top level, and of its files', async () => {
    const { out } = await plimsoll(['context', sampleContext(), '--format', 'json', '--list', '--top', '0']);
    const report = JSON.parse(out);
    const sum = (items: readonly { bytes: number }[]): number =>
      items.reduce((total, { bytes }) => total + bytes, 0);
    const sent = report.entries.filter((entry: { sent: boolean }) => entry.sent);
    expect([sum(sent), sum(report.topLevel), sum(report.largestFiles)]).toEqual(
      Array(3).fill(report.sent.bytes),
    );
    expect(report.largestFiles).toHaveLength(report.sent.files);
  });

  it('breaks the gate that is asked for', async () => {
    const root = plantTree({ big: 'x'.repeat(2000) });
    expect((await plimsoll(['context', root, '--max-file', '1kB', '--fail-on', 'warning'])).code).toBe(1);
    expect((await plimsoll(['context', root, '--max-file', '2kB', '--fail-on', 'warning'])).code).toBe(0);
  });

  it.each([
    [['context', 'nowhere'], 'nowhere does not exist'],
    [['context', 'a-file'], 'a-file is a file'],
    [['context', 'bad'], '.dockerignore:2: Docker refuses this rule (syntax error in pattern "[")'],
    [['context', '--ignore-file', 'nowhere'], 'nowhere is no file'],
    [['context', '--walk', 'both-feet'], 'Allowed choices are'],
  ])('ends with status 2 and one sentence: %j', async (args, message) => {
    const root = plantTree({ 'a-file': '', 'bad/.dockerignore': '# first\n[\n' });
    const { code, out, err } = await plimsoll(args, { cwd: root });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });

  it('writes the tar that the classic builder would send, to a file and to stdout, and lists what is sent', async () => {
    const root = plantTree({ '.dockerignore': 'd\n', a: 'x', 'b\nc': 'y', 'd/e': 'z' });
    const outputs = ['--output', 'tar=out.tar', '--output', 'list=out.list'];
    const { code, out } = await plimsoll(['context', '.', ...outputs, '--format', 'json'], { cwd: root });
    expect([code, readFileSync(`${root}/out.list`, 'utf8')]).toEqual([0, '.dockerignore\na\nb\\nc\n']);
    expect(statSync(`${root}/out.tar`).size).toBe(JSON.parse(out).transfer.classicTarBytes);
    expect(readdirSync(root)).toEqual(['.dockerignore', 'a', 'b\nc', 'd', 'out.list', 'out.tar']);
    const piped = await plimsoll([
      'context',
      root,
      '--ignore-file',
      `${root}/.dockerignore`,
      '--format',
      'tar',
    ]);
    expect([piped.code, piped.err]).toEqual([0, '']);
    expect(piped.out.slice(0, 14)).toBe('.dockerignore\0');
  });

  it('ends bare paths with NUL, each byte as it is', async () => {
    const root = plantTree({ 'b\nc': 'y', '.dockerignore': 'out\n', 'out/x': '' });
    const { out } = await plimsoll(['context', root, '-0']);
    expect(out).toBe('.dockerignore\0b\nc\0');
  });

  it('leaves nothing behind when the tar cannot be written', async () => {
    const root = plantTree({ a: 'x', '.dockerignore': '[\n', 'rules/none': '' });
    const { code, err } = await plimsoll(
      [
        'context',
        '.',
        '--output',
        'tar=out.tar',
        '--ignore-file',
        'rules/none',
        '--output',
        'tar=no/such/dir.tar',
      ],
      { cwd: root },
    );
    expect([code, err.includes('no/such/dir.tar cannot be written (ENOENT)')]).toEqual([2, true]);
    expect(readdirSync(root)).toEqual(['.dockerignore', 'a', 'out.tar', 'rules']);
  });

  it('takes build arguments and named contexts, and refuses what is no NAME=VALUE', async () => {
    const root = plantTree({
      Dockerfile: 'FROM scratch\nARG DIR=none\nCOPY ${DIR} /\nCOPY --from=lib l /\n',
      '.dockerignore': 'lib\n',
      'one/a': 'aaa',
      'two/b': 'bb',
      'lib/l': 'l',
    });
    const options = ['--build-arg', 'DIR=two', '--build-context', `lib=${root}/lib`];
    const { code, out } = await plimsoll(['context', root, ...options, '--format', 'json']);
    expect(code).toBe(0);
    expect((JSON.parse(out) as ContextReport).transfer.needed).toMatchObject({ files: 1, sources: ['two'] });
    for (const option of ['--build-arg', '--build-context']) {
      const { code: refused, err } = await plimsoll(['context', root, option, '=two']);
      expect([refused, err]).toEqual([2, expect.stringContaining('It must be NAME=VALUE.')]);
    }
  });

  it('escapes control characters in names', async () => {
    const root = plantTree({ 'a\u001b[31m\nb': 'x' });
    const { out } = await plimsoll(['context', root]);
    expect(out).toContain('a\\x1b[31m\\nb');
    expect(out).not.toContain('\u001b');
  });

  it.each([40, 80, 200])('fits %d columns', async (width) => {
    const { out } = await plimsoll(['context', sampleContext(), '--width', String(width), '--list']);
    const widest = Math.max(
      ...out
        .split('\n')
        .slice(1)
        .map((line) => [...line].length),
    );
    expect(widest).toBeLessThanOrEqual(width);
  });
});
