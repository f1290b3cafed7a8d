import { describe, expect, it } from 'vitest';
import { goTimeString, parseTime, rfc3339 } from '../../../src/report/docker/go-time.ts';

describe('parseTime', () => {
  it('reads RFC 3339 and drops the fraction', () => {
    expect(parseTime('1970-01-01T00:00:00Z')).toBe(0);
    expect(parseTime('2026-11-21T03:12:10.834127055Z')).toBe(Date.UTC(2026, 10, 21, 3, 12, 10) / 1000);
    expect(parseTime('2026-11-21T05:12:10+02:00')).toBe(Date.UTC(2026, 10, 21, 3, 12, 10) / 1000);
    expect(parseTime('2026-11-20T19:42:10-07:30')).toBe(Date.UTC(2026, 10, 21, 3, 12, 10) / 1000);
    expect(parseTime('0001-01-01T00:00:00Z')).toBe(-62_135_596_800);
    expect(parseTime('2024-02-29T00:00:00Z')).toBe(Date.UTC(2024, 1, 29) / 1000);
  });

  it('takes nothing else for a time', () => {
    for (const text of [
      '',
      'yesterday',
      '2026-11-21',
      '2026-11-21T03:12:10',
      '2026-13-01T00:00:00Z',
      '2026-02-30T00:00:00Z',
      '2026-01-00T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:60:00Z',
      '2026-01-01T00:00:60Z',
      '2026-01-01T00:00:00+24:00',
      '2026-01-01t00:00:00z',
    ])
      expect(parseTime(text), text).toBeNull();
  });
});

describe('local time', () => {
  it('has its offset, or Z at none', () => {
    expect(rfc3339(0, () => 0)).toBe('1970-01-01T00:00:00Z');
    expect(rfc3339(0, () => 330)).toBe('1970-01-01T05:30:00+05:30');
    expect(rfc3339(0, () => -210)).toBe('1969-12-31T20:30:00-03:30');
  });

  it('asks for the offset of the moment, which summer time changes', () => {
    expect(rfc3339(1000, (seconds) => (seconds === 1000 ? 60 : 0))).toBe('1970-01-01T01:16:40+01:00');
  });

  it('is written as Go writes a time', () => {
    expect(goTimeString(0, () => 0)).toBe('1970-01-01 00:00:00 +0000 UTC');
    expect(goTimeString(0, () => 120)).toBe('1970-01-01 02:00:00 +0200 +0200');
  });
});
