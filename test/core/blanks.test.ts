import { describe, expect, it } from 'vitest';
import { trimBlanks } from '../../src/core/blanks.ts';

describe('blanks around a text', () => {
  // unicode.IsSpace of Go.
  const blanks = [
    ...'\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005',
    ...'\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
  ];
  it.each(blanks)('are cut as Go cuts them: %j', (blank) => {
    expect(trimBlanks(`${blank}${blank}a${blank}b${blank}${blank}`)).toBe(`a${blank}b`);
    expect(trimBlanks(`${blank} ${blank}`)).toBe('');
  });

  it.each(['\ufeff', '\u200b', '\u180e', '\u2060', '\u001c', '\u0084', '\u2010'])(
    'are not cut: %j',
    (other) => {
      expect(trimBlanks(` ${other}a${other} `)).toBe(`${other}a${other}`);
    },
  );
});
