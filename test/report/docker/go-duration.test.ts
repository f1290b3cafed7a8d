import { describe, expect, it } from 'vitest';
import { goDuration } from '../../../src/report/docker/go-duration.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;

describe('goDuration', () => {
  it('says what docker says on each side of every step', () => {
    const table: readonly (readonly [number, string])[] = [
      [-500, 'Less than a second'],
      [0.999, 'Less than a second'],
      [1, '1 second'],
      [2, '2 seconds'],
      [59.9, '59 seconds'],
      [60, 'About a minute'],
      [119, 'About a minute'],
      [120, '2 minutes'],
      [59 * MINUTE + 59, '59 minutes'],
      [HOUR, 'About an hour'],
      [90 * MINUTE - 1, 'About an hour'],
      [90 * MINUTE, '2 hours'],
      [47.4 * HOUR, '47 hours'],
      [47.5 * HOUR, '2 days'],
      [14 * DAY - HOUR, '13 days'],
      [14 * DAY, '2 weeks'],
      [60 * DAY - HOUR, '8 weeks'],
      [60 * DAY, '2 months'],
      [730 * DAY - HOUR, '24 months'],
      [730 * DAY, '2 years'],
      [20_700 * DAY, '56 years'],
      [1e12, '292 years'],
    ];
    for (const [seconds, text] of table) expect(goDuration(seconds)).toBe(text);
  });
});
