import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../../../src/context/report.ts';
import { inspectContext } from '../../../src/inspect/context.ts';
import { plantSample, type Sample } from '../../support/findings.ts';

async function suggestionsFor(sample: Sample): Promise<readonly Suggestion[]> {
  const { suggestions } = await inspectContext(plantSample(sample), { ...sample.options, suggest: true });
  return suggestions!;
}

const lines = (suggestions: readonly Suggestion[]): readonly string[] => suggestions.map(({ line }) => line);

describe('suggested lines', () => {
  it('come in the order of what they save, by-products at every level by their names', async () => {
    const found = await suggestionsFor({
      files: {
        '.git/HEAD': 'x'.repeat(50),
        'node_modules/a.js': 'x'.repeat(100),
        'web/node_modules/b.js': 'x'.repeat(300),
        'src/a.ts': 'x',
      },
    });
    expect(found).toEqual([
      { line: '**/node_modules', rule: 'context/dependency-directory', bytes: 400, files: 2 },
      { line: '.git', rule: 'context/vcs-directory', bytes: 50, files: 1 },
    ]);
  });

  it('count what a line saves beside those above it', async () => {
    const found = await suggestionsFor({
      files: {
        '.dockerignore': '.git\n.gitignore\n',
        '.git/HEAD': 'x',
        '.gitignore': 'big/\n*.bin\n',
        'big/a.bin': 'x'.repeat(500),
        'big/b.txt': 'x'.repeat(500),
        'c.bin': 'x'.repeat(200),
      },
      options: { maxFile: 100 },
    });
    expect(found).toEqual([
      { line: 'big', rule: 'context/git-ignored-yet-sent', bytes: 1000, files: 2 },
      { line: 'c.bin', rule: 'context/oversized-file', bytes: 200, files: 1 },
    ]);
  });

  it.each<[string, Sample]>([
    [
      'a directory that an instruction copies',
      { files: { Dockerfile: 'FROM scratch\nCOPY node_modules /n\n', 'node_modules/a': 'x'.repeat(99) } },
    ],
    [
      'a large file in one',
      {
        files: { Dockerfile: 'FROM scratch\nCOPY models /m\n', 'models/big': 'x'.repeat(99) },
        options: { maxFile: 50 },
      },
    ],
    ['anything in a tidy context', { files: { Dockerfile: 'FROM scratch\nCOPY a /\n', a: 'x' } }],
  ])('never take %s', async (_, sample) => {
    expect(await suggestionsFor(sample)).toEqual([]);
  });

  it('take by-products out of a directory that is copied whole', async () => {
    const files = {
      Dockerfile: 'FROM scratch\nCOPY web /w\n',
      'web/node_modules/a': 'x'.repeat(99),
      'web/b': 'x',
    };
    expect(lines(await suggestionsFor({ files }))).toEqual(['**/node_modules']);
  });

  it('escape what would be a pattern', async () => {
    const sample: Sample = {
      files: { 'a[1].bin': 'x'.repeat(99), '#b': 'x'.repeat(98) },
      options: { maxFile: 50 },
    };
    const root = plantSample(sample);
    const { suggestions } = await inspectContext(root, { maxFile: 50, suggest: true });
    appendFileSync(`${root}/.dockerignore`, `${lines(suggestions!).join('\n')}\n`);
    expect((await inspectContext(root, { maxFile: 50 })).findings).toEqual([]);
  });

  it('are absent unless asked for', async () => {
    expect((await inspectContext(plantSample({ files: { a: 'x' } }))).suggestions).toBeNull();
  });

  it('save, appended to the file, exactly what they promise', async () => {
    const directory = fc.constantFrom('node_modules', 'dist', 'src', 'web', '.git', 'a b', 'logs');
    const path = fc
      .tuple(
        fc.array(directory, { maxLength: 3 }),
        fc.constantFrom('a.log', 'b.js', '.env', 'big', 'package.json'),
      )
      .map(([directories, name]) => [...directories, name].join('/'));
    const rule = fc.constantFrom(
      '*.log',
      'node_modules',
      '!**/b.js',
      'web/dist',
      '!web',
      '**/src',
      '!src/a.log',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(path, { minLength: 1, maxLength: 12 }),
        fc.array(rule, { maxLength: 3 }),
        fc.constantFrom('COPY . /', 'COPY web src* /d/', 'COPY dist /d/'),
        fc.constantFrom('buildkit' as const, 'classic' as const),
        async (paths, rules, instruction, walk) => {
          const contents = Object.fromEntries(
            paths.map((each, n) => [each, `TOKEN=x${'x'.repeat(37 * (n + 1))}`]),
          );
          const root = plantSample({
            files: {
              '.dockerignore': `${rules.join('\n')}\n`,
              Dockerfile: `FROM scratch\n${instruction}\n`,
              ...contents,
            },
          });
          const before = await inspectContext(root, { walk, maxFile: 200, suggest: true });
          const appended = `${lines(before.suggestions!).join('\n')}\n`;
          appendFileSync(`${root}/.dockerignore`, appended);
          const after = await inspectContext(root, { walk, maxFile: 200 });
          const promised = before.suggestions!.reduce((sum, { bytes }) => sum + bytes, 0);
          expect(after.sent.bytes).toBe(before.sent.bytes - promised + appended.length);
        },
      ),
      { numRuns: 150 },
    );
  });
});
