import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkReport, finding, verdict } from '../support/check-report.ts';
import { schemaComplaints } from '../support/schema.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/schema.mjs', import.meta.url));

const report = checkReport({ findings: [finding()], verdicts: [verdict()] });

describe('the published JSON Schemas', () => {
  it('are what the report types of the sources say, and docs/json.md says the same', () => {
    const { status, stderr } = spawnSync(process.execPath, [SCRIPT, '--check'], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('take a report of their kind', () => {
    expect(schemaComplaints('check', report)).toEqual([]);
  });

  it.each<[string, object]>([
    ['of another kind', { kind: 'image' }],
    ['of another schema version', { schemaVersion: 2 }],
    ['with a field retyped', { status: 3 }],
    ['with a field it does not know', { extra: true }],
    ['with a list that is none', { findings: 7 }],
  ])('refuse a report %s', (_label, spoilt) => {
    expect(schemaComplaints('check', { ...report, ...spoilt })).not.toEqual([]);
  });

  it('refuse a report with a field dropped', () => {
    const { verdicts, ...rest } = report;
    expect(verdicts).toHaveLength(1);
    expect(schemaComplaints('check', rest)).not.toEqual([]);
  });

  it('hold bytes to whole numbers', () => {
    const [finding] = report.findings;
    expect(schemaComplaints('check', { ...report, findings: [{ ...finding, bytes: 1.5 }] })).not.toEqual([]);
  });
});
