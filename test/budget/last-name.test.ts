import { describe, expect, it } from 'vitest';
import { lastNameTest } from '../../src/budget/last-name.ts';

/** Between other bytes, so that a test that looks too far is found out. */
function mayEnd(pattern: string, name: string | readonly number[]): boolean {
  const bytes = Uint8Array.from(typeof name === 'string' ? Buffer.from(name) : name);
  const around = Buffer.from('.env');
  return lastNameTest(pattern)(Buffer.concat([around, bytes, around]), 4, 4 + bytes.length);
}

describe('the last name of a path', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['id_rsa', ['id_rsa'], ['id_rsaid_rsa', 'id_rs', 'id_rsa.', 'xd_rsa', 'id_rsb', '']],
    ['a/b/c', ['c'], ['a', 'b', 'b/c']],
    ['a*', ['a', 'ab'], ['b', 'ba', '']],
    ['ab*', ['ab', 'abc'], ['a', 'acb']],
    ['a.*', ['a.', 'a.b'], ['a']],
    ['a?', ['a', 'ab'], ['b']],
    ['*.js', ['.js', 'a.js'], ['js', 'a.jsx', 'a_js', 's']],
    ['?.js', ['a.js', '.js'], ['js']],
    ['a*b?c', ['ac', 'axbxc'], ['ab', 'bc']],
    ['.env', ['.env'], ['', 'v']],
    ['*.env', ['.env'], ['env', 'v', '']],
    ['a[bc]d', ['a', 'abd', 'ax'], ['b', '']],
    ['[ab]', ['a', 'z'], []],
    ['a\\*b', ['a*b', 'a'], ['b', '']],
    ['a]b', ['a]b', 'a'], ['b']],
    ['é*', ['é', 'éa'], ['e', '']],
    ['*é', ['é', 'aé'], ['e', '']],
    ['*a/b', ['b'], ['a']],
    // These mean more than their letters, or nobody knows what.
    ['a**', ['', 'b'], []],
    ['x/**', ['', 'b'], []],
    ['x/**y', ['', 'b'], []],
    ['**/y', ['y'], ['b', '']],
    ['a{2}*', ['b'], []],
    ['a|b', ['b', 'c'], []],
    ['a}b', ['b'], []],
    ['a^b', ['b'], []],
    ['\ufeffa', ['b'], []],
  ])('of %s may be one of %j, and none of %j', (pattern, names, others) => {
    expect(names.filter((name) => !mayEnd(pattern, name))).toEqual([]);
    expect(others.filter((name) => mayEnd(pattern, name))).toEqual([]);
  });

  it.each<[string, readonly number[], boolean]>([
    // Shown as `\xff`, so that what comes before or after it in the text is not where it is in the bytes.
    ['*f', [0xff], true],
    ['*ff', [0x61, 0xff], true],
    ['*xff', [0x61, 0xff], true],
    ['*fx', [0xff, 0x78], true],
    ['*fx', [0xff, 0x79], false],
    ['\\\\*', [0xff], true],
    ['a*', [0xff], true],
    ['ab*', [0x61, 0xff], true],
    ['ab*', [0x62, 0xff], false],
    ['ab', [0x61, 0x80], true],
    ['ab', [0x61, 0x7f], false],
    ['*b', [0x61, 0x80], true],
    ['*b', [0x61, 0x7f], false],
  ])('of %s may be the bytes %j: %s', (pattern, bytes, expected) => {
    expect(mayEnd(pattern, bytes)).toBe(expected);
  });
});
