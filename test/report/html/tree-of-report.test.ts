import { linkSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inspectContext } from '../../../src/inspect/context.ts';
import { diffContexts } from '../../../src/inspect/diff/contexts.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { treeOfReport } from '../../../src/report/html/tree-of-report.ts';
import { plantPaths } from '../../support/context-tree.ts';
import { fixture } from '../../support/fixtures.ts';
import { plantTree } from '../../support/tree.ts';

describe('the tree of a report', () => {
  it('has the sums of a context: sent, left out, files', async () => {
    const root = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    const big = 'x'.repeat(1000);
    plantPaths(root, ['empty/'], {
      '.dockerignore': '**/*.log\n',
      'a/b': big,
      'a/c.log': big,
      'd.log': 'xyz',
    });
    linkSync(join(root, 'a/b'), join(root, 'second-name'));
    symlinkSync('a/b', join(root, 'link'));
    const report = await inspectContext(root, { list: true });
    const tree = treeOfReport(report);
    expect([tree!.bytes[0], tree!.hidden[0], tree!.files[0]]).toEqual([
      report.sent.bytes,
      report.excluded.bytes,
      report.sent.files,
    ]);
    expect(report.excluded.bytes).toBe(1003);
  });

  for (const name of ['kitchen', 'links', 'names']) {
    it(`has the sums of an image from its entries and its waste: ${name}`, async () => {
      const archive = fixture(`archives/tiny/${name}/docker20-save.tar`);
      const report = await inspectImage(archive, { list: true, top: 0 });
      const tree = treeOfReport(report);
      expect([tree!.bytes[0], tree!.hidden[0], tree!.files[0]]).toEqual([
        report.totals.visibleBytes,
        report.waste.bytes,
        report.totals.visibleFiles,
      ]);
    });
  }

  it('has what a comparison added and took away', async () => {
    const [before, after] = [plantTree({ 'd/gone': 'xxx' }), plantTree({ 'd/come': 'xxxxx' })];
    const tree = treeOfReport(await diffContexts(before, after, { top: 0 }));
    expect([tree!.bytes[0], tree!.hidden[0], tree!.files[0]]).toEqual([5, 3, 2]);
  });
});
