import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPath } from '../../src/core/posix-path.ts';
import { inspectContext } from '../../src/inspect/context.ts';
import { naiveRules, naiveWalk } from '../support/naive-ignore.ts';
import { plantTree } from '../support/tree.ts';

const name = fc.constantFrom('a', 'b', 'ab', 'a.b', 'c', 'é', 'a{1}', 'x|a');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const segment = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 3, arbitrary: fc.constantFrom('*', '**', '*b', 'a*', '?', '*.b', '**b', 'a**', '?*', '..', '.') },
);
const pattern = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
const line = fc.tuple(fc.boolean(), pattern).map(([isException, text]) => (isException ? `!${text}` : text));

/** What Docker's readers make of these lines, which hold neither blanks nor comments. */
function cleaned(text: string): string {
  const isException = text.startsWith('!');
  const clean = cleanPath(isException ? text.slice(1) : text);
  // The second reader cleans once more, mark and all: `!../../a` is the rule `a`.
  return cleanPath(isException ? `!${clean}` : clean);
}

/** All parents, in walk order; a path that would have to be both a file and a directory is a directory. */
function treeOf(paths: readonly string[]): readonly string[] {
  const directories = new Set(
    paths.flatMap((one) =>
      one
        .split('/')
        .map((_, n, all) => all.slice(0, n).join('/'))
        .slice(1),
    ),
  );
  const all = [...new Set([...paths, ...directories])];
  const key = (one: string): Buffer => Buffer.from(one.replaceAll('/', '\0'));
  return all
    .sort((a, b) => Buffer.compare(key(a), key(b)))
    .map((one) => (directories.has(one) ? `${one}/` : one));
}

function plant(root: string, tree: readonly string[]): void {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root);
  for (const entry of tree) {
    if (entry.endsWith('/')) mkdirSync(`${root}/${entry}`);
    else writeFileSync(`${root}/${entry}`, 'x');
  }
}

describe('the rules', () => {
  it.each(['buildkit', 'classic'] as const)(
    'say on random trees what their plainest form says: %s',
    async (walk) => {
      const where = plantTree();
      await fc.assert(
        fc.asyncProperty(
          fc.array(line, { minLength: 1, maxLength: 7 }),
          fc.array(path, { minLength: 1, maxLength: 14 }),
          async (lines, paths) => {
            const tree = treeOf(paths);
            plant(`${where}/context`, tree);
            writeFileSync(`${where}/rules`, lines.join('\n'));
            const own = walk === 'classic' ? ['!.dockerignore', '!Dockerfile'] : [];
            const rules = naiveRules([...lines.map(cleaned), ...own]);
            const expected = naiveWalk(rules, tree, walk);
            const options = { ignoreFile: `${where}/rules`, list: true, measureExcluded: true, walk };
            const { entries } = await inspectContext(`${where}/context`, options);
            const found = entries!.map(({ path: one, sent, decidedBy }) => [
              one,
              { sent, decidedBy: (decidedBy ?? 0) - 1 },
            ]);
            expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
          },
        ),
        { numRuns: 200 },
      );
    },
  );

  it('only ever send less with one more plain rule at the end, and only ever more with one more exception, but for skipped directories', async () => {
    const where = plantTree();
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 5 }),
        pattern,
        fc.array(path, { minLength: 1, maxLength: 10 }),
        async (lines, last, paths) => {
          plant(`${where}/context`, treeOf(paths));
          const sentFiles = async (rules: readonly string[]): Promise<ReadonlySet<string>> => {
            writeFileSync(`${where}/rules`, rules.join('\n'));
            const { entries } = await inspectContext(`${where}/context`, {
              ignoreFile: `${where}/rules`,
              list: true,
            });
            return new Set(
              entries!.filter(({ sent, type }) => sent && type === 'file').map((entry) => entry.path),
            );
          };
          const [before, less, more] = [
            await sentFiles(lines),
            await sentFiles([...lines, last]),
            await sentFiles([...lines, `!${last}`]),
          ];
          expect([...less].filter((one) => !before.has(one))).toEqual([]);
          expect([...before].filter((one) => !more.has(one))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
