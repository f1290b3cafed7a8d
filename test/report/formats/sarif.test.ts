import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import type { Log, Result } from 'sarif';
import { createGenerator } from 'ts-json-schema-generator';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/report/render.ts';
import { wellFormed } from '../../../src/report/well-formed.ts';
import { checkReport, finding, verdict } from '../../support/check-report.ts';
import { HOSTILE, hostileReport } from '../../support/hostile-report.ts';

/** The published types of SARIF 2.1.0 as a schema that knows no key beyond theirs. */
const validate = new Ajv({ strict: false }).compile(
  createGenerator({
    path: fileURLToPath(new URL('../../../node_modules/@types/sarif/index.d.ts', import.meta.url)),
    type: 'Log',
    skipTypeCheck: true,
    additionalProperties: false,
  }).createSchema('Log') as object,
);

const log = (report = hostileReport()): Log => JSON.parse(renderReport(report, 'sarif'));
const results = (report = hostileReport()): readonly Result[] => log(report).runs[0]?.results ?? [];

describe('sarif', () => {
  it('is SARIF 2.1.0 by its types, whatever the names', () => {
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
