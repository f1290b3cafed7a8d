import { describe, expect, it } from 'vitest';
import { jsonText, wellFormed } from '../../../src/report/formats/json.ts';

describe('text that every reader takes', () => {
  it.each<[string, string]>([
    ['plain', 'plain'],
    ['\ud800', '\ufffd'],
    ['a\udfffb', 'a\ufffdb'],
    ['\ud83d\ude00', '\ud83d\ude00'],
    ['\\ud800', '\\ud800'],
    ['\\\ud800', '\\\ufffd'],
    ['\\\\\ud800\\', '\\\\\ufffd\\'],
  ])('%j is %j, and so in JSON, as value and as key', (text, safe) => {
    expect(wellFormed(text)).toBe(safe);
    expect(JSON.parse(jsonText({ [text]: [text] }))).toEqual({ [safe]: [safe] });
  });
});
