import { describe, expect, it } from 'vitest';
import type { WhyReport } from '../../src/image/why/report.ts';
import { explainImagePaths } from '../../src/inspect/why.ts';
import { plimsoll } from '../support/cli.ts';
import { fixture } from '../support/fixtures.ts';
import { madeImage } from '../support/made-image.ts';
import { schemaComplaints } from '../support/schema.ts';

const KITCHEN = fixture('archives/tiny/kitchen/docker20-save.tar');

const image = (): string =>
  madeImage([
    { by: 'COPY . /', files: { 'app/': '', 'app/model': 300, 'app/\x1b[31m': 'x' } },
    { by: 'RUN chown -R app /app', files: { 'app/model': 300 } },
    { by: 'ENV TOKEN=hunter2hunter2', files: { 'app/.wh.model': '' } },
  ]);

describe('plimsoll why', () => {
  it('tells the life of each path, a paragraph each', async () => {
    const { code, out, err } = await plimsoll(['why', image(), '/app/model', 'app', '--bytes']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      [
        'app/model: not in test/made:1 any more, since layer 2',
        '  Hidden  600 in 2 copies that layers store and later ones hide',
        '  layer 0  added: file of 300, -rw-r--r-- 0:0',
        '           COPY . /',
        '  layer 1  the same bytes again; nothing changed; hides 300',
        '           RUN chown -R app /app',
        '  layer 2  deleted by a whiteout of app/model; hides 300',
        '           ENV TOKEN=***',
        '',
        'app: directory of test/made:1, since layer 0',
        '  Visible  1 in 1 file',
        '  Hidden   600 in 2 files that layers store and later ones hide',
        '  layer 0  added: directory, drw-r--r-- 0:0',
        '           COPY . /',
        '  #  Files  Stores  Remain  Hides  Instruction',
        '  0      2     301       1         COPY . /',
        '  1      1     300            300  RUN chown -R app /app',
        '  2                           300  ENV TOKEN=***',
        '',
      ].join('\n'),
    );
  });

  it('prints no control characters, and says what no layer has', async () => {
    const { code, out } = await plimsoll(['why', image(), 'app/\x1b[31m', 'app/modle']);
    expect(code).toBe(0);
    expect(out).not.toContain('\x1b');
    expect(out).toContain('app/modle: no layer of test/made:1 has it\n  Perhaps  app/model\n');
  });

  it('has all of it as data, which fit their schema', async () => {
    const paths = ['etc', 'no/such/path'];
    const { out } = await plimsoll(['why', KITCHEN, ...paths, '--format', 'json']);
    const report = JSON.parse(out) as WhyReport;
    expect(schemaComplaints('why', report)).toEqual([]);
    expect(report).toEqual(JSON.parse(JSON.stringify(await explainImagePaths(KITCHEN, paths))));
  });

  it('wants an archive and a path', async () => {
    const { code, err } = await plimsoll(['why', KITCHEN]);
    expect(code).toBe(2);
    expect(err).toContain("missing required argument 'path'");
  });
});
