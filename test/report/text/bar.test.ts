import { describe, expect, it } from 'vitest';
import { barText } from '../../../src/report/text/bar.ts';

describe('barText', () => {
  it('is as long as the share, to an eighth of a column', () => {
    expect(barText(1, 1, 10, false)).toBe('██████████');
    expect(barText(1, 2, 10, false)).toBe('█████');
    expect(barText(3, 16, 2, false)).toBe('▍');
  });

  it('shows a sliver of the smallest share and nothing of none', () => {
    expect(barText(1, 1e9, 10, false)).toBe('▏');
    expect(barText(1, 1e9, 10, true)).toBe('#');
    expect(barText(0, 5, 10, false)).toBe('');
    expect(barText(5, 0, 10, false)).toBe('');
  });

  it('is never longer than its width', () => {
    expect(barText(7, 5, 10, false)).toBe('██████████');
    expect(barText(7, 5, 10, true)).toBe('##########');
  });
});
