import { describe, expect, it } from 'vitest';
import { composeVariables } from '../../src/compose/environment.ts';
import { interpolate } from '../../src/compose/interpolate.ts';

const VALUES: Readonly<Record<string, string>> = { A: 'one', _b2: 'two', EMPTY: '' };
const fill = (text: string): string => interpolate(text, (name) => VALUES[name]).text;

/** A variable of a compose file: `v('A:-x')` is the text `${A:-x}`. */
const v = (text: string): string => `\${${text}}`;

describe('variables of a compose file', () => {
  it.each([
    ['plain', 'plain'],
    ['$A', 'one'],
    ['$A/x', 'one/x'],
    [v('A'), 'one'],
    [`a${v('A')}b`, 'aoneb'],
    ['$_b2', 'two'],
    ['$NONE', ''],
    ['$$A', '$A'],
    ['$$$A', '$one'],
    [`$${v('A')}`, v('A')],
    [v('NONE:-x'), 'x'],
    [v('NONE-x'), 'x'],
    [v('EMPTY:-x'), 'x'],
    [v('EMPTY-x'), ''],
    [v('A:-x'), 'one'],
    [v('A:+x'), 'x'],
    [v('A+x'), 'x'],
    [v('EMPTY:+x'), ''],
    [v('EMPTY+x'), 'x'],
    [v('NONE+x'), ''],
    [v('A:?no'), 'one'],
    [v('A?no'), 'one'],
    [v('EMPTY?no'), ''],
    [v(`NONE:-${v('A')}`), 'one'],
    [v(`NONE:-${v('NONE2-${A}')}/x`), 'one/x'],
    [v('NONE:-a:-b'), 'a:-b'],
    [v('NONE:-'), ''],
  ])('%j becomes %j', (text, filled) => {
    expect(fill(text)).toBe(filled);
  });

  it.each([
    ['$', 'invalid interpolation format'],
    ['$1', 'invalid interpolation format'],
    [v(''), 'invalid interpolation format'],
    ['$' + '{A', 'invalid interpolation format'],
    [v('A!x'), 'invalid interpolation format'],
    [v('NONE:?tell me'), 'required variable NONE is missing a value: tell me'],
    [v('EMPTY:?'), 'required variable EMPTY is missing a value'],
    [v('NONE?$A'), 'required variable NONE is missing a value: one'],
    [`${'$'.concat('{NONE:-').repeat(60)}${'}'.repeat(60)}`, 'invalid interpolation format'],
  ])('%j is refused', (text, message) => {
    expect(() => fill(text)).toThrow(message);
  });

  it('that are set nowhere are named', () => {
    expect(interpolate(`$X ${v('Y')} ${v('Z:-z')} $A`, (name) => VALUES[name]).unset).toEqual(['X', 'Y']);
  });

  it('come from the process before .env, whose values may use variables themselves', () => {
    const lookUp = composeVariables(
      `A=file\nB="x y" # why\nC=$A-${v('NONE:-n')}\nD='$A'\nexport E=5\n# F=1\nG=$\n`,
      { A: 'process', TOSTRING: undefined },
    );
    expect(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'toString', 'TOSTRING'].map(lookUp)).toEqual([
      ...['process', 'x y', 'process-n', '$A', '5', undefined, '$', undefined, undefined],
    ]);
  });
});
