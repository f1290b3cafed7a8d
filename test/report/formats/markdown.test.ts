import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/report/render.ts';
import { checkReport, finding, verdict } from '../../support/check-report.ts';
import { hostileReport } from '../../support/hostile-report.ts';

const html = (text: string): string => marked.parse(text, { async: false, gfm: true });
const rows = (text: string): number => (html(text).match(/<tr>/g) ?? []).length;

describe('markdown', () => {
  it('begins with the verdict', () => {
    const text = renderReport(
      checkReport({ verdicts: [verdict(), verdict({ status: 'pass' })] }),
      'markdown',
    );
    expect(text.split('\n')[0]).toBe('## plimsoll: 1 of 2 budgets broken');
  });

  it('renders tables in which hostile names are nothing but text', () => {
    const text = html(renderReport(hostileReport(), 'markdown'));
    expect(text).toContain('<h2>plimsoll: ');
    expect(text.match(/<table>/g)).toHaveLength(3);
    for (const row of text.match(/<tr>.*?<\/tr>/gs) ?? [])
      expect([5, 7]).toContain((row.match(/<t[hd]/g) ?? []).length);
    expect(text).not.toMatch(/<i>|<em>|<a |<strong>/);
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
  });

  it('says of each broken budget who is to blame, before any table', () => {
    const reason = 'The total is 2 kB; most is layer 1: RUN npm ci (1.8 kB).';
    const text = renderReport(
      checkReport({ verdicts: [verdict({ status: 'pass' }), verdict({ reason })] }),
      'markdown',
    );
    expect(html(text)).toMatch(/<li>❌ <code>.<\/code>: The total is 2 kB; most is layer 1&#58; RUN npm ci/);
    expect(text.indexOf('npm ci')).toBeLessThan(text.indexOf('| Subject |'));
  });

  it('shows what is broken before what is kept', () => {
    const text = renderReport(
      checkReport({ verdicts: [verdict({ status: 'pass' }), verdict()] }),
      'markdown',
    );
    expect(text.indexOf('❌')).toBeLessThan(text.indexOf('✅'));
  });

  it('drops rows until it fits, never the verdict, and counts them', () => {
    const findings = Array.from({ length: 2000 }, () => finding());
    const report = checkReport({ verdicts: [verdict()], findings });
    const whole = renderReport(report, 'markdown', { maxBytes: 10_000_000 });
    expect(rows(whole)).toBe(2003);
    for (const maxBytes of [65_536, 5000, 700]) {
      const text = renderReport(report, 'markdown', { maxBytes });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
      expect(text).toContain('## plimsoll: 1 of 1 budget broken');
      const left = Number(/^([\d,]+) more rows/m.exec(text)?.[1]?.replace(',', ''));
      expect(left + rows(text)).toBe(2003);
    }
    expect(Buffer.byteLength(renderReport(report, 'markdown'))).toBeLessThanOrEqual(65_536);
  });
});
