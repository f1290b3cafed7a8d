import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectContext } from '../../../src/inspect/context.ts';
import { plantEntries, type TreeEntry } from '../../support/context-tree.ts';
import { plantTree } from '../../support/tree.ts';

interface Recorded {
  readonly name: string;
  readonly tree: readonly TreeEntry[];
  readonly dockerfile: string;
  readonly dockerignore?: string;
  readonly target?: string;
  readonly buildArgs?: Record<string, string>;
  readonly contexts?: Record<string, { readonly tree: readonly TreeEntry[]; readonly bytes?: number }>;
  readonly follow: readonly string[] | null;
  readonly transferred: readonly string[];
  readonly bytes: number;
}
interface Vectors {
  readonly defaults: { fileMode: string; dirMode: string; mtime: number };
  readonly cases: readonly Recorded[];
}

const FILE = new URL('../../../fixtures/vectors/needed.json', import.meta.url);
const { defaults, cases } = JSON.parse(readFileSync(FILE, 'utf8')) as Vectors;

/** Dockerfile and rules lie beside the context, as they did when the transfers were recorded. */
function inspect(recorded: Recorded) {
  const base = plantTree();
  const [root, dockerfile] = [`${base}/context`, `${base}/Dockerfile`];
  plantEntries(root, recorded.tree, defaults);
  writeFileSync(dockerfile, recorded.dockerfile);
  if (recorded.dockerignore !== undefined) writeFileSync(`${dockerfile}.dockerignore`, recorded.dockerignore);
  const buildContexts: Record<string, string> = {};
  for (const [name, { tree }] of Object.entries(recorded.contexts ?? {})) {
    buildContexts[name] = `${base}/${name}`;
    plantEntries(buildContexts[name], tree, defaults);
  }
  const { target, buildArgs } = recorded;
  return inspectContext(root, {
    dockerfile,
    buildContexts,
    ...(target ? { target } : {}),
    ...(buildArgs ? { buildArgs } : {}),
  });
}

describe('what a Dockerfile makes BuildKit transfer', () => {
  it.each(cases)('is exact: $name', async (recorded) => {
    const { transfer } = await inspect(recorded);
    const sizes = new Map(recorded.tree.map((entry) => [entry.path, entry.size ?? 0]));
    const files = recorded.transferred.filter(
      (path) => recorded.tree.find((entry) => entry.path === path)?.type === 'file',
    );
    expect(transfer.needed).toEqual({
      files: files.length,
      bytes: files.reduce((sum, path) => sum + sizes.get(path)!, 0),
      buildkitBytes: recorded.bytes,
      sources: recorded.follow ?? ['.'],
    });
  });

  const named = cases.filter(({ contexts = {} }) =>
    Object.values(contexts).some(({ bytes }) => bytes !== undefined),
  );
  it.each(named)('is exact for named contexts, too: $name', async (recorded) => {
    const { namedContexts } = await inspect(recorded);
    const bytes = Object.fromEntries(namedContexts.map(({ name, buildkitBytes }) => [name, buildkitBytes]));
    for (const [name, context] of Object.entries(recorded.contexts!)) expect(bytes[name]).toBe(context.bytes);
  });
});
