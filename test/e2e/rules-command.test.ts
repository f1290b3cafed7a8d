import { describe, expect, it } from 'vitest';
import { RULE_CATALOGUE } from '../../src/report/rules/catalogue.ts';
import type { RulesReport } from '../../src/report/rules/report.ts';
import { plimsoll } from '../support/cli.ts';
import { schemaComplaints } from '../support/schema.ts';

describe('plimsoll rules', () => {
  it('lists every rule within 80 columns', async () => {
    const { code, out, err } = await plimsoll(['rules']);
    expect([code, err]).toEqual([0, '']);
    for (const { id } of RULE_CATALOGUE) expect(out).toContain(`  ${id.slice(id.indexOf('/') + 1)} `);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('explains one, its kind left out or not', async () => {
    const [full, short] = await Promise.all([
      plimsoll(['rules', 'image/apt-lists-kept']),
      plimsoll(['rules', 'apt-lists-kept']),
    ]);
    expect(full.out).toBe(short.out);
    for (const part of ['What', 'Why', 'Cure', 'Bytes', 'Turn off'])
      expect(full.out).toContain(`\n  ${part} `);
    expect(full.out).toContain('rm -rf');
  });

  it('says the same as data', async () => {
    const { out } = await plimsoll(['rules', '--format', 'json']);
    const report = JSON.parse(out) as RulesReport;
    expect(schemaComplaints('rules', report)).toEqual([]);
    expect(report.rules.map(({ id }) => id)).toEqual(RULE_CATALOGUE.map(({ id }) => id));
  });

  it('names the nearest id where one is mistyped', async () => {
    const { code, out, err } = await plimsoll(['rules', 'image/apt-list-kept']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('did you mean "image/apt-lists-kept"?');
    expect((await plimsoll(['rules', 'secret-fil'])).err).toContain('did you mean');
    expect((await plimsoll(['rules', 'oversized'])).err).toContain('oversized-file"?');
  });
});
