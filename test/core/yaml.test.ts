import { describe, expect, it } from 'vitest';
import { PlimsollError } from '../../src/core/errors.ts';
import { parseYaml } from '../../src/core/yaml.ts';

const TEXT = `# comment
a:
  - one
  - {b: 2, "c d": [x, y]}
base: &base {k: 1}
again: *base
`;

describe('a YAML text', () => {
  const yaml = parseYaml(TEXT, 'f.yaml');

  it.each<[readonly (string | number)[], 'key' | 'value', string]>([
    [[], 'value', '2:1'],
    [['a'], 'key', '2:1'],
    [['a'], 'value', '3:3'],
    [['a', 0], 'value', '3:5'],
    [['a', 1, 'b'], 'key', '4:6'],
    [['a', 1, 'b'], 'value', '4:9'],
    [['a', 1, 'c d', 1], 'value', '4:23'],
    [['again', 'k'], 'value', '5:17'],
    [['a', 1, 'nowhere', 'x'], 'value', '4:5'],
  ])('knows where %j (%s) stands: %s', (path, at, place) => {
    const { line, column } = yaml.locate(path, at);
    expect(`${line}:${column}`).toBe(place);
  });

  it('may be JSON, with tabs', () => {
    expect(parseYaml('{\n\t"a": [1,\n\t\tnull]\n}', 'f.json').value).toEqual({ a: [1, null] });
  });

  it('keeps words as words', () => {
    expect(parseYaml('a: off\nb: 2027-01-31\nc: no', 'f').value).toEqual({
      a: 'off',
      b: '2027-01-31',
      c: 'no',
    });
  });

  it.each<[string, string, string]>([
    ['a list that never ends', 'a: [1,\n', 'f:2:1:'],
    ['a key twice', 'a: 1\na: 2\n', 'f:2:1:'],
    ['a tag that it does not know', 'a: !thing x\n', 'f:1:4:'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'f:2:1:'],
    [
      'aliases that multiply',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`).join('\n')}\n`,
      'f:1:1:',
    ],
  ])('is refused with its place for %s', (_label, text, place) => {
    expect(() => parseYaml(text, 'f')).toThrow(PlimsollError);
    expect(() => parseYaml(text, 'f')).toThrow(place);
  });
});
