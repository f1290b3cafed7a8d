import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config/config.ts';
import { checkBudgets, runCheck } from '../../../src/inspect/check/check.ts';
import { type MadeLayer, madeImage } from '../../support/made-image.ts';
import { plantTree } from '../../support/tree.ts';

const BASE: MadeLayer = { by: 'ADD rootfs.tar /', files: { 'bin/sh': 4000, 'etc/passwd': 100 } };
const BEFORE: readonly MadeLayer[] = [
  BASE,
  { by: 'RUN npm ci', files: { 'app/node_modules/a.js': 3000 } },
  { by: 'COPY . /app', files: { 'app/index.js': 500 } },
  { by: 'RUN make docs', files: { 'app/docs/x.html': 200 } },
];
/** npm ci grew, the copy shrank, the docs are gone, a cache came. */
const AFTER: readonly MadeLayer[] = [
  BASE,
  { by: 'RUN npm ci', files: { 'app/node_modules/a.js': 3000, 'app/node_modules/b.js': 2500 } },
  { by: 'COPY . /app', files: { 'app/index.js': 400 } },
  { by: 'RUN warm-cache', files: { 'var/cache/x': 900 } },
];

const growth = (percent: number, atLeast: number | undefined, more: object = {}): Config['images'] => [
  { archive: 'app.tar', budgets: [{ growth: { percent, atLeast }, ...more }] },
];

/** A directory with the old image, its baseline, and then the new image in its place. */
async function rebuilt(images: Config['images'], before = BEFORE, after = AFTER): Promise<string> {
  const directory = plantTree();
  madeImage(before, join(directory, 'app.tar'));
  const { baseline } = await runCheck({ images }, { directory }, true);
  writeFileSync(baseline!.file, baseline!.text);
  madeImage(after, join(directory, 'app.tar'));
  return directory;
}

describe('growth over the baseline', () => {
  it('of a measure that the baseline was written without is skipped, with a warning', async () => {
    const directory = await rebuilt(growth(10, 500));
    const images = growth(10, 500, { scope: 'own' })!.map((image) => ({ ...image, base: { layers: 1 } }));
    const { verdicts, warnings } = await checkBudgets({ images }, { directory });
    expect(verdicts[0]).toMatchObject({ status: 'skipped', scope: 'own', baseline: null });
    expect(warnings.map(({ code }) => code)).toEqual(['no-baseline']);
    expect(warnings[0]?.message).toContain('image app.tar does not know its total (own)');
  });

  it('names the layer that did it, and what else grew, shrank, came and went', async () => {
    const images = growth(10, 500);
    const { verdicts, status } = await checkBudgets({ images }, { directory: await rebuilt(images) });
    expect(status).toBe('fail');
    expect(verdicts[0]).toMatchObject({
      budget: 'growth',
      measured: 10_900,
      baseline: 7800,
      delta: 3100,
      limit: 8580,
      headroom: -2320,
      status: 'fail',
    });
    expect(verdicts[0]?.contributors).toEqual([
      { name: 'layer 1: RUN npm ci', bytes: 2500 },
      { name: 'layer 3: RUN warm-cache', bytes: 900 },
    ]);
    expect(verdicts[0]?.changes).toEqual([
      { kind: 'layer', name: 'layer 1: RUN npm ci', before: 3000, after: 5500, delta: 2500 },
      { kind: 'layer', name: 'layer 3: RUN warm-cache', before: null, after: 900, delta: 900 },
      { kind: 'layer', name: 'layer 3: RUN make docs', before: 200, after: null, delta: -200 },
      { kind: 'layer', name: 'layer 2: COPY . /app', before: 500, after: 400, delta: -100 },
    ]);
    expect(verdicts[0]?.reason).toContain('most is layer 1: RUN npm ci (2.5 kB)');
  });

  it.each<[number, number | undefined, string]>([
    [39, undefined, 'fail'],
    [40, undefined, 'pass'],
    [39, 3099, 'fail'],
    [39, 3100, 'pass'],
    [100, 10, 'pass'],
    [0, 0, 'fail'],
  ])('of 39.7 %% with at most %s %% and a floor of %s bytes: %s', async (percent, atLeast, status) => {
    const images = growth(percent, atLeast);
    const { verdicts } = await checkBudgets({ images }, { directory: await rebuilt(images) });
    expect(verdicts[0]?.status).toBe(status);
  });

  it('of exactly the percent passes', async () => {
    const [before, after] = [1000, 1100].map((bytes) => [{ by: 'COPY', files: { a: bytes } }]);
    const images = growth(10, 0);
    const { verdicts } = await checkBudgets({ images }, { directory: await rebuilt(images, before, after) });
    expect(verdicts[0]).toMatchObject({ delta: 100, limit: 1100, headroom: 0, status: 'pass' });
  });

  it('that is negative passes and says so', async () => {
    const images = growth(0, 0);
    const { verdicts } = await checkBudgets({ images }, { directory: await rebuilt(images, AFTER, BEFORE) });
    expect(verdicts[0]).toMatchObject({ delta: -3100, status: 'pass' });
    expect(verdicts[0]?.reason).toBe('The total did not grow over the 10.9 kB of the baseline.');
  });

  it('counts layers, waste and own layers, too', async () => {
    const images: Config['images'] = [
      {
        archive: 'app.tar',
        base: { layers: 1 },
        budgets: [
          { growth: { of: 'layers', percent: 0 } },
          { growth: { of: 'wasted', percent: 0 } },
          { growth: { of: 'total', percent: 50 }, scope: 'own' },
        ],
      },
    ];
    const { verdicts } = await checkBudgets({ images }, { directory: await rebuilt(images) });
    expect(verdicts.map(({ measured, baseline, status }) => [measured, baseline, status])).toEqual([
      [4, 4, 'pass'],
      [0, 0, 'pass'],
      [6800, 3700, 'fail'],
    ]);
  });

  it('of own layers never blames a base that was refreshed', async () => {
    const images: Config['images'] = [
      { archive: 'app.tar', base: { layers: 1 }, budgets: [{ growth: { percent: 1 }, scope: 'own' }] },
    ];
    const fresh = { ...BASE, files: { ...BASE.files, 'bin/sh': 90_000 } };
    const after = [fresh, ...AFTER.slice(1)];
    const { verdicts } = await checkBudgets({ images }, { directory: await rebuilt(images, BEFORE, after) });
    expect(verdicts[0]).toMatchObject({ scope: 'own', of: 'total', delta: 3100, status: 'fail' });
    expect(verdicts[0]?.contributors.map(({ name }) => name)).toEqual([
      'layer 1: RUN npm ci',
      'layer 3: RUN warm-cache',
    ]);
    expect(verdicts[0]?.changes.map(({ name }) => name)).not.toContain('layer 0: ADD rootfs.tar /');
  });

  it('of waste blames the layer whose bytes are hidden now, though no layer grew', async () => {
    const images: Config['images'] = [
      { archive: 'app.tar', budgets: [{ growth: { of: 'wasted', percent: 0 } }, { efficiency: 0.99 }] },
    ];
    const after = [...BEFORE, { by: 'RUN rm -r node_modules', files: { 'app/.wh.node_modules': 0 } }];
    const { verdicts } = await checkBudgets({ images }, { directory: await rebuilt(images, BEFORE, after) });
    expect(verdicts[0]?.contributors).toEqual([{ name: 'layer 1: RUN npm ci', bytes: 3000 }]);
    expect(verdicts[1]?.changes).toEqual([
      { kind: 'layer', name: 'layer 1: RUN npm ci', before: 0, after: 3000, delta: 3000 },
      { kind: 'layer', name: 'layer 4: RUN rm -r node_modules', before: null, after: 0, delta: 0 },
    ]);
  });

  it('of layers names those that came, whatever they store', async () => {
    const images: Config['images'] = [
      { archive: 'app.tar', budgets: [{ growth: { of: 'layers', percent: 0 } }] },
    ];
    const after = [...BEFORE, { by: 'RUN true', files: {} }];
    const { verdicts } = await checkBudgets({ images }, { directory: await rebuilt(images, BEFORE, after) });
    expect(verdicts[0]).toMatchObject({ of: 'layers', measured: 5, baseline: 4, status: 'fail' });
    expect(verdicts[0]?.contributors).toEqual([{ name: 'layer 4: RUN true', bytes: 0 }]);
  });

  it('is told of a path budget by what its pattern covers, and by nothing else', async () => {
    const images: Config['images'] = [{ archive: 'app.tar', budgets: [{ path: 'app/**', total: 10 }] }];
    const { verdicts } = await checkBudgets({ images }, { directory: await rebuilt(images) });
    expect(verdicts[0]).toMatchObject({ of: 'total', baseline: 3700, delta: 2200 });
    expect(verdicts[0]?.changes.map(({ name, delta }) => [name, delta])).toEqual([
      ['app/node_modules/b.js', 2500],
      ['app/docs/x.html', -200],
      ['app/index.js', -100],
    ]);
  });

  it('without a baseline is skipped with a warning, and fails when a baseline is required', async () => {
    const directory = plantTree();
    madeImage(BEFORE, join(directory, 'app.tar'));
    const images = growth(10, 0);
    const lenient = await checkBudgets({ images }, { directory });
    expect(lenient.verdicts[0]).toMatchObject({
      status: 'skipped',
      baseline: null,
      delta: null,
      limit: null,
    });
    expect(lenient.status).toBe('pass');
    expect(lenient.warnings.map(({ code }) => code)).toEqual(['no-baseline']);
    const strict = await checkBudgets({ images }, { directory, requireBaseline: true });
    expect(strict.verdicts[0]?.status).toBe('fail');
    expect(strict.status).toBe('fail');
  });

  it('against another archive needs no baseline file', async () => {
    const directory = plantTree();
    madeImage(BEFORE, join(directory, 'old.tar'));
    madeImage(AFTER, join(directory, 'app.tar'));
    const report = await checkBudgets(
      { images: growth(10, 0) },
      { directory, against: join(directory, 'old.tar') },
    );
    expect(report.verdicts[0]).toMatchObject({ baseline: 7800, delta: 3100, status: 'fail' });
    expect(report.warnings).toEqual([]);
  });

  it('against an archive is refused when there are several images', async () => {
    const directory = plantTree();
    const archive = madeImage(BEFORE, join(directory, 'app.tar'));
    const budgets = [{ total: 1 }];
    const images = [
      { archive: 'app.tar', name: 'a', budgets },
      { archive: 'app.tar', name: 'b', budgets },
    ];
    await expect(checkBudgets({ images }, { directory, against: archive })).rejects.toThrow(
      'can be compared with one image only; there are 2.',
    );
  });

  it('of a context names the directory and the file', async () => {
    const directory = plantTree({ 'src/a.js': 'a'.repeat(100), 'data/one.bin': 'd'.repeat(50) });
    const contexts = [{ path: '.', budgets: [{ growth: { percent: 10, atLeast: 20 } }, { total: 200 }] }];
    const { baseline } = await runCheck({ contexts }, { directory }, true);
    writeFileSync(baseline!.file, baseline!.text);
    plantInto(directory, { 'data/two.bin': 'd'.repeat(400), 'src/a.js': 'a'.repeat(90) });
    const { verdicts } = await checkBudgets({ contexts }, { directory });
    const names = verdicts[0]?.changes.map(({ name, before, after }) => [name, before, after]);
    expect(names).toContainEqual(['data/two.bin', null, 400]);
    expect(names).toContainEqual(['src/a.js', 100, 90]);
    expect(names?.map(([name]) => name)).not.toContain('src/');
    expect(verdicts[1]).toMatchObject({ status: 'fail', delta: verdicts[0]?.delta });
  });
});

describe('the baseline', () => {
  it('is the same text for the same input, with every total and layer', async () => {
    const directory = plantTree();
    madeImage(BEFORE, join(directory, 'app.tar'));
    const config = { images: growth(10, 0) };
    const [first, second] = [
      await runCheck(config, { directory }, true),
      await runCheck(config, { directory }, true),
    ];
    expect(first.baseline?.text).toBe(second.baseline?.text);
    const { images } = JSON.parse(first.baseline!.text);
    expect(images['app.tar'].measures).toMatchObject({
      total: 7800,
      layers: 4,
      wasted: 0,
      efficiency: 1,
      file: 4000,
    });
    expect(images['app.tar'].layers[1]).toMatchObject({ instruction: 'RUN npm ci', fileBytes: 3000 });
    expect(Object.keys(images['app.tar'].paths)).toEqual([...Object.keys(images['app.tar'].paths)].sort());
  });

  it('gives every verdict its delta, those of path budgets included', async () => {
    const images = [
      { archive: 'app.tar', budgets: [{ total: '1MB' }, { path: 'app/**', total: '1MB' }, { layers: 9 }] },
    ];
    const { verdicts } = await checkBudgets({ images }, { directory: await rebuilt(images) });
    expect(verdicts.map(({ delta }) => delta)).toEqual([3100, 2200, 0]);
  });

  it('of some shards keeps what the others measured', async () => {
    const directory = plantTree();
    for (const name of ['a.tar', 'b.tar']) madeImage(BEFORE, join(directory, name));
    const config = { images: ['a.tar', 'b.tar'].map((archive) => ({ archive, budgets: [{ total: 1 }] })) };
    for (const index of [1, 2]) {
      const { baseline } = await runCheck(config, { directory, shard: { index, count: 2 } }, true);
      writeFileSync(baseline!.file, baseline!.text);
      if (index === 2) expect(Object.keys(JSON.parse(baseline!.text).images)).toEqual(['a.tar', 'b.tar']);
    }
  });

  it('is not written when something could not be read', async () => {
    const directory = plantTree({ 'app.tar': 'no archive at all' });
    const { baseline, report } = await runCheck({ images: growth(10, 0) }, { directory }, true);
    expect(baseline).toBeNull();
    expect(report.failures).toHaveLength(1);
  });
});

function plantInto(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
}
