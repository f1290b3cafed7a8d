import { describe, expect, it } from 'vitest';
import { inspectTree } from '../../src/inspect/tree.ts';
import { renderReport } from '../../src/report/render.ts';
import { textColumns } from '../../src/report/text/columns.ts';
import { fixture } from '../support/fixtures.ts';
import { madeImage } from '../support/made-image.ts';

/** The drawn paths alone. */
async function paths(files: Readonly<Record<string, number>>, top = 0): Promise<readonly string[]> {
  const report = await inspectTree(madeImage([{ by: 'COPY', files }]), { top, sort: 'name' });
  const lines = renderReport(report, 'table', { width: 100 }).split('\n').slice(2, -1);
  const column = lines[0]!.indexOf('./');
  return lines.map((line) => line.slice(column));
}

describe('a drawn tree', () => {
  it('puts a directory on one line with the only one in it, and joins what hangs below', async () => {
    expect(
      await paths({ 'a/b/c/x': 1, 'a/b/c/y/z/u': 2, 'a/b/c/y/z/v': 2, 'd/e': 3, 'f/g/h': 1, 'f/i': 1 }),
    ).toEqual([
      './',
      '├─ a/b/c/',
      '│  ├─ x',
      '│  └─ y/z/',
      '│     ├─ u',
      '│     └─ v',
      '├─ d/',
      '│  └─ e',
      '└─ f/',
      '   ├─ g/',
      '   │  └─ h',
      '   └─ i',
    ]);
  });

  it('says what a directory leaves out below the last path that it shows', async () => {
    expect(await paths({ 'a/b/x': 1, 'a/b/y': 1, 'a/b/z': 1, 'a/c': 1 }, 1)).toEqual([
      './',
      '└─ a/',
      '   ├─ b/',
      '   │  ├─ x',
      '   │  └─ … 2 more',
      '   └─ c',
    ]);
  });

  it.each([{}, { waste: true }, { layer: 4 }, { upTo: 5 }])(
    'is never wider than it may be: %j',
    async (options) => {
      const report = await inspectTree(fixture('archives/tiny/kitchen/docker20-save.tar'), options);
      for (const width of [40, 60, 79, 80, 100, 120, 200]) {
        for (const ascii of [false, true]) {
          const lines = renderReport(report, 'table', { width, ascii }).split('\n');
          expect(lines.filter((line) => textColumns(line) > width)).toEqual([]);
        }
      }
    },
  );
});
