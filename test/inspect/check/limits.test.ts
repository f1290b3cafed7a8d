import { describe, expect, it } from 'vitest';
import type { ContextBudget, ImageBudget } from '../../../src/config/config.ts';
import type { ContextReport } from '../../../src/context/report.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import type { ImageReport } from '../../../src/image/report.ts';
import { checkBudgets } from '../../../src/inspect/check/check.ts';
import { inspectContext } from '../../../src/inspect/context.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { fixture } from '../../support/fixtures.ts';
import { plantTree } from '../../support/tree.ts';

const KITCHEN = fixture('archives/tiny/kitchen/docker20-save.tar');
const BASE = 2;

async function imageVerdict(budget: ImageBudget): Promise<Verdict> {
  const { verdicts } = await checkBudgets({
    images: [{ archive: KITCHEN, base: { layers: BASE }, budgets: [budget] }],
  });
  return verdicts[0]!;
}

const own = (report: ImageReport, of: (layer: ImageReport['layers'][number]) => number): number =>
  report.layers.slice(BASE).reduce((sum, layer) => sum + of(layer), 0);
const entryBytes = (report: ImageReport, from: number, prefix: string): number =>
  report
    .entries!.filter(({ path, layer }) => path.startsWith(prefix) && (layer ?? 0) >= from)
    .reduce((sum, { bytes }) => sum + bytes, 0);

/** A budget with this limit, and what it must measure, told from the report in another way. */
type Case<Report, Budget> = readonly [
  label: string,
  budget: (limit: number) => Budget,
  measured: (report: Report) => number,
];

const IMAGE: readonly Case<ImageReport, ImageBudget>[] = [
  ['total', (total) => ({ total }), (r) => r.accounting.storedBytes],
  ['total of the own layers', (total) => ({ total, scope: 'own' }), (r) => own(r, (l) => l.fileBytes)],
  ['compressed', (compressed) => ({ compressed }), (r) => r.totals.blobBytes],
  ['compressed, own', (compressed) => ({ compressed, scope: 'own' }), (r) => own(r, (l) => l.blobBytes)],
  ['layer', (layer) => ({ layer }), (r) => Math.max(...r.layers.map((l) => l.fileBytes))],
  [
    'layer, own',
    (layer) => ({ layer, scope: 'own' }),
    (r) => Math.max(...r.layers.slice(BASE).map((l) => l.fileBytes)),
  ],
  ['layers', (layers) => ({ layers }), (r) => r.layers.length],
  ['layers, own', (layers) => ({ layers, scope: 'own' }), (r) => r.layers.length - BASE],
  ['wasted bytes', (wasted) => ({ wasted }), (r) => r.waste.bytes],
  ['wasted bytes, own', (wasted) => ({ wasted, scope: 'own' }), (r) => own(r, (l) => l.wastedBytes)],
  ['files', (files) => ({ files }), (r) => r.entries!.filter(({ type }) => type === 'file').length],
  ['file', (file) => ({ file }), (r) => Math.max(...r.entries!.map(({ bytes }) => bytes))],
  [
    'file, own',
    (file) => ({ file, scope: 'own' }),
    (r) => Math.max(...r.entries!.filter((e) => (e.layer ?? 0) >= BASE).map((e) => e.bytes)),
  ],
  ['bytes of a path', (total) => ({ path: '/bin/**', total }), (r) => entryBytes(r, 0, 'bin/')],
  [
    'bytes of a path, own',
    (total) => ({ path: 'app', total, scope: 'own' }),
    (r) => entryBytes(r, BASE, 'app/'),
  ],
  [
    'files of a path',
    (files) => ({ path: 'app/**', files }),
    (r) => r.entries!.filter(({ path, type }) => path.startsWith('app/') && type !== 'directory').length,
  ],
];

describe('each budget of an image', () => {
  const inspected = inspectImage(KITCHEN, { list: true, top: 0 });
  it.each(IMAGE)('%s passes at its limit and above it, and fails below', async (_label, budget, measure) => {
    const measured = measure(await inspected);
    expect(measured).toBeGreaterThan(0);
    const [below, at, above] = await Promise.all(
      [measured - 1, measured, measured + 1].map((limit) => imageVerdict(budget(limit))),
    );
    expect(at).toMatchObject({ measured, limit: measured, headroom: 0, status: 'pass' });
    expect(below).toMatchObject({ measured, headroom: -1, status: 'fail' });
    expect(above).toMatchObject({ measured, headroom: 1, status: 'pass' });
  });

  it('wasted as a share passes below its limit and fails above', async () => {
    const { waste, totals } = await inspected;
    const share = waste.bytes / totals.fileBytes;
    const found = await imageVerdict({ wasted: '5%' });
    expect(found).toMatchObject({
      budget: 'wasted',
      unit: 'ratio',
      measured: share,
      limit: 0.05,
      status: 'fail',
    });
    expect((await imageVerdict({ wasted: '42%' })).status).toBe('pass');
  });

  it('efficiency is a least: it passes at its limit and below, and fails above', async () => {
    const { totals } = await inspected;
    const { efficiency } = totals;
    expect(await imageVerdict({ efficiency })).toMatchObject({
      measured: efficiency,
      headroom: 0,
      status: 'pass',
    });
    expect((await imageVerdict({ efficiency: efficiency - 0.001 })).status).toBe('pass');
    const broken = await imageVerdict({ efficiency: efficiency + 0.001 });
    expect(broken.status).toBe('fail');
    expect(broken.headroom).toBeLessThan(0);
  });
});

const TREE = {
  Dockerfile: 'FROM scratch\nCOPY src /src\n',
  '.dockerignore': '*.log\n',
  'noise.log': 'n'.repeat(5000),
  'src/a.js': 'a'.repeat(700),
  'src/b.js': 'b'.repeat(300),
  'public/logo.svg': 'l'.repeat(900),
  '.env': 'SECRET=1',
};
const CONTEXT: readonly Case<ContextReport, ContextBudget>[] = [
  [
    'total',
    (total) => ({ total }),
    (r) => r.entries!.reduce((sum, e) => sum + (e.sent ? (e.bytes ?? 0) : 0), 0),
  ],
  [
    'transfer',
    (transfer) => ({ transfer }),
    (r) => (r.transfer.needed?.buildkitBytes ?? r.transfer.buildkitBytes)!,
  ],
  ['files', (files) => ({ files }), (r) => r.entries!.filter((e) => e.sent && e.type === 'file').length],
  ['file', (file) => ({ file }), () => 900],
  ['bytes of a path', (total) => ({ path: 'src/**', total }), () => 1000],
  ['bytes of a directory named without stars', (total) => ({ path: '/src', total }), () => 1000],
  ['files of a path', (files) => ({ path: '**/*.js', files }), () => 2],
];

describe('each budget of a context', () => {
  it.each(CONTEXT)(
    '%s passes at its limit and above it, and fails below',
    async (_label, budget, measure) => {
      const path = plantTree(TREE);
      const measured = measure(await inspectContext(path, { list: true, top: 0 }));
      expect(measured).toBeGreaterThan(0);
      const { verdicts } = await checkBudgets({
        contexts: [{ path, budgets: [measured - 1, measured, measured + 1].map(budget) }],
      });
      expect(verdicts.map(({ status }) => status)).toEqual(['fail', 'pass', 'pass']);
      expect(verdicts.map(({ headroom }) => headroom)).toEqual([-1, 0, 1]);
      expect(verdicts.map((verdict) => verdict.measured)).toEqual([measured, measured, measured]);
    },
  );

  it('forbidden counts what is sent and nothing that the rules exclude', async () => {
    const path = plantTree(TREE);
    const { verdicts } = await checkBudgets({
      contexts: [
        {
          path,
          budgets: [
            { path: '**/.env*', forbidden: true },
            { path: '**/*.log', forbidden: true },
          ],
        },
      ],
    });
    expect(verdicts[0]).toMatchObject({
      budget: 'path',
      subject: { path: '**/.env*' },
      measured: 1,
      unit: 'count',
      limit: 0,
      status: 'fail',
      contributors: [{ name: '.env', bytes: 8 }],
    });
    expect(verdicts[1]).toMatchObject({ measured: 0, status: 'pass' });
  });
});

describe('a warning before the limit', () => {
  it.each<[ContextBudget, Verdict['status']]>([
    [{ total: 10_000, warnAt: '10%' }, 'warn'],
    [{ total: 10_000, warnAt: '90%' }, 'pass'],
    [{ file: 1000, warnAt: '90%' }, 'pass'],
    [{ file: 1000, warnAt: '89%' }, 'warn'],
    [{ file: 1000, warnAt: 899 }, 'warn'],
    [{ file: 1000, warnAt: '0.9kB' }, 'pass'],
    [{ file: 899, warnAt: '10%' }, 'fail'],
  ])('%j gives %s', async (budget, status) => {
    const { verdicts } = await checkBudgets({ contexts: [{ path: plantTree(TREE), budgets: [budget] }] });
    expect(verdicts[0]?.status).toBe(status);
  });

  it('of an efficiency is a ratio above its limit', async () => {
    expect((await imageVerdict({ efficiency: 0.5, warnAt: 0.9 })).status).toBe('warn');
    expect((await imageVerdict({ efficiency: 0.5, warnAt: 0.55 })).status).toBe('pass');
    await expect(imageVerdict({ efficiency: 0.5, warnAt: 0.4 })).rejects.toThrow('would never warn');
  });

  it('beyond the limit is an error', async () => {
    await expect(imageVerdict({ total: 5, warnAt: 6 })).rejects.toThrow('warnAt 6 lies beyond the limit');
  });
});
