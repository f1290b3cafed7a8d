import { describe, expect, it } from 'vitest';
import { findingPolicy } from '../../src/budget/finding-policy.ts';
import type { RuleSettings, Suppression } from '../../src/config/config.ts';
import type { Finding, Place } from '../../src/core/finding.ts';

const RULE = 'context/oversized-file';
const AT = { file: 'plimsoll.yaml', line: 9, column: 5 };

const finding = (place: Place = {}, more: Partial<Finding> = {}): Finding => ({
  rule: RULE,
  severity: 'warning',
  bytes: 2000,
  place,
  facts: {},
  message: 'It is large.',
  fix: null,
  ...more,
});
const suppression = (more: Partial<Suppression> = {}, origin: typeof AT | null = null) => ({
  value: { rule: RULE, reason: 'needed', ...more },
  origin,
});
const policy = (
  suppressions: readonly ReturnType<typeof suppression>[],
  today: string | null = '2027-01-31',
  rules: Readonly<Record<string, RuleSettings>> = {},
) =>
  findingPolicy(
    {
      suppressions,
      rules: new Map(Object.entries(rules).map(([rule, value]) => [rule, { value, origin: null }])),
    },
    today,
  );

describe('a finding', () => {
  it.each<[RuleSettings, Finding['severity'] | null]>([
    [{}, 'warning'],
    [{ severity: 'note' }, 'note'],
    [{ severity: 'off' }, null],
    [{ limit: '2kB' }, null],
    [{ limit: 1999 }, 'warning'],
    [{ limit: 1999, severity: 'error' }, 'error'],
    [{ limit: 2001, severity: 'error' }, null],
  ])('under the setting %j is %s', (settings, severity) => {
    expect(policy([], null, { [RULE]: settings }).rate(finding())?.severity ?? null).toBe(severity);
  });

  it('of another rule stays as it is', () => {
    const other = finding({}, { rule: 'context/other' });
    expect(policy([], null, { [RULE]: { severity: 'off' } }).rate(other)).toBe(other);
  });
});

describe('a suppression', () => {
  it.each<[Partial<Suppression>, Place, boolean]>([
    [{}, {}, true],
    [{}, { path: 'a' }, true],
    [{ rule: 'context/other' }, { path: 'a' }, false],
    [{ path: 'a' }, { path: 'a' }, true],
    [{ path: 'a' }, { path: 'a/b' }, true],
    [{ path: 'a' }, { path: 'b/a' }, false],
    [{ path: 'a' }, { path: 'b', file: 'a' }, false],
    [{ path: 'a' }, { file: 'a' }, true],
    [{ path: '**' }, {}, false],
  ])('%j accepts a finding at %j: %s', (more, place, isAccepted) => {
    const written = suppression(more);
    const { accept, warnings } = policy([written]);
    expect(accept(finding(place))).toBe(isAccepted ? written.value : null);
    expect(warnings(true).map(({ code }) => code)).toEqual(isAccepted ? [] : ['suppression-unused']);
    expect(warnings(false)).toEqual([]);
  });

  it('that comes first is the one that accepts', () => {
    const { accept, warnings } = policy([
      suppression({ reason: 'first' }),
      suppression({ reason: 'second' }),
    ]);
    expect(accept(finding())?.reason).toBe('first');
    expect(warnings(true)).toHaveLength(1);
  });

  it.each<[string, string | null, boolean, readonly string[]]>([
    ['2027-01-31', '2027-01-31', true, []],
    ['2027-01-30', '2027-01-31', false, ['suppression-expired']],
    ['2027-02-01', '2027-01-31', true, []],
    ['2026-01-01', null, true, ['suppression-undated']],
  ])('until %s on the day %s holds: %s', (until, today, isAccepted, codes) => {
    const { accept, warnings } = policy([suppression({ until })], today);
    expect(accept(finding()) !== null).toBe(isAccepted);
    expect(warnings(true).map(({ code }) => code)).toEqual(codes);
  });

  it('without an end needs no day', () => {
    const { accept, warnings } = policy([suppression()], null);
    expect(accept(finding())).not.toBeNull();
    expect(warnings(true)).toEqual([]);
  });

  it('that is of no use is told of with its place', () => {
    const told = (
      more: Partial<Suppression>,
      origin: typeof AT | null,
      today: string | null = '2027-01-31',
    ) =>
      policy([suppression(more, origin)], today)
        .warnings(true)
        .map(({ message }) => message);
    expect(told({}, null)).toEqual([`The suppression of ${RULE} matches no finding.`]);
    expect(told({ path: 'a/**' }, AT)).toEqual([
      `The suppression of ${RULE} at a/** matches no finding (plimsoll.yaml:9).`,
    ]);
    expect(told({ until: '2027-01-30' }, AT)).toEqual([
      `The suppression of ${RULE} (needed) ran out on 2027-01-30 (plimsoll.yaml:9).`,
    ]);
    expect(told({ until: '2027-01-30' }, null, null)).toEqual([
      `The suppression of ${RULE} ends on 2027-01-30, but no date of today was given.`,
      `The suppression of ${RULE} matches no finding.`,
    ]);
  });

  it('may not hold a pattern that Docker refuses', () => {
    expect(() => policy([suppression({ path: 'a[' }, AT)])).toThrow(
      'plimsoll.yaml:9:5: "a[" is no pattern of Docker\'s dialect.',
    );
  });
});
