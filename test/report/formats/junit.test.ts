import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/report/render.ts';
import { checkReport, finding, verdict } from '../../support/check-report.ts';
import { hostileReport } from '../../support/hostile-report.ts';

interface Case {
  readonly '@_name': string;
  readonly failure?: { readonly '@_message': string; readonly '#text': string };
  readonly error?: { readonly '@_message': string };
  readonly skipped?: { readonly '@_message': string };
}
interface Suite {
  readonly '@_name': string;
  readonly '@_tests': string;
  readonly '@_failures': string;
  readonly '@_errors': string;
  readonly '@_skipped': string;
  readonly testcase?: readonly Case[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  isArray: (name) => name === 'testsuite' || name === 'testcase',
});

function suitesOf(text: string): readonly Suite[] {
  expect(XMLValidator.validate(text)).toBe(true);
  return parser.parse(text).testsuites.testsuite;
}

describe('junit', () => {
  it('is well-formed XML, whatever the names', () => {
    const text = renderReport(hostileReport(), 'junit');
    expect(suitesOf(text)).toHaveLength(2);
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  });

  it('has a suite for each subject and a case for each budget', () => {
    const [context, image] = suitesOf(renderReport(hostileReport(), 'junit'));
    expect(context).toMatchObject({ '@_name': '.', '@_tests': '3', '@_failures': '0', '@_skipped': '1' });
    expect(image).toMatchObject({ '@_tests': '3', '@_failures': '2', '@_errors': '1' });
    expect(context?.testcase?.map((one) => one['@_name'])).toEqual(['total', 'total', 'growth']);
  });

  it('tells in a failure who is to blame', () => {
    const [suite] = suitesOf(renderReport(checkReport({ verdicts: [verdict()] }), 'junit'));
    expect(suite?.testcase?.[0]?.failure).toMatchObject({
      '@_message': 'The total is 2 kB, 500 B over the limit of 1.5 kB.',
      '#text': expect.stringContaining('1.8 kB\tdata/'),
    });
  });

  it('has the findings that fail the check, and no others', () => {
    const findings = [finding(), finding({ severity: 'note' })];
    const names = (failOn: 'warning' | 'error'): unknown =>
      suitesOf(renderReport(checkReport({ failOn, findings }), 'junit'))[0]?.testcase?.map(
        (one) => one['@_name'],
      );
    expect(names('warning')).toEqual(['context/oversized-file data/big.bin']);
    expect(names('error')).toBeUndefined();
  });
});
