import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TreeReport } from '../../src/image/tree/report.ts';
import { inspectTree } from '../../src/inspect/tree.ts';
import { plimsoll } from '../support/cli.ts';
import { fixture } from '../support/fixtures.ts';
import { madeImage } from '../support/made-image.ts';
import { schemaComplaints } from '../support/schema.ts';

const STACK = fixture('archives/tiny/opaque/docker20-save.tar');

const image = (): string =>
  madeImage([
    { by: 'COPY . /', files: { 'app/': '', 'app/a.txt': 'aaaa', 'app/b.bin': 300, 'etc/conf': 'x' } },
    { by: 'RUN build', files: { 'app/a.txt': 'aaaa', 'app/.wh.b.bin': '', 'app/\x1b[31mred': 'new' } },
  ]);

describe('plimsoll tree', () => {
  it('draws what one layer did, with letters and without control characters', async () => {
    const { code, out, err } = await plimsoll(['tree', image(), '--layer', '1', '--bytes']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      [
        'test/made:1, layer 1: RUN build',
        'stores 7 in 2 files, hides 304 in 2 files',
        '     Size              Hides  Path',
        '        7  ▎             304  ./',
        '        7  ▎             304  └─ app/',
        '  D   300  █████████▉            ├─ b.bin',
        '  =     4  ▏               4     ├─ a.txt',
        '  A     3  ▏                     └─ \\x1b[31mred',
        '  A added, = the same again, D removed',
        '',
      ].join('\n'),
    );
  });

  it('shows the final tree in ASCII and in 40 columns, and never a wider line', async () => {
    const { out } = await plimsoll([
      'tree',
      image(),
      '--ascii',
      '--width',
      '40',
      '--bytes',
      '--sort',
      'name',
    ]);
    expect(out).toBe(
      [
        'test/made:1, final tree: 8 in 3 files',
        '  Size  Path',
        '     8  ./',
        '     7   app/',
        '     3    \\x1b[31mred',
        '     4    a.txt',
        '     1   etc/',
        '     1    conf',
        '',
      ].join('\n'),
    );
  });

  it('shows what is hidden, by whom and why', async () => {
    const { out } = await plimsoll(['tree', image(), 'app', '--waste', '--bytes']);
    expect(out).toContain('test/made:1, hidden in the end below app: 304 in 2 files\n');
    expect(out).toMatch(/ D {5}300 +99 % .* ├─ b\.bin +0 → 1 deleted\n/);
    expect(out).toMatch(/ {8}4 +1 % .* └─ a\.txt +0 → 1 same bytes\n/);
  });

  it('has all paths as data, which fit their schema, a line each in ndjson', async () => {
    const json = await plimsoll(['tree', STACK, '--format', 'json']);
    const report = JSON.parse(json.out) as TreeReport;
    expect(schemaComplaints('tree', report)).toEqual([]);
    expect(report).toEqual(JSON.parse(JSON.stringify(await inspectTree(STACK))));
    const { out } = await plimsoll(['tree', STACK, '--format', 'ndjson']);
    const records = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ record }) => record)).toEqual(['tree', ...report.entries.map(() => 'path')]);
    expect(records[1]).toMatchObject({
      subject: report.image.tags[0],
      path: '.',
      bytes: report.totals.bytes,
    });
  });

  it('writes all paths to a file of data beside a text of the heaviest', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'plimsoll-test-')), 'tree.json');
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`d${i % 20}/f${i}`, 100 + i]));
    const archive = madeImage([{ by: 'COPY . /', files: many }]);
    const { out } = await plimsoll(['tree', archive, '--output', `json=${file}`]);
    expect(out.split('\n').length).toBeLessThan(50);
    const report = JSON.parse(readFileSync(file, 'utf8')) as TreeReport;
    expect(report.entries).toHaveLength(321);
  });

  it('says the same of standard input', async () => {
    const [file, stream] = await Promise.all([
      plimsoll(['tree', STACK, '--waste']),
      plimsoll(['tree', '-', '--waste'], { stdin: STACK }),
    ]);
    expect([stream.code, stream.out]).toEqual([0, file.out]);
  });

  it.each<[readonly string[], string]>([
    [['no/such'], 'The image has no path no/such.'],
    [['--layer', '9'], 'there is no layer 9; the image has 2 layers, 0 to 1.'],
    [['--layer', '1', '--up-to', '1'], "cannot be used with option '--up-to <n>'"],
    [['--depth', 'x'], 'It must be a whole number.'],
  ])('ends with 2 and one clear sentence for %j', async (args, sentence) => {
    const { code, out, err } = await plimsoll(['tree', image(), ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });
});
