import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectContext } from '../../src/inspect/context.ts';
import { buildkitSize } from '../../src/report/docker/buildkit-size.ts';
import { goSize } from '../../src/report/docker/go-size.ts';
import { plantEntries, type TreeEntry } from '../support/context-tree.ts';
import { plantTree } from '../support/tree.ts';

interface Vector {
  readonly name: string;
  readonly tree: readonly (TreeEntry & { readonly xattr?: unknown })[];
  readonly dockerignore: string | null;
  readonly legacyBytes: number;
  readonly legacyShown: string;
  readonly buildkitBytes: number;
  readonly buildkitShown: string;
}
interface Vectors {
  readonly defaults: { fileMode: string; dirMode: string; mtime: number; dockerfile: string };
  readonly cases: readonly Vector[];
}

const FILE = new URL('../../fixtures/vectors/context-size.json', import.meta.url);
const { defaults, cases: recorded } = JSON.parse(readFileSync(FILE, 'utf8')) as Vectors;
/** Only root may make devices, and read what nobody may. */
const needsRoot = ({ tree }: Vector): boolean =>
  tree.some(({ type, mode }) => type === 'char' || (type === 'file' && /^0?0/.test(mode ?? '')));
const cases = recorded.filter((vector) => process.getuid?.() === 0 || !needsRoot(vector));
/** Node cannot read extended attributes, which the client sends along. */
const hasAttributes = (vector: Vector): boolean => vector.tree.some((entry) => entry.xattr !== undefined);

function plant(vector: Vector): string {
  const root = `${plantTree()}/context`;
  const tree = vector.tree.map((entry) =>
    entry.path === 'Dockerfile' ? { ...entry, content: defaults.dockerfile } : entry,
  );
  const rules = vector.dockerignore;
  const ignoreFile: readonly TreeEntry[] =
    rules === null ? [] : [{ path: '.dockerignore', type: 'file', content: rules }];
  plantEntries(root, [...tree, ...ignoreFile], defaults);
  return root;
}

describe('the size of a transfer', () => {
  it.each(cases.map((vector) => [vector.name, vector] as const))(
    'is the classic builder’s to the byte: %s',
    async (_, vector) => {
      const { transfer } = await inspectContext(plant(vector));
      expect(transfer.classicTarBytes).toBe(vector.legacyBytes);
      expect(goSize(transfer.classicTarBytes!, 4)).toBe(vector.legacyShown);
    },
  );

  it.each(cases.filter((vector) => !hasAttributes(vector)).map((vector) => [vector.name, vector] as const))(
    'is BuildKit’s to the byte: %s',
    async (_, vector) => {
      const { transfer } = await inspectContext(plant(vector));
      expect(transfer.buildkitBytes).toBe(vector.buildkitBytes);
      expect(buildkitSize(transfer.buildkitBytes!)).toBe(vector.buildkitShown);
    },
  );

  it('is the same whichever walk is shown', async () => {
    for (const vector of cases.filter(({ dockerignore }) => dockerignore !== null)) {
      const root = plant(vector);
      const [buildkit, classic] = [
        await inspectContext(root),
        await inspectContext(root, { walk: 'classic' }),
      ];
      expect(classic.transfer).toEqual(buildkit.transfer);
    }
  });
});
