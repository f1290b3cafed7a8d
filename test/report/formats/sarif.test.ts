import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { wellFormed } from '../../../src/report/formats/json.ts';
import { renderReport } from '../../../src/report/render.ts';
import { checkReport, finding, verdict } from '../../support/check-report.ts';
import { fixture } from '../../support/fixtures.ts';
import { HOSTILE, hostileReport } from '../../support/hostile-report.ts';

/** The official schema. It is of draft 4, of which it uses nothing that later drafts have changed but the names of two keys. */
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(readFileSync(fixture('schemas/sarif-schema-2.1.0.json'), 'utf8'));
const validate = new Ajv({
  strict: false,
  allErrors: true,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) =>
      /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(text) && URL.canParse(text, 'file:///'),
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  },
}).compile(schema);

const log = (report = hostileReport()): Log => JSON.parse(renderReport(report, 'sarif'));
const results = (report = hostileReport()): readonly Result[] => log(report).runs[0]?.results ?? [];

describe('sarif', () => {
  it('is held to a schema that refuses what is no SARIF', () => {
    for (const spoil of [
      (run: Record<string, unknown>) => delete run['tool'],
      (run: Record<string, unknown>) => (run['results'] = [{ message: {} }]),
      (run: Record<string, unknown>) => (run['extra'] = 1),
    ]) {
      const spoilt = JSON.parse(JSON.stringify(log()));
      spoil(spoilt.runs[0]);
      expect(validate(spoilt)).toBe(false);
    }
  });

  it('fits the official schema, whatever the names', () => {
    validate(log());
    expect(validate.errors ?? []).toEqual([]);
    expect(log()).toMatchObject({ version: '2.1.0', runs: [{ columnKind: 'utf16CodeUnits' }] });
  });

  it('has a result for each broken, near or unmeasured budget and each finding, the gravest first', () => {
    expect(results().map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual([
      'error context/oversized-file',
      'error budget/path',
      'error budget/total',
      'warning context/oversized-file',
      'warning budget/total',
      'note context/oversized-file',
      'note budget/growth',
    ]);
  });

  it('explains each rule that a result names', () => {
    const rules = log().runs[0]?.tool.driver.rules ?? [];
    for (const { ruleId, ruleIndex } of results()) {
      expect(rules[ruleIndex!]?.id).toBe(ruleId);
      expect(rules[ruleIndex!]?.help?.text).not.toBe('');
      expect(rules[ruleIndex!]?.shortDescription?.text).not.toBe('');
    }
  });

  it('points at relative URIs that give the name back', () => {
    const locations = results().flatMap((result) => result.locations ?? []);
    const files = locations.map(({ physicalLocation }) => physicalLocation?.artifactLocation?.uri ?? '');
    expect(files).toContain('plimsoll.yaml');
    for (const uri of files)
      expect(new URL(uri, 'file:///repo/').href.startsWith('file:///repo/')).toBe(true);
    const hostile = locations.find(({ physicalLocation }) => physicalLocation?.region?.startLine === 7);
    const uri = hostile?.physicalLocation?.artifactLocation?.uri ?? '';
    expect(decodeURIComponent(uri)).toBe(wellFormed(HOSTILE));
  });

  it('gives what the configuration accepts as suppressed', () => {
    const suppressed = results().filter((result) => result.suppressions !== undefined);
    expect(suppressed.map(({ level, suppressions }) => [level, suppressions?.[0]?.kind])).toEqual([
      ['note', 'external'],
    ]);
  });

  it('keeps a fingerprint while numbers and words change', () => {
    const print = (measured: number): unknown =>
      results(checkReport({ verdicts: [verdict({ measured, reason: `It is ${measured}.` })] }))[0]
        ?.partialFingerprints;
    expect(print(7)).toEqual(print(8));
    expect(
      new Set(results().map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size,
    ).toBe(results().length);
  });

  it('keeps the 5,000 gravest results and counts the rest', () => {
    const findings = Array.from({ length: 5003 }, (_, at) => finding({ bytes: at }));
    const { runs } = log(checkReport({ findings }));
    expect(runs[0]?.results).toHaveLength(5000);
    expect(runs[0]?.results?.[0]?.properties?.['bytes']).toBe(5002);
    expect(runs[0]?.invocations?.[0]?.toolExecutionNotifications?.at(-1)?.message.text).toBe(
      '3 results are left out.',
    );
  });

  it('of a passing check has no result', () => {
    expect(results(checkReport({ verdicts: [verdict({ status: 'pass' })] }))).toEqual([]);
  });
});
