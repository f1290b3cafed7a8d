import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBudgets } from '../../../src/inspect/check/check.ts';
import { fixture } from '../../support/fixtures.ts';
import { madeImage } from '../../support/made-image.ts';
import { schemaComplaints } from '../../support/schema.ts';
import { plantTree } from '../../support/tree.ts';

const KITCHEN = fixture('archives/tiny/kitchen/docker20-save.tar');

describe('a check', () => {
  it('goes over every context and image, in the order of the configuration', async () => {
    const directory = plantTree({ 'web/a': 'a', 'api/b': 'bb' });
    const report = await checkBudgets(
      {
        contexts: ['web', 'api'].map((path) => ({ path, budgets: [{ total: 1 }, { files: 1 }] })),
        images: [{ archive: KITCHEN, name: 'kitchen', budgets: [{ layers: 7 }] }],
      },
      { directory, withReports: true },
    );
    expect(
      report.verdicts.map(({ subject, budget, status }) => `${subject.name} ${budget} ${status}`),
    ).toEqual([
      'web total pass',
      'web files pass',
      'api total fail',
      'api files pass',
      'kitchen layers pass',
    ]);
    expect(report.subjects.map(({ name, total }) => [name, total])).toEqual([
      ['web', 1],
      ['api', 2],
      ['kitchen', 49_700],
    ]);
    expect(report.reports.map(({ kind }) => kind)).toEqual(['context', 'context', 'image']);
    expect(schemaComplaints('check', JSON.parse(JSON.stringify(report)))).toEqual([]);
  });

  it('goes on past what cannot be read, whose verdicts fail with the reason', async () => {
    const directory = plantTree({ 'broken.tar': 'this is no archive', 'web/a': 'a' });
    const report = await checkBudgets(
      {
        contexts: [
          { path: 'nowhere', budgets: [{ total: 1 }] },
          { path: 'web', budgets: [{ total: 1 }] },
        ],
        images: [{ archive: 'broken.tar', budgets: [{ total: 1 }, { growth: { percent: 1 } }] }],
      },
      { directory },
    );
    expect(report.status).toBe('fail');
    expect(report.verdicts.map(({ status, measured, error }) => [status, measured, error === null])).toEqual([
      ['fail', null, false],
      ['pass', 1, true],
      ['fail', null, false],
      ['fail', null, false],
    ]);
    expect(report.verdicts[0]?.reason).toMatch(/^It could not be measured: .*nowhere/);
    expect(report.failures.map(({ subject }) => subject.name)).toEqual(['nowhere', 'broken.tar']);
    expect(report.subjects[0]).toMatchObject({ total: null, error: 'not-found' });
    expect(schemaComplaints('check', report)).toEqual([]);
  });

  it('finds in any layer what a later layer deletes', async () => {
    const archive = madeImage([
      { by: 'COPY id_rsa /root/.ssh/', files: { 'root/.ssh/id_rsa': 1700 } },
      { by: 'RUN rm /root/.ssh/id_rsa', files: { 'root/.ssh/.wh.id_rsa': '' } },
    ]);
    const forbid = { path: '**/id_rsa', forbidden: true } as const;
    const { verdicts } = await checkBudgets({
      images: [
        {
          archive,
          base: { layers: 1 },
          budgets: [
            forbid,
            { ...forbid, in: 'any-layer' },
            { ...forbid, in: 'any-layer', scope: 'own' },
            { path: '/root', total: 1699, in: 'any-layer' },
          ],
        },
      ],
    });
    expect(verdicts.map(({ measured, status }) => [measured, status])).toEqual([
      [0, 'pass'],
      [1, 'fail'],
      [0, 'pass'],
      [1700, 'fail'],
    ]);
    expect(verdicts[1]?.contributors).toEqual([{ name: 'root/.ssh/id_rsa (layer 0)', bytes: 1700 }]);
  });

  it('counts a body with several names once, whichever of them a pattern covers', async () => {
    const { verdicts } = await checkBudgets({
      images: [
        {
          archive: fixture('archives/tiny/links/docker20-save.tar'),
          budgets: [{ path: '**', total: 0 }, { total: 0 }],
        },
      ],
    });
    const report = verdicts.map(({ measured }) => measured);
    expect(report[0]).toBeLessThanOrEqual(report[1]!);
    expect(report[0]).toBeGreaterThan(0);
  });

  it('takes the layers of a base archive as not own', async () => {
    const base = { by: 'ADD rootfs.tar /', files: { 'bin/sh': 4000 } };
    const archive = madeImage([base, { by: 'COPY . .', files: { app: 30 } }]);
    const baseArchive = madeImage([base]);
    const other = madeImage([{ by: 'ADD', files: { x: 1 } }]);
    const budgets = [{ total: 30, scope: 'own' as const }];
    const own = async (from: string): Promise<readonly unknown[]> => {
      const report = await checkBudgets({ images: [{ archive, base: { archive: from }, budgets }] });
      return [report.verdicts[0]?.measured, report.warnings.map(({ code }) => code)];
    };
    expect(await own(baseArchive)).toEqual([30, []]);
    expect(await own(other)).toEqual([4030, ['base-mismatch']]);
    const unnamed = await checkBudgets({ images: [{ archive, budgets }] });
    expect(unnamed.warnings.map(({ code }) => code)).toEqual(['base-missing']);
  });

  it('warns about a pattern that matches nothing, unless it forbids', async () => {
    const path = plantTree({ a: 'a' });
    const budgets = [
      { path: 'nix/**', total: 1 },
      { path: '*.pem', forbidden: true as const },
    ];
    const { warnings, verdicts } = await checkBudgets({ contexts: [{ path, name: 'web', budgets }] });
    expect(warnings).toEqual([
      { code: 'budget-matches-nothing', message: 'The pattern "nix/**" matches nothing in the context web.' },
    ]);
    expect(verdicts.map(({ status }) => status)).toEqual(['pass', 'pass']);
  });

  it('refuses a pattern that Docker refuses, with its place', async () => {
    const directory = plantTree({
      'plimsoll.yaml': 'contexts:\n  - path: .\n    budgets:\n      - { path: "a[", total: 1 }\n',
    });
    await expect(checkBudgets(join(directory, 'plimsoll.yaml'))).rejects.toThrow(
      /plimsoll\.yaml:4:9: "a\[" is no pattern of Docker's dialect\./,
    );
  });

  it('holds findings to failOn, with the severities of the configuration', async () => {
    const path = plantTree({ 'big.bin': 'b'.repeat(11_000_000) });
    const status = async (more: object): Promise<readonly unknown[]> => {
      const report = await checkBudgets({ contexts: [{ path, budgets: [{ files: 9 }] }], ...more });
      return [report.status, report.findings.map(({ severity }) => severity)];
    };
    const rule = 'context/oversized-file';
    expect(await status({})).toEqual(['pass', ['warning']]);
    expect(await status({ failOn: 'warning' })).toEqual(['fail', ['warning']]);
    expect(await status({ rules: { [rule]: 'error' } })).toEqual(['fail', ['error']]);
    expect(await status({ rules: { [rule]: 'error' }, failOn: 'never' })).toEqual(['pass', ['error']]);
    expect(await status({ rules: { [rule]: 'off' }, failOn: 'note' })).toEqual(['pass', []]);
    expect(await status({ rules: { [rule]: { limit: '12MB' } }, failOn: 'note' })).toEqual(['pass', []]);
    expect(await status({ rules: { [rule]: { limit: 11_000_000 } }, failOn: 'note' })).toEqual(['pass', []]);
    expect(await status({ rules: { [rule]: { limit: 10_999_999, severity: 'note' } } })).toEqual([
      'pass',
      ['note'],
    ]);
  });

  it('finds files above a limit that is below that of the rule', async () => {
    const path = plantTree({ 'a.bin': 'b'.repeat(2000), 'b.bin': 'b'.repeat(1999) });
    const rules = { 'context/oversized-file': { limit: 1999, severity: 'error' as const } };
    const { findings } = await checkBudgets({ contexts: [{ path, budgets: [{ files: 9 }] }], rules });
    expect(findings.map(({ place, severity }) => [place.path, severity])).toEqual([['a.bin', 'error']]);
  });

  it('holds findings on images to failOn, points into the Dockerfile, and leaves the base in peace', async () => {
    const lists = { 'var/lib/apt/lists/deb.debian.org_Packages': 2_000_000 };
    const directory = plantTree({
      '.git/': '',
      Dockerfile: 'FROM debian\n\nRUN apt-get update && \\\n  apt-get install -y gcc\n',
    });
    madeImage(
      [
        {
          by: 'ADD rootfs.tar /',
          files: { 'bin/sh': 10, 'var/lib/apt/lists/deb.debian.org_Release': 1_000_000 },
        },
        {
          by: '/bin/sh -c apt-get update &&   apt-get install -y gcc',
          files: { 'usr/bin/gcc': 9, ...lists },
        },
      ],
      join(directory, 'app.tar'),
    );
    const rule = 'image/apt-lists-kept';
    const check = async (more: object = {}) => {
      const image = { archive: 'app.tar', base: { layers: 1 }, dockerfile: 'Dockerfile' };
      const file = join(directory, 'plimsoll.json');
      writeFileSync(file, JSON.stringify({ images: [image], rules: { [rule]: 'error' }, ...more }));
      return checkBudgets(file);
    };
    const { status, findings } = await check();
    const ours = findings.filter((finding) => finding.rule === rule);
    expect(status).toBe('fail');
    expect(ours.map(({ own, severity, bytes, source }) => [own, severity, bytes, source])).toEqual([
      [false, 'error', 1_000_000, { file: 'Dockerfile', line: null }],
      [true, 'error', 2_000_000, { file: 'Dockerfile', line: 3 }],
    ]);
    const suppress = [{ rule, path: 'var/lib/apt/lists/*Packages', reason: 'being mended' }];
    expect(await check({ suppress })).toMatchObject({ status: 'pass', suppressed: [{ rule, own: true }] });
    expect(await check({ rules: { [rule]: 'off' }, failOn: 'note' })).toMatchObject({ suppressed: [] });
  });

  it('accepts what is suppressed until the last day, and says what is of no use', async () => {
    const path = plantTree({ 'data/big.bin': 'b'.repeat(11_000_000) });
    const rule = 'context/oversized-file';
    const check = async (suppress: readonly object[], today?: string): Promise<readonly unknown[]> => {
      const report = await checkBudgets(
        {
          contexts: [{ path, budgets: [{ files: 9 }] }],
          suppress: suppress.map((one) => ({ rule, reason: 'needed', ...one })),
          failOn: 'warning',
        },
        { today },
      );
      return [report.status, report.suppressed.length, report.warnings.map(({ code }) => code)];
    };
    expect(await check([{}])).toEqual(['pass', 1, []]);
    expect(await check([{ path: 'data/**' }])).toEqual(['pass', 1, []]);
    expect(await check([{ path: 'data' }])).toEqual(['pass', 1, []]);
    expect(await check([{ path: 'other/**' }])).toEqual(['fail', 0, ['suppression-unused']]);
    expect(await check([{ until: '2027-01-31' }], '2027-01-31')).toEqual(['pass', 1, []]);
    expect(await check([{ until: '2027-01-31' }], '2027-02-01')).toEqual([
      'fail',
      0,
      ['suppression-expired'],
    ]);
    expect(await check([{ until: '2027-01-31' }])).toEqual(['pass', 1, ['suppression-undated']]);
  });

  it('warns about the id of no rule, with the nearest', async () => {
    const path = plantTree({ a: 'a' });
    const { warnings } = await checkBudgets({
      contexts: [{ path, budgets: [{ files: 9 }] }],
      rules: { 'context/oversized-fiel': 'error' },
    });
    expect(warnings).toEqual([
      {
        code: 'unknown-rule',
        message: '"context/oversized-fiel" is the id of no rule; did you mean "context/oversized-file"?',
      },
    ]);
  });

  it('with a thousand budgets gives a thousand verdicts', async () => {
    const path = plantTree({ 'src/a.js': 'a', 'lib/b.js': 'b' });
    const budgets = Array.from({ length: 1000 }, (_, at) => ({
      path: at % 2 ? `**/*${at}.js` : `src/${at}/**`,
      files: at,
    }));
    const { verdicts } = await checkBudgets({ contexts: [{ path, budgets }] });
    expect(verdicts).toHaveLength(1000);
    expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(['pass']));
  });

  it('in shards is together what it is at once', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const directory = plantTree(Object.fromEntries(names.map((name) => [`${name}/f`, name])));
    const config = { contexts: names.map((path) => ({ path, budgets: [{ total: 1 }] })) };
    const whole = await checkBudgets(config, { directory });
    const parts = await Promise.all(
      [1, 2, 3].map((index) => checkBudgets(config, { directory, shard: { index, count: 3 } })),
    );
    const sorted = (reports: readonly (typeof whole)[]): readonly unknown[] =>
      reports.flatMap(({ verdicts }) => verdicts).sort((x, y) => (x.subject.name < y.subject.name ? -1 : 1));
    expect(sorted(parts)).toEqual(sorted([whole]));
    expect(parts.map(({ verdicts }) => verdicts.length)).toEqual([2, 2, 1]);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(
      checkBudgets({ images: [{ archive: KITCHEN, budgets: [{ total: 1 }] }] }, { signal }),
    ).rejects.toMatchObject({ code: 'aborted' });
  });
});
