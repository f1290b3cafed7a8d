import { describe, expect, it } from 'vitest';
import { layOutTabs } from '../../../src/report/docker/tabwriter.ts';

describe('layOutTabs', () => {
  it('makes columns 3 wider than their widest cell, at least 10', () => {
    expect(layOutTabs('a\tb\nlonger cell\tc\n')).toBe('a             b\nlonger cell   c\n');
    expect(layOutTabs('a\tb\n')).toBe('a         b\n');
  });

  it('does not pad the last cell, and keeps blanks before an empty one', () => {
    expect(layOutTabs('a\tb\t\n')).toBe('a         b         \n');
  });

  it('starts columns anew below a line without cells', () => {
    expect(layOutTabs('a long first cell\tx\nno cell\nb\ty\n')).toBe(
      'a long first cell   x\nno cell\nb         y\n',
    );
  });

  it('ends a column where a line lacks it, and keeps the ones before', () => {
    expect(layOutTabs('a\twide second cell\tc\nb\tx\nc\ty\tz\n')).toBe(
      'a         wide second cell   c\nb         x\nc         y         z\n',
    );
  });

  it('counts columns of the terminal', () => {
    expect(layOutTabs('漢字漢字\tx\nabcd\ty\n')).toBe('漢字漢字   x\nabcd       y\n');
    expect(layOutTabs('漢字漢字漢字\tx\ne\u0301\ty\n')).toBe('漢字漢字漢字   x\ne\u0301              y\n');
  });

  it('takes a form feed as a line end that ends all columns', () => {
    expect(layOutTabs('long long long\ta\fb\tc')).toBe('long long long   a\nb         c');
  });

  it('takes 100,000 tabs in a line', () => {
    expect(layOutTabs('\t'.repeat(100_000)).length).toBe(1_000_000);
  });
});
