import { describe, expect, it } from 'vitest';
import { exportShown } from '../../src/explore/desk/export.ts';
import { type Explorer, exploringLayers } from '../support/explorer.ts';

const LAYERS = [
  { by: 'COPY . /', files: { 'a|b/': '', 'a|b/big': 900, small: 'x' } },
  { by: 'RUN rm -rf /a*', files: { '.wh.a|b': '' } },
];

/** What the pane with this key saves. */
function saved(key: string, format: 'ndjson' | 'markdown'): Promise<readonly string[]> {
  return exploringLayers(LAYERS, ({ press, subject, state }: Explorer) => {
    press(key);
    return [...exportShown(subject, state(), format).pieces].join('').trimEnd().split('\n');
  });
}

describe('what a pane lists', () => {
  it('is saved as records: layers', async () => {
    expect((await saved('1', 'ndjson')).map((line) => JSON.parse(line))).toEqual([
      {
        record: 'layers',
        layer: 0,
        storedBytes: 901,
        changeBytes: 901,
        wastedBytes: 900,
        instruction: 'COPY . /',
      },
      {
        record: 'layers',
        layer: 1,
        storedBytes: 0,
        changeBytes: -900,
        wastedBytes: 0,
        instruction: 'RUN rm -rf /a*',
      },
    ]);
  });

  it('is saved as records: what is hidden', async () => {
    expect((await saved('4', 'ndjson')).map((line) => JSON.parse(line))).toEqual([
      { record: 'waste', path: 'a|b/big', bytes: 900, times: 1, storedIn: 0, hiddenBy: 1, cause: 'deleted' },
    ]);
  });

  it('is saved as a table whose cells no name breaks', async () => {
    expect(await saved('4', 'markdown')).toEqual([
      '## Stored and hidden',
      '',
      '| path | bytes | times | storedIn | hiddenBy | cause |',
      '| --- | --- | --- | --- | --- | --- |',
      '| <code>a&#124;b/big</code> | 900 | 1 | 0 | 1 | deleted |',
    ]);
    expect((await saved('1', 'markdown')).at(-1)).toBe(
      '| 1 | 0 | &#45;900 | 0 | <code>RUN rm &#45;rf /a&#42;</code> |',
    );
    expect((await saved('2', 'markdown'))[0]).toMatch(/^## Tree/);
  });
});
