import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CliResult, plimsoll } from '../support/cli.ts';
import { madeImage } from '../support/made-image.ts';
import { schemaComplaints } from '../support/schema.ts';
import { plantTree } from '../support/tree.ts';

const config = (total: number, more = ''): string =>
  `contexts:\n  - path: .\n    budgets:\n      - { path: src, total: ${total} }\n${more}`;
const FILES = { 'src/a.js': 'aaaa', '.git/': '' };
const check = (cwd: string, ...args: string[]): Promise<CliResult> => plimsoll(['check', ...args], { cwd });

describe('plimsoll check', () => {
  it('ends with 0 when every budget is kept', async () => {
    const { code, out, err } = await check(plantTree({ ...FILES, 'plimsoll.yaml': config(4) }));
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/pass {2}path src +█{10} +4 B +4 B +0 B\n/);
    expect(out).toMatch(/\n\npass: 1 of 1 budget kept\n$/);
  });

  it('ends with 1 when a budget is broken, and names who is to blame', async () => {
    const { code, out, err } = await check(plantTree({ ...FILES, 'plimsoll.yaml': config(3) }));
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('FAIL');
    expect(out).toContain('"src" is 4 B, 1 B over the limit of 3 B; most is src/a.js (4 B).');
    expect(out).toMatch(/fail: 1 of 1 budget broken\n$/);
  });

  it('ends with 2 when something could not be read, whatever else, and goes on', async () => {
    const more = 'images:\n  - archive: broken.tar\n    budgets: [{ total: 1 }]\n';
    const directory = plantTree({ ...FILES, 'plimsoll.yaml': config(3, more), 'broken.tar': 'no archive' });
    for (const args of [[], ['--fail-on', 'never'], ['--quiet']]) {
      const { code, out, err } = await check(directory, ...args);
      expect(code).toBe(2);
      expect(err).toContain('broken.tar');
      expect(out).toContain('1 of 2 budgets broken, 1 of 2 budgets could not be measured');
    }
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['there is no configuration', {}, 'There is no plimsoll.yaml here or above'],
    [
      'it is wrong',
      { 'plimsoll.yaml': config(3).replace('total', 'totl') },
      'plimsoll.yaml:4:22: contexts[0].budgets[0].totl is no key',
    ],
    ['it gates nothing', { 'plimsoll.yaml': 'contexts: []' }, 'gates nothing'],
    [
      'the baseline is damaged',
      { 'plimsoll.yaml': config(3), 'plimsoll-baseline.json': '{' },
      'The baseline plimsoll-baseline.json cannot be used: it is not JSON.',
    ],
  ])('ends with 2 when %s', async (_label, files, message) => {
    const { code, out, err } = await check(plantTree({ ...FILES, ...files }));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it.each<[string, readonly string[]]>([
    ['a shard beyond the count', ['--shard', '3/2']],
    ['a shard that is none', ['--shard', 'one']],
    ['an unknown format', ['--format', 'xml']],
    ['an option that is none', ['--basline']],
  ])('ends with 2 for %s', async (_label, args) => {
    const { code, out } = await check(plantTree({ ...FILES, 'plimsoll.yaml': config(3) }), ...args);
    expect([code, out]).toEqual([2, '']);
  });

  it('finds the configuration from a sub-directory, and places its paths there', async () => {
    const directory = plantTree({ ...FILES, 'plimsoll.yaml': config(3), 'deep/er/': '' });
    const { code, out } = await check(join(directory, 'deep/er'), '--format', 'json');
    expect(code).toBe(1);
    const report = JSON.parse(out);
    expect(report.config).toBe('../../plimsoll.yaml');
    expect(report.verdicts[0]).toMatchObject({ measured: 4, source: { file: 'plimsoll.yaml', line: 4 } });
    expect(schemaComplaints('check', report)).toEqual([]);
  });

  it('reads the configuration that is named', async () => {
    const directory = plantTree({
      ...FILES,
      'ci/strict.yml': 'contexts: [{ path: .., budgets: [{ path: src, total: 3 }] }]',
    });
    expect((await check(directory, '--config', 'ci/strict.yml')).code).toBe(1);
    expect((await check(directory, '--config', 'nowhere.yml')).code).toBe(2);
  });

  it('writes several formats in one run', async () => {
    const directory = plantTree({ ...FILES, 'plimsoll.yaml': config(3) });
    const formats = ['json', 'ndjson', 'csv', 'markdown', 'sarif', 'junit', 'gitlab', 'table'];
    const outputs = formats.flatMap((format) => ['--output', `${format}=${format}.out`]);
    const { code, out } = await check(directory, '--format', 'github', ...outputs);
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=plimsoll\.yaml,line=4,title=budget\/path::/);
    for (const format of formats)
      expect(readFileSync(join(directory, `${format}.out`), 'utf8')).toContain('src');
  });

  it('writes a baseline, holds growth against it, and compares with an archive', async () => {
    const images = 'images:\n  - archive: app.tar\n    budgets: [{ growth: { percent: 10 } }]\n';
    const directory = plantTree({ 'plimsoll.yaml': images, '.git/': '' });
    const archive = join(directory, 'app.tar');
    madeImage([{ by: 'COPY . .', files: { a: 100 } }], archive);
    expect((await check(directory)).err).toContain('write it with plimsoll check --update-baseline');
    expect((await check(directory, '--require-baseline')).code).toBe(1);
    expect((await check(directory, '--update-baseline')).code).toBe(0);
    expect((await check(directory)).code).toBe(0);
    madeImage([{ by: 'COPY . .', files: { a: 111 } }], archive);
    const grown = await check(directory, '--width', '120');
    expect(grown.code).toBe(1);
    expect(grown.out).toContain(
      'The total grew by 11 B (11 %) over the 100 B of the baseline; 10 B is allowed;',
    );
    madeImage([{ by: 'COPY . .', files: { a: 110 } }], join(directory, 'old.tar'));
    expect((await check(directory, '--against', 'old.tar')).code).toBe(0);
    expect((await check(directory, '--against', 'nowhere.tar')).code).toBe(2);
  });

  it('prints what is in force and from where', async () => {
    const { code, out } = await check(plantTree({ ...FILES, 'plimsoll.yaml': config(3) }), '--print-config');
    expect(code).toBe(0);
    expect(out).toContain('- { path: src, total: 3 } # plimsoll.yaml:4');
  });

  it('judges suppressions on the day it is given', async () => {
    const more =
      'suppress: [{ rule: context/oversized-file, reason: x, until: 2027-01-31 }]\nfailOn: warning\n';
    const directory = plantTree({ ...FILES, 'plimsoll.yaml': config(9, more) });
    writeFileSync(join(directory, 'big.bin'), Buffer.alloc(11_000_000));
    expect((await check(directory, '--now', '2027-01-31')).code).toBe(0);
    const late = await check(directory, '--now', '2027-02-01');
    expect(late.code).toBe(1);
    expect(late.err).toContain('ran out on 2027-01-31');
  });

  it('does not change because CI is set', async () => {
    const directory = plantTree({ ...FILES, 'plimsoll.yaml': config(3) });
    const plain = await check(directory);
    const inCi = await plimsoll(['check'], { cwd: directory, env: { CI: 'true', GITHUB_ACTIONS: 'true' } });
    expect(inCi).toEqual(plain);
  });
});
