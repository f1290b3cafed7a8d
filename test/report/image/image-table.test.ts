import { beforeAll, describe, expect, it } from 'vitest';
import type { ImageReport } from '../../../src/image/report.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import type { RenderOptions } from '../../../src/report/options.ts';
import { renderReport } from '../../../src/report/render.ts';
import { textColumns } from '../../../src/report/text/columns.ts';
import { fixture } from '../../support/fixtures.ts';
import { historyEntry, imageReport, layerReport } from '../../support/image-report.ts';

const reports = new Map<string, ImageReport>();

/** Named as if it lay in the working directory, and without findings, which have tests of their own. */
async function inspected(archive: string): Promise<ImageReport> {
  const report = await inspectImage(fixture(`archives/${archive}`), { list: true, sizes: true });
  return {
    ...report,
    findings: [],
    archive: { ...report.archive, path: archive.slice(archive.lastIndexOf('/') + 1) },
  };
}

beforeAll(async () => {
  reports.set('kitchen', await inspected('tiny/kitchen/docker20-save.tar'));
  reports.set('harbor', await inspected('modern/harbor-c8d/docker29-c8d-save.tar'));
  reports.set('names', await inspected('tiny/names/docker20-save.tar'));
});

function table(name: string, options: RenderOptions = {}, format = 'table'): string {
  return renderReport({ ...reports.get(name)!, entries: null }, format, options);
}

const golden = (name: string): string => fixture(`golden/${name}.txt`);

describe('the image table', () => {
  it('looks as it should at 80, 40 and 200 columns', async () => {
    for (const width of [80, 40, 200])
      await expect(table('kitchen', { width })).toMatchFileSnapshot(golden(`image-kitchen-${width}`));
    await expect(table('harbor')).toMatchFileSnapshot(golden('image-harbor-80'));
  });

  it('looks as it should in ASCII, exact bytes and colour', async () => {
    await expect(table('kitchen', { ascii: true, bytes: true })).toMatchFileSnapshot(
      golden('image-kitchen-ascii'),
    );
    await expect(table('kitchen', { color: true })).toMatchFileSnapshot(golden('image-kitchen-color'));
  });

  it('shows all sizes side by side', async () => {
    await expect(table('harbor', {}, 'sizes')).toMatchFileSnapshot(golden('sizes-harbor-80'));
    await expect(table('kitchen', { width: 40 }, 'sizes')).toMatchFileSnapshot(golden('sizes-kitchen-40'));
  });

  it('never is wider than it may be', () => {
    for (const name of reports.keys()) {
      for (const format of ['table', 'sizes']) {
        for (const width of [40, 60, 79, 80, 100, 120, 200]) {
          const lines = table(name, { width }, format).split('\n');
          expect(lines.filter((line) => textColumns(line) > width)).toEqual([]);
        }
      }
    }
  });

  it('lets no control character of a name through', () => {
    for (const text of [table('names', { top: 0 }), renderReport(reports.get('names')!, 'table', { top: 0 })])
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it('lists the final tree with paths that are never cut', () => {
    const text = renderReport(reports.get('names')!, 'table', { width: 40 });
    for (const entry of reports.get('names')!.entries!.filter(({ path }) => /^[\w/.-]+$/.test(path)))
      expect(text).toMatch(new RegExp(` ${entry.path.replaceAll('.', '\\.')}(?: → .*)?$`, 'm'));
  });

  it('shows steps without a layer, layers without a step, and comments where there is no instruction', () => {
    const report = imageReport({
      totals: { ...imageReport().totals, layers: 2, fileBytes: 10, visibleBytes: 10 },
      layers: [layerReport({ index: 0, historyIndex: 1, fileBytes: 10 }), layerReport({ index: 1 })],
      history: [
        historyEntry({ index: 0, instruction: 'ARG A=1' }),
        historyEntry({ index: 1, layer: 0, empty: false, comment: 'Imported from -' }),
        historyEntry({ index: 2 }),
      ],
    });
    const lines = renderReport(report, 'table').split('\n');
    const from = lines.indexOf('Layers') + 2;
    expect(lines.slice(from, from + 4).map((line) => line.trim().replaceAll(/ +/g, ' '))).toEqual([
      'ARG A=1',
      '0 10 B 100 % ██████████ 0 (Imported from -)',
      '(no instruction recorded)',
      '1 0 B 0 % 0 (not in the history)',
    ]);
  });

  it('says what is missing in an image without layers, names and dates', () => {
    const text = renderReport(imageReport(), 'table');
    expect(text).toContain('untagged image');
    expect(text).toContain('not recorded');
    expect(text).toContain('Layers\n  none');
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
    expect(renderReport(imageReport(), 'sizes')).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it('tells whether digests were checked', () => {
    const verified = (states: readonly (boolean | null)[]): string =>
      renderReport(
        imageReport({ layers: states.map((state, index) => layerReport({ index, verified: state })) }),
        'table',
      );
    expect(verified([null])).not.toContain('Checked');
    expect(verified([true, true])).toContain('2 layers: digests and diff IDs agree');
    expect(verified([true, false])).toContain('1 layer of 2 not as claimed');
  });

  it('takes an instruction of 120,000 characters', () => {
    const instruction = `RUN ${'x'.repeat(120_000)}`;
    const report = imageReport({ history: [historyEntry({ instruction })] });
    expect(renderReport(report, 'table', { width: 80 }).length).toBeLessThan(2000);
  });
});
