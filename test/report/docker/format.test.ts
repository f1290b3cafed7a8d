import { describe, expect, it } from 'vitest';
import { PlimsollError } from '../../../src/core/errors.ts';
import { renderListing } from '../../../src/report/docker/format.ts';

const headings = { ID: 'IMAGE', Name: 'NAME' };
const list = (format: string, ...rows: readonly { ID: string; Name: string }[]): string =>
  renderListing(format, { headings, rows: rows.length > 0 ? rows : [{ ID: 'sha256:abc', Name: '<one>' }] });

describe('renderListing', () => {
  it('lays out a table with its head', () => {
    expect(list('table {{.ID}}\\t{{.Name}}')).toBe('IMAGE        NAME\nsha256:abc   <one>\n');
  });

  it('prints one line a row for a template', () => {
    expect(list('{{.Name}}={{.ID}}', { ID: '1', Name: 'a' }, { ID: '2', Name: 'b' })).toBe('a=1\nb=2\n');
  });

  it('writes rows as Go writes JSON', () => {
    expect(list('json')).toBe('{"ID":"sha256:abc","Name":"\\u003cone\\u003e"}\n');
    expect(list('{{json .Name}}')).toBe('"<one>"\n');
    expect(list('json', { ID: '\u2028\u0001\b\f"\\', Name: '\ud800' })).toBe(
      '{"ID":"\\u2028\\u0001\\b\\f\\"\\\\","Name":"\ufffd"}\n',
    );
  });

  it('has the functions of docker', () => {
    expect(list('{{upper .Name}} {{lower .Name}} {{title "a b-c"}}')).toBe('<ONE> <one> A B-C\n');
    expect(list('{{upper "straße"}} {{lower "ΟΔΟΣ"}}')).toBe('STRAßE οδοσ\n');
    expect(list('{{truncate .ID 6}}|{{pad .Name 1 2}}|{{pad "" 3 3}}|')).toBe('sha256| <one>  ||\n');
    expect(list('{{join (split .ID ":") "-"}} {{split .ID ":"}}')).toBe('sha256-abc [sha256 abc]\n');
    expect(list('{{println .ID 5 "x"}}')).toBe('sha256:abc 5 x\n\n');
    expect(list('{{.Name | upper | json}}')).toBe('"<ONE>"\n');
  });

  it('keeps headings whole whatever is done to the values', () => {
    expect(list('table {{upper .Name}}\\t{{truncate .ID 3}}')).toBe('NAME      IMAGE\n<ONE>     sha\n');
    expect(list('table {{json .}}')).toBe('\n{"ID":"sha256:abc","Name":"\\u003cone\\u003e"}\n');
  });

  it('trims blanks beside the marks and leaves comments out', () => {
    expect(list('a  {{- .Name -}}  b{{/* {{ }} */}}')).toBe('a<one>b\n');
    expect(list('a {{-5}} {{"}}"}}')).toBe('a -5 }}\n');
  });

  it('keeps control characters from the terminal', () => {
    expect(list('{{.Name}}', { ID: '', Name: '\x1b[2J\r\u202ex\ty\nz' })).toBe('\\x1b[2J\\r\\u202ex\ty\nz\n');
    const json = list('json', { ID: '\x9b', Name: '\u202e\x7f' });
    expect(json).not.toMatch(/[\x7f-\x9f\u202e]/);
    expect(JSON.parse(json)).toEqual({ ID: '\x9b', Name: '\u202e\x7f' });
  });

  it('names what it does not know', () => {
    const table: readonly (readonly [format: string, message: RegExp])[] = [
      ['{{.Nope}}', /field \.Nope/],
      ['{{.ID.Length}}', /field \.ID\.Length/],
      ['{{printf "%s" .ID}}', /function "printf"/],
      ['{{if .ID}}x{{end}}', /\{\{if\}\}/],
      ['{{.ID', /without its "\}\}"/],
      ['{{}}', /without a value/],
      ['{{upper}}', /0 arguments instead of 1/],
      ['{{upper 5}}', /a text as argument 1 of upper/],
      ['{{join .ID ","}}', /a list, as split gives one/],
      ['{{truncate .ID "x"}}', /a number as argument 2/],
      ['{{truncate .ID -1}}', /less than nothing/],
      ['{{pad .ID 99999 0}}', /out of bounds/],
      ['{{.ID "x"}}', /no function/],
      ['{{(.ID}}', /"\(" without/],
      ['{{.ID)}}', /"\)" without/],
      ['{{.}}', /"\." itself/],
      ['{{"\\q"}}', /escapes are not understood/],
      ['{{.ID ; 5}}', /"; 5"/],
      [`{{${'('.repeat(5000)}`, /without its "\}\}"/],
      [`{{${'('.repeat(5000)}.ID${')'.repeat(5000)}}}`, /too deeply/],
    ];
    for (const [format, message] of table) {
      expect(() => list(format), format).toThrow(message);
      expect(() => list(format), format).toThrow(PlimsollError);
    }
  });

  it('judges the template even when there is no row', () => {
    expect(() => renderListing('{{.Nope}}', { headings, rows: [] })).toThrow(/field \.Nope/);
    expect(renderListing('table {{.ID}}', { headings, rows: [] })).toBe('IMAGE\n');
  });
});
