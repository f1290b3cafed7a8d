import { describe, expect, it } from 'vitest';
import { inspectContext } from '../../../src/inspect/context.ts';
import { plantTree } from '../../support/tree.ts';
import { IGNORE_VECTORS, plantVector } from '../../support/vectors.ts';

describe('both walks', () => {
  it.each(IGNORE_VECTORS.filter(({ sent }) => sent).map((vector) => [vector.name, vector] as const))(
    'differ where the recorded ones differ: %s',
    async (_, vector) => {
      const { root, ignoreFile } = plantVector(vector);
      const { walk, walkDifferences } = await inspectContext(root, { ignoreFile, walk: 'both' });
      const classic = new Set(vector.legacyTar ?? vector.sent);
      const buildkit = new Set(vector.sent);
      const expected = vector.tree.filter((path) => classic.has(path) !== buildkit.has(path));
      const found = walkDifferences!.map(({ path, type, sentBy }) => [
        path + (type === 'directory' ? '/' : ''),
        sentBy,
      ]);
      expect(walk).toBe('buildkit');
      expect(found).toEqual(expected.map((path) => [path, classic.has(path) ? 'classic' : 'buildkit']));
    },
  );

  it('are not compared unless asked for, nor when one of the builders fails', async () => {
    const tree = {
      '.dockerignore': '[\n',
      'Dockerfile.dockerignore': '',
      Dockerfile: 'FROM scratch\n',
      a: '',
    };
    const root = plantTree(tree);
    expect((await inspectContext(root, { walk: 'both' })).walkDifferences).toBeNull();
    expect((await inspectContext(plantTree({ a: '' }))).walkDifferences).toBeNull();
  });
});

describe('another ignore file', () => {
  it('is compared with the one that Docker would choose', async () => {
    const root = plantTree({ '.dockerignore': 'b\n', a: 'x', b: 'yy', rules: 'a\nrules\n' });
    const report = await inspectContext(root, { ignoreFile: `${root}/rules` });
    expect(report.sent).toMatchObject({ files: 2, bytes: 4 });
    expect(report.present).toMatchObject({
      ignoreFile: { path: '.dockerignore', origin: 'context', ruleCount: 1 },
      sent: { files: 3, bytes: 11 },
    });
    expect(report.present!.transfer).toEqual((await inspectContext(root)).transfer);
  });

  it('has nothing to be compared with when Docker refuses the present one', async () => {
    const root = plantTree({ '.dockerignore': '[\n', a: 'x', rules: 'a\n' });
    expect((await inspectContext(root, { ignoreFile: `${root}/rules` })).present).toBeNull();
    expect((await inspectContext(root, { ignoreFile: `${root}/rules` })).sent.files).toBe(2);
  });
});
