import { describe, expect, it } from 'vitest';
import { fixture } from '../support/fixtures.ts';
import { inProcess } from '../support/in-process.ts';

describe('--timings', () => {
  it('tells on standard error what each part took, and all of it, and changes no result', async () => {
    const archive = fixture('archives/tiny/kitchen/docker20-save.tar');
    const plain = await inProcess(['image', archive]);
    const { code, out, err } = await inProcess(['image', archive, '--timings']);
    expect([code, out]).toEqual([0, plain.out]);
    const rows = err.trimEnd().split('\n');
    expect(rows[0]).toMatch(/^ *Part +Time +Share +Read$/);
    expect(rows.at(-1)).toMatch(/^ *all +[\d.]+ ms +100 %$/);
    expect(rows.length).toBeGreaterThan(4);
    expect(rows.slice(1).every((row) => / [\d.]+ ms +<?\d+ %/.test(row))).toBe(true);
  });
});
