import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/report/render.ts';
import { checkReport } from '../../support/check-report.ts';
import { hostileReport } from '../../support/hostile-report.ts';

describe('gitlab', () => {
  it('has what a code quality report needs, with fingerprints that differ', () => {
    const issues = JSON.parse(renderReport(hostileReport(), 'gitlab'));
    expect(issues).toHaveLength(6);
    for (const issue of issues) {
      expect(issue).toEqual({
        description: expect.any(String),
        check_name: expect.stringMatching(/^[a-z]+\/[a-z-]+$/),
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        severity: expect.stringMatching(/^(info|minor|major)$/),
        location: { path: expect.any(String), lines: { begin: expect.any(Number) } },
      });
    }
    expect(new Set(issues.map((issue: { fingerprint: string }) => issue.fingerprint)).size).toBe(6);
  });

  it('of a passing check is an empty list', () => {
    expect(renderReport(checkReport(), 'gitlab')).toBe('[]\n');
  });
});
