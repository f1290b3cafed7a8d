import { describe, expect, it } from 'vitest';
import type { ContextBudget, ImageBudget } from '../../../src/config/config.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { checkBudgets } from '../../../src/inspect/check/check.ts';
import { madeImage } from '../../support/made-image.ts';
import { plantTree } from '../../support/tree.ts';

const LAYERS = [
  { by: 'ADD base', files: { 'bin/sh': 900, 'etc/a': 10, 'etc/b': 10 } },
  { by: 'RUN fetch', files: { 'tmp/': 0, 'tmp/pack': 400, 'tmp/other': 250 } },
  { by: 'COPY app', files: { 'app/': 0, 'app/index.js': 300, 'app/empty': 0, 'bin/sh': 950 } },
  { by: 'RUN clean', files: { 'tmp/.wh.pack': 0, 'tmp/.wh.other': 0, 'app/index.js': 310 } },
];
const BASE = { layers: 2 };

async function imageVerdict(budget: ImageBudget, top = 10): Promise<Verdict> {
  const images = [{ archive: madeImage(LAYERS), base: BASE, budgets: [budget] }];
  return (await checkBudgets({ images }, { top })).verdicts[0]!;
}

async function contextVerdict(budget: ContextBudget, top = 10): Promise<Verdict> {
  const path = plantTree({
    'a/x': 'x'.repeat(70),
    'a/y': 'y',
    'b/1': '',
    'b/2': '',
    'b/3': '',
    'top.txt': 'tttt',
  });
  return (await checkBudgets({ contexts: [{ path, budgets: [budget] }] }, { top })).verdicts[0]!;
}

/** `name bytes` of those who are to blame. */
function blamed({ contributors }: Verdict): readonly string[] {
  return contributors.map(({ name, bytes }) => `${name} ${bytes}`);
}

describe('a broken budget of an image blames', () => {
  it.each<[string, ImageBudget, readonly string[]]>([
    ['layers, the heaviest first', { total: 1 }, ['2 1250', '0 920', '1 650', '3 310']],
    ['own layers only', { total: 1, scope: 'own' }, ['2 1250', '3 310']],
    ['layers for their number, too', { layers: 1 }, ['2 1250', '0 920', '1 650', '3 310']],
    ['for the largest layer every layer above the limit', { layer: 900 }, ['2 1250', '0 920']],
    ['no layer that is at the limit', { layer: 920 }, ['2 1250']],
  ])('%s: %j', async (_who, budget, expected) => {
    const verdict = await imageVerdict(budget);
    expect(verdict.status).toBe('fail');
    expect(blamed(verdict).map((text) => text.replace(/^layer (\d+):.* (\d+)$/, '$1 $2'))).toEqual(expected);
  });

  it.each<[string, ImageBudget, readonly string[]]>([
    [
      'hidden paths, the most wasteful first',
      { wasted: 1 },
      ['bin/sh 900', 'tmp/pack 400', 'app/index.js 300', 'tmp/other 250'],
    ],
    ['of them those that own layers stored', { wasted: 1, scope: 'own' }, ['app/index.js 300']],
    ['the same for a share', { wasted: '1%', scope: 'own' }, ['app/index.js 300']],
    ['the same for efficiency', { efficiency: 0.99, scope: 'own' }, ['app/index.js 300']],
    ['files above the limit, by bytes', { file: 300 }, ['bin/sh 950', 'app/index.js 310']],
    [
      'own files, by bytes and then by name',
      { files: 1, scope: 'own' },
      ['bin/sh 950', 'app/index.js 310', 'app/empty 0'],
    ],
    ['what a pattern covers', { path: 'etc/**', total: 1 }, ['etc/a 10', 'etc/b 10']],
    [
      'of that what own layers store',
      { path: '**', total: 1, scope: 'own' },
      ['bin/sh 950', 'app/index.js 310', 'app/empty 0'],
    ],
    ['directories where nothing else is covered', { path: 'tmp', files: 0 }, ['tmp/ 0']],
  ])('%s: %j', async (_who, budget, expected) => {
    const verdict = await imageVerdict(budget);
    expect(verdict.status).toBe('fail');
    expect(blamed(verdict)).toEqual(expected);
  });

  it.each<[number, number]>([
    [1, 1],
    [2, 2],
    [0, 4],
  ])('as many as asked for: --top %d gives %d', async (top, count) => {
    expect((await imageVerdict({ wasted: 1 }, top)).contributors).toHaveLength(count);
    expect((await imageVerdict({ total: 1 }, top)).contributors).toHaveLength(count);
  });

  it('a directory in the layer that stores it', async () => {
    const images = [
      {
        archive: madeImage([{ by: 'RUN mkdir', files: { 'a/': 0 } }]),
        budgets: [{ path: 'a', forbidden: true as const, in: 'any-layer' as const }],
      },
    ];
    expect(blamed((await checkBudgets({ images })).verdicts[0]!)).toEqual(['a/ (layer 0) 0']);
  });

  it('the layer that is the largest', async () => {
    expect((await imageVerdict({ layer: 1 })).subject.layer).toBe(2);
    expect((await imageVerdict({ layer: 1, scope: 'own' })).subject.layer).toBe(2);
  });
});

describe('a broken budget of a context blames', () => {
  it.each<[string, ContextBudget, readonly string[]]>([
    ['files above the limit', { file: 3 }, ['a/x 70', 'top.txt 4']],
    ['directories by their files', { files: 1 }, ['b/ 0', 'a/ 71']],
    ['what a pattern covers', { path: 'a/*', total: 1 }, ['a/x 70', 'a/y 1']],
    ['top-level names, the heaviest first', { total: 1 }, ['a/ 71', 'top.txt 4']],
  ])('%s: %j', async (_who, budget, expected) => {
    const verdict = await contextVerdict(budget);
    expect(verdict.status).toBe('fail');
    expect(blamed(verdict)).toEqual(expected);
  });
});

describe('a file at the top of a context', () => {
  it('is never taken for a directory, however short the lists are', async () => {
    const path = plantTree({ 'big/one': 'x'.repeat(90), 'big/two': 'y'.repeat(80), 'README.md': 'read me' });
    const { verdicts } = await checkBudgets({ contexts: [{ path, budgets: [{ total: 1 }] }] }, { top: 2 });
    expect(blamed(verdicts[0]!)).toEqual(['big/ 170', 'README.md 7']);
  });
});

describe('a broken transfer budget', () => {
  it.each<[string, string, readonly string[]]>([
    ['all of the context when everything is copied', 'COPY . .', ['a/ 71', 'Dockerfile 25', 'top.txt 4']],
    ['only what the Dockerfile asks for', 'COPY a/y top.txt /', ['top.txt 4', 'a/ 1']],
  ])('blames %s', async (_whom, step, expected) => {
    const path = plantTree({
      'a/x': 'x'.repeat(70),
      'a/y': 'y',
      'top.txt': 'tttt',
      Dockerfile: `FROM scratch\n${step}\n`.padEnd(25, '\n'),
    });
    const contexts = [{ path, dockerfile: `${path}/Dockerfile`, budgets: [{ transfer: 1 }] }];
    const [verdict] = (await checkBudgets({ contexts })).verdicts;
    expect(blamed(verdict!)).toEqual(expected);
  });
});

describe('an empty image', () => {
  it('wastes nothing and is wholly efficient', async () => {
    const images = [
      {
        archive: madeImage([{ by: 'RUN true', files: { 'a/': 0 } }]),
        budgets: [{ wasted: '0%' }, { efficiency: 1 }, { file: 0 }, { layer: 0 }],
      },
    ];
    const { verdicts } = await checkBudgets({ images });
    expect(verdicts.map(({ measured, status }) => [measured, status])).toEqual([
      [0, 'pass'],
      [1, 'pass'],
      [0, 'pass'],
      [0, 'pass'],
    ]);
  });
});
