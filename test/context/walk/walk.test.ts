import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectContext } from '../../../src/inspect/context.ts';
import { plantTree } from '../../support/tree.ts';

describe('the walk of a context', () => {
  it('survives what goes away meanwhile, and says so once', async () => {
    const root = plantTree({ a: 'x', b: 'x', 'c/x': 'x', 'd/x': 'x', e: 'xx' });
    const { sent, warnings } = await inspectContext(root, {
      onSent: (path) => {
        if (path === 'a') for (const gone of ['b', 'c', 'd']) rmSync(`${root}/${gone}`, { recursive: true });
      },
    });
    expect([sent.files, sent.bytes]).toEqual([2, 3]);
    expect(warnings).toEqual([
      { code: 'vanished', message: 'b and 2 other paths went away during the walk.' },
    ]);
  });

  it('never follows a link, whether it leads out, up or round in a circle', async () => {
    const root = plantTree({ 'in/a': 'x' });
    const outside = plantTree({ big: 'x'.repeat(1000) });
    for (const [name, target] of [
      ['out', outside],
      ['up', '..'],
      ['loop', 'loop'],
      ['in/self', '.'],
      ['gone', 'nowhere'],
    ] as const)
      symlinkSync(target, `${root}/${name}`);
    const { sent } = await inspectContext(root, { measureExcluded: true });
    expect(sent).toEqual({ files: 1, directories: 1, symlinks: 5, others: 0, bytes: 1 });
  });

  it('fails where a path is too long for the system, as the builders do, unless it is excluded', async () => {
    const root = plantTree({ a: 'x' });
    const back = process.cwd();
    process.chdir(root);
    for (let level = 0; level < 1200; level++) {
      mkdirSync('long');
      process.chdir('long');
    }
    process.chdir(back);
    const failure = inspectContext(root);
    await expect(failure).rejects.toMatchObject({
      code: 'unreadable',
      hint: expect.stringContaining('short'),
    });
    await expect(failure).rejects.toThrow(/^long\/.{80,120}….* \(\d+ characters\) .*ENAMETOOLONG/);
    writeFileSync(`${root}/.dockerignore`, 'long');
    expect((await inspectContext(root)).sent.files).toBe(2);
    execFileSync('rm', ['-r', `${root}/long`]);
  });
});
