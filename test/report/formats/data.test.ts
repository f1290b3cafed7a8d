import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectCompose } from '../../../src/inspect/compose/compose.ts';
import { inspectContext } from '../../../src/inspect/context.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { wellFormed } from '../../../src/report/formats/json.ts';
import { renderReport } from '../../../src/report/render.ts';
import { printable } from '../../../src/report/text/printable.ts';
import { duckRows } from '../../support/duckdb.ts';
import { fixture } from '../../support/fixtures.ts';
import { HOSTILE, hostileReport } from '../../support/hostile-report.ts';
import { plantTree } from '../../support/tree.ts';

const file = (
  name: string,
  format: string,
  report: Parameters<typeof renderReport>[0] = hostileReport(),
): string => join(plantTree({ [name]: renderReport(report, format) }), name);

describe('ndjson', () => {
  it('is one JSON object a line', () => {
    const lines = renderReport(hostileReport(), 'ndjson').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).record)).toEqual([
      'subject',
      'verdict',
      'verdict',
      'verdict',
      'finding',
      'finding',
      'subject',
      'verdict',
      'verdict',
      'finding',
      'layer',
    ]);
  });

  it('is read by a data engine with names and numbers intact', async () => {
    const rows = await duckRows(
      `select record, subject, measured, path from read_json('${file('r.ndjson', 'ndjson')}') where record = 'verdict' order by measured nulls last`,
    );
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatchObject({ subject: '.', measured: '1' });
    expect(rows.map(({ path }) => path)).toContain(wellFormed(HOSTILE));
  });

  it('of an image has its layers, of a context its entries when listed', async () => {
    const image = await inspectImage(fixture('archives/tiny/kitchen/docker20-save.tar'));
    const [row] = await duckRows(
      `select count(*) as layers, sum(fileBytes) as bytes from read_json('${file('i.ndjson', 'ndjson', image)}') where record = 'layer'`,
    );
    expect(row).toMatchObject({ layers: String(image.totals.layers), bytes: String(image.totals.fileBytes) });
    const context = await inspectContext(plantTree({ a: 'a', 'b/c': 'cc' }), { list: true });
    const [sum] = await duckRows(
      `select sum(bytes) as bytes from read_json('${file('c.ndjson', 'ndjson', context)}') where record = 'entry' and type = 'file'`,
    );
    expect(sum).toEqual({ bytes: '3' });
  });
});

describe('records of a compose file', () => {
  it('are those of each build under its own name', async () => {
    const root = plantTree({
      'compose.yaml': 'services: { web: { build: ./web }, api: { build: ./api } }\n',
      'web/Dockerfile': 'FROM scratch\nCOPY . /\n',
      'web/a': 'aaa',
      'api/Dockerfile': 'FROM scratch\nCOPY . /\n',
      'api/.env': 'TOKEN=1\n',
    });
    const report = await inspectCompose(join(root, 'compose.yaml'), { list: true, budgets: ['files=1'] });
    const lines = renderReport(report, 'ndjson').trimEnd().split('\n');
    const kinds = lines.map((line) => {
      const { subject, record } = JSON.parse(line) as { subject: string; record: string };
      return `${basename(subject)} ${record}`;
    });
    const count = (kind: string): number => kinds.filter((other) => other === kind).length;
    for (const name of ['api', 'web'])
      expect(['subject', 'verdict', 'entry'].map((kind) => count(`${name} ${kind}`))).toEqual([1, 1, 2]);
    expect(count('api finding')).toBeGreaterThan(0);
    expect(count('web finding')).toBe(0);
  });
});

describe('csv', () => {
  it('is read by a data engine, one row a record', async () => {
    const rows = await duckRows(
      `select record, subject, measured, "limit", path, reason from read_csv('${file('r.csv', 'csv')}', header = true, strict_mode = true, all_varchar = true)`,
    );
    expect(rows).toHaveLength(11);
    expect(rows[1]).toMatchObject({ record: 'verdict', subject: '.', measured: '1', limit: '2' });
    expect(rows.filter(({ path }) => path !== null).map(({ path }) => path)).toContain(
      `'${printable(HOSTILE)}`,
    );
  });

  it('has no cell that a spreadsheet would run', () => {
    const text = renderReport(hostileReport(), 'csv');
    expect(text).not.toMatch(/(^|,)"?[=+@-][^0-9]/m);
    expect(text.startsWith('record,subjectKind,subject,')).toBe(true);
  });
});
