import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/report/render.ts';
import { checkReport, finding, subject, verdict } from '../../support/check-report.ts';

const about = (name: string) => ({ kind: 'image' as const, name, path: null, layer: null });
const table = (parts: Parameters<typeof checkReport>[0], top = 10): string =>
  renderReport(checkReport(parts), 'table', { top });

describe('the table of a check', () => {
  const names = Array.from({ length: 30 }, (_, n) => `img-${n}.tar`);
  const fleet = {
    subjects: names.map((name) => subject({ kind: 'image', name })),
    verdicts: names.map((name, n) =>
      verdict({ subject: about(name), status: n === 7 ? 'fail' : n === 8 ? 'warn' : 'pass' }),
    ),
    findings: [
      finding({ severity: 'note', subject: about('img-3.tar') }),
      finding({ severity: 'error', subject: about('img-4.tar') }),
    ],
  };

  it('of many images shows those that need a look, and counts the others', () => {
    const text = table(fleet);
    expect([...text.matchAll(/^(img-\d+\.tar) \(image\)$/gm)].map(([, name]) => name)).toEqual([
      'img-4.tar',
      'img-7.tar',
      'img-8.tar',
    ]);
    expect(text).toContain('27 more contexts and images keep to everything (--top 0 shows all)\n');
    expect(text).toMatch(/\nfail: 1 of 30 budgets broken, 1 near the limit, 1 finding too grave\n$/);
  });

  it('shows all of them when asked, and where they are few', () => {
    expect(table(fleet, 0).match(/ \(image\)$/gm)).toHaveLength(30);
    const few = { subjects: fleet.subjects.slice(0, 3), verdicts: fleet.verdicts.slice(0, 3) };
    expect(table(few).match(/ \(image\)$/gm)).toHaveLength(3);
  });

  it('tells differences of ratios in percentage points', () => {
    const share = verdict({
      budget: 'wasted',
      unit: 'ratio' as const,
      measured: 0.4142,
      limit: 0.05,
      headroom: -0.3642,
      baseline: 0.4,
      delta: 0.0142,
      status: 'fail',
    });
    const text = table({ verdicts: [share] });
    expect(text).toMatch(/Measured {2}Limit {2} Headroom {2}vs baseline\n/);
    expect(text).toMatch(/FAIL {2}wasted share .* 41\.42 % {4}5 % {2}-36\.42 pp {5}\+1\.42 pp\n/);
    expect(renderReport(checkReport({ verdicts: [share] }), 'markdown')).toContain(
      '| 41.42 % | 5 % | -36.42 pp | +1.42 pp |',
    );
  });

  it('says what could not be read though it has no budget', () => {
    const gone = { kind: 'image' as const, name: 'gone.tar' };
    const parts = {
      subjects: [subject({ ...gone, error: 'not-found' as const })],
      failures: [{ subject: gone, code: 'not-found' as const, message: 'gone.tar does not exist.' }],
    };
    expect(table(parts)).toMatch(/^gone\.tar \(image\)\n {2}gone\.tar does not exist\.\n\nfail: /);
    const report = checkReport(parts);
    expect(renderReport(report, 'github')).toMatch(
      /^::error title=check\/unreadable::image gone\.tar: gone\.tar/,
    );
    expect(renderReport(report, 'junit')).toMatch(/errors="1"[\s\S]*<error message="image gone\.tar: /);
    expect(renderReport(report, 'markdown')).toContain('could not be read');
    expect(JSON.parse(renderReport(report, 'sarif')).runs[0].results).toHaveLength(1);
  });

  it('fills the bar of an efficiency by what is hidden of what may be', () => {
    const bar = (measured: number): string => {
      const efficiency = {
        budget: 'efficiency',
        unit: 'ratio' as const,
        limit: 0.8,
        headroom: measured - 0.8,
      };
      const text = table({ verdicts: [verdict({ ...efficiency, measured, status: 'pass' })] });
      return /efficiency +([█▏▎▍▌▋▊▉░]+)/.exec(text)?.[1] ?? '';
    };
    expect([bar(1), bar(0.9), bar(0.8)]).toEqual(['░░░░░░░░░░', '█████░░░░░', '██████████']);
  });

  it('says how many budgets were not judged', () => {
    const skipped = verdict({
      budget: 'growth',
      of: 'layers',
      status: 'skipped',
      limit: null,
      headroom: null,
    });
    const text = table({ status: 'pass', verdicts: [skipped, verdict({ status: 'pass', headroom: 1 })] });
    expect(text).toContain('skip  growth of layers');
    expect(text).toMatch(/\npass: 1 of 2 budgets kept, 1 skipped\n$/);
  });
});
