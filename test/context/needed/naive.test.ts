import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/ignore/pattern.ts';
import { inspectContext } from '../../../src/inspect/context.ts';
import { plantPaths } from '../../support/context-tree.ts';
import { plantTree } from '../../support/tree.ts';

const name = fc.constantFrom('a', 'b', 'src', 'lib', 'x.txt', 'y.md');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/'));
const tree = fc
  .uniqueArray(path, { minLength: 1, maxLength: 12 })
  .map((paths) => paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`))));
const segment = fc.constantFrom('a', 'b', 'src', 'lib', '*', '*.txt', '?', '[a-b]', 's*', 'x.txt');
const source = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/'));
const rule = fc.constantFrom('a', 'src/lib', '**/x.txt', '*.md', 'b/*', 'lib');

function ancestors(path: string): readonly string[] {
  return path.split('/').map((_, index, segments) => segments.slice(0, index + 1).join('/'));
}

/** By the letter: some source matches the path or a parent, and no rule does. There are no links and no exceptions here. */
function isNeeded(path: string, sources: readonly string[], rules: readonly string[]): boolean {
  const hits = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => ancestors(path).some((each) => compilePattern(pattern).test!(each)));
  return hits(sources) && !hits(rules);
}

describe('what is needed', () => {
  it('is what a naive evaluation of sources and rules finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        tree,
        fc.array(source, { minLength: 1, maxLength: 3 }),
        fc.array(rule, { maxLength: 3 }),
        async (paths, sources, rules) => {
          const base = plantTree();
          plantPaths(`${base}/context`, paths, {});
          const dockerfile = `${base}/Dockerfile`;
          writeFileSync(
            dockerfile,
            ['FROM scratch', ...sources.map((text) => `COPY ["${text}", "/d/"]`)].join('\n'),
          );
          writeFileSync(`${dockerfile}.dockerignore`, rules.join('\n'));
          const { transfer } = await inspectContext(`${base}/context`, { dockerfile });
          const expected = paths.filter((each) => isNeeded(each, sources, rules));
          expect(transfer.needed?.files).toBe(expected.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('never is more than what is sent, and rules never add to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        tree,
        fc.array(source, { minLength: 1, maxLength: 3 }),
        rule,
        async (paths, sources, one) => {
          const base = plantTree();
          plantPaths(`${base}/context`, paths, {});
          const dockerfile = `${base}/Dockerfile`;
          writeFileSync(
            dockerfile,
            ['FROM scratch', ...sources.map((text) => `COPY ["${text}", "/d/"]`)].join('\n'),
          );
          const before = await inspectContext(`${base}/context`, { dockerfile });
          writeFileSync(`${dockerfile}.dockerignore`, one);
          const after = await inspectContext(`${base}/context`, { dockerfile });
          expect(before.transfer.needed!.buildkitBytes).toBeLessThanOrEqual(before.transfer.buildkitBytes!);
          expect(after.transfer.needed!.files).toBeLessThanOrEqual(before.transfer.needed!.files);
        },
      ),
      { numRuns: 60 },
    );
  });
});
