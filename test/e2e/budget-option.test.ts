import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectContext } from '../../src/inspect/context.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { plimsoll } from '../support/cli.ts';
import { fixture } from '../support/fixtures.ts';
import { madeImage } from '../support/made-image.ts';
import { schemaComplaints } from '../support/schema.ts';
import { plantTree } from '../support/tree.ts';

const KITCHEN = fixture('archives/tiny/kitchen/docker20-save.tar');

describe('--budget', () => {
  it('gates a context without a configuration', async () => {
    const root = plantTree({ 'src/a.js': 'aaaa', '.env': 'x' });
    const kept = await plimsoll(['context', root, '--budget', 'total=5', '--budget', 'path:src=4']);
    expect([kept.code, kept.err]).toEqual([0, '']);
    expect(kept.out).toMatch(/\nBudgets\n.*\n {2}pass {2}total .*\n {2}pass {2}path src /);
    const broken = await plimsoll(['context', root, '--budget', 'path:**/.env*=forbidden']);
    expect(broken.code).toBe(1);
    expect(broken.out).toContain('.env matches "**/.env*", which is forbidden.');
  });

  it('gates an image, with a base, from a file or a stream', async () => {
    const args = [
      '--base',
      '1',
      '--budget',
      'layers=6,scope=own',
      '--budget',
      'wasted=5%',
      '--format',
      'json',
    ];
    for (const [source, stdin] of [
      [KITCHEN, undefined],
      ['-', KITCHEN],
    ] as const) {
      const { code, out } = await plimsoll(['image', source, ...args], stdin === undefined ? {} : { stdin });
      expect(code).toBe(1);
      const report = JSON.parse(out);
      expect(report.verdicts.map((verdict: { status: string }) => verdict.status)).toEqual(['pass', 'fail']);
      expect(report.verdicts[0].subject).toEqual({ kind: 'image', name: source, path: null, layer: null });
      expect(schemaComplaints('image', report)).toEqual([]);
    }
  });

  it('holds growth against an archive', async () => {
    const old = madeImage([{ by: 'COPY', files: { a: 100 } }]);
    const now = madeImage([{ by: 'COPY', files: { a: 150 } }]);
    const grown = await plimsoll(['image', now, '--budget', 'growth=10%', '--against', old]);
    expect(grown.code).toBe(1);
    const back = await plimsoll(['image', old, '--budget', 'growth=10%', '--against', now]);
    expect(back.code).toBe(0);
  });

  it.each<[readonly string[], string]>([
    [['context', '.', '--budget', 'totl=1'], 'did you mean "total"?'],
    [['context', '.', '--budget', 'layers=1'], 'is no key of a budget of a context'],
    [['image', KITCHEN, '--budget', 'total=x'], 'is not a size'],
    [['image', KITCHEN, '--budget', 'growth=1%', '--against', 'nowhere.tar'], 'nowhere.tar does not exist.'],
    [['image', KITCHEN, '--base', 'nowhere.tar', '--budget', 'total=1,scope=own'], 'nowhere.tar'],
  ])('ends with 2 for %j', async (args, message) => {
    const { code, out, err } = await plimsoll(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('is an option of the library, as text or as an object', async () => {
    const root = plantTree({ a: 'aaaa' });
    const { verdicts } = await inspectContext(root, { budgets: ['total=4', { total: 3, warnAt: '50%' }] });
    expect(verdicts?.map(({ status }) => status)).toEqual(['pass', 'fail']);
    const report = await inspectImage(KITCHEN, { base: 1, budgets: [{ layers: 6, scope: 'own' }] });
    expect(report.verdicts?.[0]).toMatchObject({ measured: 6, status: 'pass' });
    expect((await inspectContext(root)).verdicts).toBeUndefined();
    await expect(inspectImage(KITCHEN, { budgets: [{ total: 'x' }] })).rejects.toThrow('is not a size');
  });

  it('takes the only entry of a baseline file', async () => {
    const directory = plantTree({
      'src/a': 'aaaa',
      'plimsoll.yaml': 'contexts: [{ path: src, budgets: [{ files: 1 }] }]',
    });
    await plimsoll(['check', '--update-baseline'], { cwd: directory });
    const against = ['--against', join(directory, 'plimsoll-baseline.json')];
    const same = await plimsoll([
      'context',
      join(directory, 'src'),
      '--budget',
      'growth=0',
      ...against,
      '--format',
      'json',
    ]);
    expect(JSON.parse(same.out).verdicts[0]).toMatchObject({ baseline: 4, delta: 0, status: 'pass' });
  });
});
