import { describe, expect, it } from 'vitest';
import { parseSavedReport } from '../../../src/diff/saved/saved-report.ts';
import { imageReport, layerReport } from '../../support/image-report.ts';

const good = imageReport({ layers: [layerReport({})], entries: [] });
const entry = { path: 'a', type: 'file', bytes: 1, mode: 0, uid: 0, gid: 0, linkTarget: null, layer: 0 };
const withPart = (part: object): string => JSON.stringify({ ...good, ...part });

describe('a saved report', () => {
  it('is what was saved', () => {
    expect(parseSavedReport(JSON.stringify(good), 'r.json')).toEqual(good);
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', '{"kind":', /is not JSON/],
    ['no object', '[1]', /is not an object/],
    ['of no kind', '{}', /kind is not a text/],
    ['of another kind', '{"kind":"check","schemaVersion":1}', /kind is neither image nor context/],
    ['of a kind that every object has', '{"kind":"constructor","schemaVersion":1}', /kind is neither/],
    ['of another schema', withPart({ schemaVersion: 2 }), /schemaVersion/],
    ['without totals', withPart({ totals: undefined }), /totals is not an object/],
    [
      'with totals that are texts',
      withPart({ totals: { ...good.totals, fileBytes: '1' } }),
      /totals\.fileBytes is not a number/,
    ],
    ['with negative sizes', withPart({ totals: { ...good.totals, fileBytes: -1 } }), /totals\.fileBytes/],
    ['with a layer that is null', withPart({ layers: [null] }), /layers\[0\] is not an object/],
    [
      'with an instruction that is a list',
      withPart({ layers: [layerReport({ instruction: [] as never })] }),
      /layers\[0\]\.instruction/,
    ],
    ['with history that is none', withPart({ history: {} }), /history is not a list/],
    [
      'with an entry of no type',
      withPart({ entries: [{ ...entry, type: 'door' }] }),
      /entries\[0\]\.type is none of file/,
    ],
    [
      'with a path that is a number',
      withPart({ entries: [entry, { ...entry, path: 7 }] }),
      /entries\[1\]\.path is not a text/,
    ],
    ['with findings that are missing', withPart({ findings: undefined }), /findings is not a list/],
    ['with a finding without a place', withPart({ findings: [{ rule: 'x' }] }), /findings\[0\]/],
    ['with warnings that are texts', withPart({ warnings: ['x'] }), /warnings\[0\]/],
  ])('%s is refused by naming what is wrong', (_label, json, message) => {
    expect(() => parseSavedReport(json, 'r.json')).toThrow(message);
    expect(() => parseSavedReport(json, 'r.json')).toThrow(/^r\.json is no saved report/);
  });
});
