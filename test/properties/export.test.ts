import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextTar } from '../../src/context/export/context-tar.ts';
import { inspectContext } from '../../src/inspect/context.ts';
import { plantTree } from '../support/tree.ts';

const name = fc.oneof(
  fc.constantFrom('a', 'b', 'c.log', 'é', 'x y', '.env', 'node_modules', '🚢', 'Dockerfile', '.dockerignore'),
  fc.integer({ min: 90, max: 160 }).map((length) => 'n'.repeat(length)),
);
const entry = fc.record({
  names: fc.array(name, { minLength: 1, maxLength: 4 }),
  kind: fc.constantFrom('file', 'file', 'file', 'directory', 'symlink', 'hardlink'),
  size: fc.integer({ min: 0, max: 1500 }),
});
const rule = fc.constantFrom(
  'a',
  '!a',
  '*',
  '!b',
  '**/a',
  'a/*',
  '!a/b',
  '*.log',
  'node_modules',
  '!**/b',
  'b/**',
);

type PlantedEntry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

/** Plants what has room: a file cannot be a directory as well. */
function plant(root: string, entries: readonly PlantedEntry[], rules: readonly string[]): void {
  const files: string[] = [];
  for (const { names, kind, size } of entries) {
    const path = join(root, ...names);
    try {
      mkdirSync(join(path, '..'), { recursive: true });
      if (kind === 'directory') mkdirSync(path);
      else if (kind === 'symlink') symlinkSync('n'.repeat(size % 200 || 1), path);
      else if (kind === 'hardlink') linkSync(files[size % files.length] ?? '', path);
      else writeFileSync(path, Buffer.alloc(size), { flag: 'wx' });
      if (kind === 'file') files.push(path);
    } catch {
      // Taken already.
    }
  }
  rmSync(join(root, '.dockerignore'), { recursive: true, force: true });
  writeFileSync(join(root, '.dockerignore'), rules.join('\n'));
}

describe('the exported tar', () => {
  it('holds, as GNU tar lists it, what the classic walk sends, and is as long as it says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 14 }),
        fc.array(rule, { maxLength: 4 }),
        async (entries, rules) => {
          const root = plantTree();
          plant(root, entries, rules);
          const { entries: listed, transfer } = await inspectContext(root, { walk: 'classic', list: true });
          const pieces: Buffer[] = [];
          for await (const piece of contextTar(root)) pieces.push(piece);
          const tar = Buffer.concat(pieces);
          const args = ['--quoting-style=literal', '-tf', '-'];
          const names = execFileSync('tar', args, { input: tar, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
          const sent = listed!
            .filter((one) => one.sent)
            .map(({ path, type }) => `${path}${type === 'directory' ? '/' : ''}\n`);
          expect(names.toString()).toBe(sent.join(''));
          expect(tar.length).toBe(transfer.classicTarBytes);
        },
      ),
      { numRuns: 40 },
    );
  });
});
