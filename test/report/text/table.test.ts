import { describe, expect, it } from 'vitest';
import { renderStyle } from '../../../src/report/options.ts';
import { textColumns } from '../../../src/report/text/columns.ts';
import { type Column, renderTable, right } from '../../../src/report/text/table.ts';

const COLUMNS: readonly Column[] = [right('Size'), { head: 'Path', give: 'middle' }, { head: 'Note' }];

describe('renderTable', () => {
  it('cuts the column that gives way and nothing else', () => {
    const rows = [{ cells: ['123456789', `a/${'long/'.repeat(20)}name`, 'kept'] }];
    const [, line] = renderTable(COLUMNS, rows, renderStyle({ width: 50 })).split('\n');
    expect(textColumns(line!)).toBe(50);
    expect(line).toMatch(/^ {2}123456789 {2}a\/.*….*name {2}kept$/);
    expect(renderTable(COLUMNS, rows, renderStyle({ width: 50, ascii: true }))).toMatch(/a\/.*~.*name/);
  });

  it('cuts the widest of several columns that give way first', () => {
    const columns: readonly Column[] = [
      { head: 'Path', give: 'middle' },
      { head: 'Why', give: 'end' },
    ];
    const cells = [`a/${'b'.repeat(18)}`, 'because '.repeat(10)];
    const [, line] = renderTable(columns, [{ cells }], renderStyle({ width: 50 })).split('\n');
    expect(line).toBe(`  a/${'b'.repeat(18)}  because because because b…`);
    const [, narrow] = renderTable(columns, [{ cells }], renderStyle({ width: 34 })).split('\n');
    expect(narrow).toBe('  a/bbb…bbbbbbbbb  because becaus…');
  });

  it('goes on below where nothing of a text may be lost', () => {
    const columns: readonly Column[] = [{ head: 'Rule' }, { head: 'What', give: 'wrap' }, right('Bytes')];
    const cells = ['some/rule', 'A layer stores the same bytes again', '12'];
    expect(renderTable(columns, [{ cells }], renderStyle({ width: 40 })).split('\n')).toEqual([
      '  Rule       What                Bytes',
      '  some/rule  A layer stores the     12',
      '             same bytes again',
    ]);
  });

  it('lays out many rows as it does few', () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => ({
      cells: [String(n), n % 7 === 0 ? '漢字' : 'path', 'é'],
    }));
    const lines = renderTable(COLUMNS, rows, renderStyle()).split('\n');
    expect(lines).toHaveLength(20_001);
    expect(lines[0]).toBe('   Size  Path  Note');
    expect(lines[1]).toBe('      0  漢字  é');
    expect(lines[19_999]).toBe('  19998  path  é');
  });

  it('dims and tints only where colours are wanted', () => {
    const columns: readonly Column[] = [{ head: 'A', tone: 'cyan' }];
    expect(renderTable(columns, [{ cells: ['x'] }], renderStyle())).toBe('  A\n  x');
    expect(renderTable(columns, [{ cells: ['x'] }], renderStyle({ color: true }))).toContain('\x1b[36mx');
    expect(renderTable(columns, [{ cells: ['x'], dim: true }], renderStyle({ color: true }))).toContain(
      '\x1b[2mx',
    );
  });
});
