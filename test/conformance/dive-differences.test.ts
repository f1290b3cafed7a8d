import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImageReport } from '../../src/image/report.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { dockerArchive, scratchDirectory, writeTo } from '../support/image-archive.ts';
import { layersOf } from '../support/layer-notation.ts';
import { tarOf } from '../support/tar.ts';

const directory = scratchDirectory();
const text = readFileSync(new URL('../../docs/waste.md', import.meta.url), 'utf8');
/** Rows of the tables of differences: what differs, the layers, dive's figures, ours. */
const rows = [...text.matchAll(/^\| ([^|]+) \| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, what, layers, dive, here]) => [what!, layers!, dive!, here!] as const,
);
const [figures, shares] = [
  rows.filter(([, , dive]) => dive.includes(',')),
  rows.filter(([, , dive]) => !dive.includes(',')),
];

async function inspected(notation: string, name: string): Promise<ImageReport> {
  const layers = layersOf(notation).map((entries) => tarOf(...entries));
  return inspectImage(writeTo(directory, `${name}.tar`, dockerArchive({ layers })), { base: 1 });
}

const percent = (ratio: number): string => `${Number((100 * ratio).toFixed(2))} %`;

describe('the differences to dive that docs/waste.md lists', () => {
  it('are all read here', () => {
    expect([figures.length, shares.length]).toEqual([9, 2]);
  });

  it.each(figures)('%s: `%s` is %s to dive, %s here', async (_what, layers, dive, here) => {
    const { compat, waste, totals } = await inspected(layers, 'figures');
    expect(`${compat.dive.wastedBytes}, ${percent(compat.dive.efficiency)}`).toBe(dive);
    expect(`${waste.bytes}, ${percent(totals.efficiency)}`).toBe(here);
    expect(dive).not.toBe(here);
  });

  it.each(shares)('%s: `%s` is %s to dive, %s here', async (_what, layers, dive, here) => {
    const { compat, own } = await inspected(layers, 'shares');
    const { userWastedPercent } = compat.dive;
    expect(userWastedPercent === null ? 'none' : percent(userWastedPercent)).toBe(dive);
    expect(own.fileBytes === 0 ? 'none' : percent(own.wastedBytes / own.fileBytes)).toBe(here);
  });
});
