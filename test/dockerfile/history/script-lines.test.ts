import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptLines } from '../../../src/dockerfile/history/script-lines.ts';

const laidOut = (script: string): readonly string[] =>
  scriptLines(script).map(({ text, depth }) => '  '.repeat(depth) + text);

describe('a script laid out', () => {
  it.each([
    ['make', ['make']],
    ['a && b || c', ['a', '&& b', '|| c']],
    ['a; b; c', ['a;', 'b;', 'c']],
    [`echo "a && b" 'c; d' && e`, [`echo "a && b" 'c; d'`, '&& e']],
    ['echo a\\;b; c', ['echo a\\;b;', 'c']],
    ['(a; b) && { c; d; }', ['(a; b)', '&& { c; d; }']],
    ['x=$(a && b); y', ['x=$(a && b);', 'y']],
    ['for f in *; do rm $f; done', ['for f in *; do', '  rm $f;', 'done']],
    ['if a; then b; else c; fi && d', ['if a; then', '  b;', 'else c;', 'fi', '&& d']],
    ['case $x in a) b;; esac', ['case $x in a) b;;', 'esac']],
    [
      'set -eux; for i in 1 2; do for j in 3; do k; done; done',
      ['set -eux;', 'for i in 1 2; do', '  for j in 3; do', '    k;', '  done;', 'done'],
    ],
    ["echo 'never closed; && on", ["echo 'never closed; && on"]],
    ['', []],
  ])('%s', (script, lines) => {
    expect(laidOut(script)).toEqual(lines);
  });

  it('loses no word and puts none in', () => {
    const words = fc.array(
      fc.constantFrom('a', '&&', '||', ';', '"q; q"', '(', ')', 'do', 'done', 'then', 'fi', 'else', '\\;'),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(words, (list) => {
        const without = (text: string): string => text.replaceAll(/[\s;&|]/g, '');
        expect(without(laidOut(list.join(' ')).join(' '))).toBe(without(list.join(' ')));
      }),
    );
  });
});
