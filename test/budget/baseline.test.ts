import { describe, expect, it } from 'vitest';
import { type Baseline, parseBaseline, renderBaseline } from '../../src/budget/baseline.ts';

const ENTRY = {
  measures: { total: 7, files: 2, efficiency: 0.5, 'wasted share (own)': 1 },
  base: 0,
  layers: [{ diffId: null, instruction: 'COPY . .', fileBytes: 7, blobBytes: 9, wastedBytes: 2 }],
  paths: { 'b/': 4, a: 3 },
  isComplete: true,
};
const OTHER = {
  ...ENTRY,
  measures: { efficiency: 0, 'wasted share': 0.25 },
  layers: [],
  paths: { efficiency: 5000 },
  isComplete: false,
};
const BASELINE: Baseline = { contexts: { c: OTHER }, images: { z: ENTRY, a: { ...ENTRY, layers: [] } } };
const text = (change: (entry: Record<string, unknown>) => void): string => {
  const a = structuredClone(OTHER);
  change(a);
  return JSON.stringify({ kind: 'baseline', schemaVersion: 1, contexts: {}, images: { a } });
};

describe('a baseline file', () => {
  it('gives back what was written', () => {
    expect(parseBaseline(renderBaseline(BASELINE), 'b.json')).toEqual(BASELINE);
  });

  it('has its keys in order, one item a line, and no times', () => {
    const lines = renderBaseline(BASELINE)
      .split('\n')
      .map((line) => line.trim());
    const at = (line: string): number => lines.indexOf(line);
    expect(at('"a": {')).toBeLessThan(at('"z": {'));
    expect(at('"files": 2,')).toBeLessThan(at('"total": 7,'));
    expect(at('"a": 3,')).toBeLessThan(at('"b/": 4'));
  });

  it.each<[string, string, string]>([
    ['no JSON', '{', 'it is not JSON'],
    ['a merge conflict', '<<<<<<< HEAD\n{}', 'it holds a merge conflict'],
    ['a conflict marker alone', '{\n=======\n}', 'it holds a merge conflict'],
    ['fewer characters than a marker has', '=\n>\n<\n= a', 'it is not JSON'],
    ['a marker within a line', '{ "a": "<<<<<<< HEAD"', 'it is not JSON'],
    ['conflict markers further down', '{\n=======\n>>>>>>> theirs\n}', 'it holds a merge conflict'],
    ['another document', '{"kind": "image"}', 'it is no baseline of plimsoll'],
    ['null', 'null', 'it is no baseline of plimsoll'],
    ['a later version', '{"kind": "baseline", "schemaVersion": 2}', 'its schemaVersion 2 is unknown'],
    ['no contexts', '{"kind": "baseline", "schemaVersion": 1}', 'contexts is not an object'],
    [
      'an image of text',
      '{"kind": "baseline", "schemaVersion": 1, "contexts": {}, "images": {"a": "x"}}',
      'images["a"] is not an object',
    ],
    ['no images', '{"kind": "baseline", "schemaVersion": 1, "contexts": {}}', 'images is not an object'],
    [
      'layers that are none',
      text((entry) => {
        entry['layers'] = {};
      }),
      'images["a"].layers is not a list',
    ],
    [
      'a layer of text',
      text((entry) => {
        entry['layers'] = ['x'];
      }),
      'images["a"].layers[0] is not an object',
    ],
    [
      'a negative layer',
      text((entry) => {
        entry['layers'] = [{ diffId: null, instruction: null, fileBytes: -1, blobBytes: 0, wastedBytes: 0 }];
      }),
      'has a size that is none',
    ],
    ...['diffId', 'instruction'].map((key): [string, string, string] => [
      `a layer whose ${key} is a number`,
      text((entry) => {
        entry['layers'] = [{ ...ENTRY.layers[0], [key]: 7 }];
      }),
      'images["a"].layers[0] has no diffId and instruction',
    ]),
    [
      'a measure of text',
      text((entry) => {
        entry['measures'] = { total: '7' };
      }),
      'images["a"].measures["total"] is no size',
    ],
    ...['1e999', '1e300', '1.5', '-1', 'null'].map((number): [string, string, string] => [
      `a measure of ${number}`,
      text((entry) => {
        entry['measures'] = { total: 424242 };
      }).replace('424242', number),
      'images["a"].measures["total"] is no size',
    ]),
    ...[1.5, 2, -0.5, '0.5'].map((share): [string, string, string] => [
      `an efficiency of ${JSON.stringify(share)}`,
      text((entry) => {
        entry['measures'] = { efficiency: share };
      }),
      'images["a"].measures["efficiency"] is no size',
    ]),
    [
      'half a byte of a path that is called efficiency',
      text((entry) => {
        entry['measures'] = { 'bytes of efficiency': 0.5 };
      }),
      'images["a"].measures["bytes of efficiency"] is no size',
    ],
    [
      'a path of half a byte, whatever its name',
      text((entry) => {
        entry['paths'] = { efficiency: 0.5 };
      }),
      'images["a"].paths["efficiency"] is no size',
    ],
    [
      'a base beyond its layers',
      text((entry) => {
        entry['base'] = 3;
      }),
      'images["a"].base is no number of its layers',
    ],
    [
      'paths that are a list',
      text((entry) => {
        entry['paths'] = [];
      }),
      'images["a"].paths is not an object',
    ],
  ])('is refused for %s', (_label, damaged, message) => {
    expect(() => parseBaseline(damaged, 'b.json')).toThrow(message);
    expect(() => parseBaseline(damaged, 'b.json')).toThrowError(
      expect.objectContaining({
        code: 'corrupt',
        message: expect.stringMatching(/^The baseline b\.json cannot be used: /),
        file: 'b.json',
        hint: 'Write it anew with plimsoll check --update-baseline.',
      }),
    );
  });

  it('that is no JSON says what is wrong with it', () => {
    expect(() => parseBaseline('{', 'b.json')).toThrowError(
      expect.objectContaining({ cause: expect.any(SyntaxError) }),
    );
  });

  it('takes names that mean something to JavaScript as names', () => {
    const odd = Object.fromEntries([
      ['__proto__', ENTRY],
      ['constructor', ENTRY],
    ]);
    const read = parseBaseline(renderBaseline({ contexts: {}, images: odd }), 'b.json');
    expect(Object.keys(read.images)).toEqual(['__proto__', 'constructor']);
  });
});
