import fc from 'fast-check';
import type { Stack } from '../../src/image/stack/stack.ts';
import { comparedStackOf } from './layers.ts';
import type { TarEntry } from './tar.ts';
import { type ModelEntry, UnionModel } from './union-model.ts';

/**
 * Few names, so that layers meet at the same paths. Most paths are those of a tidy tree, where files are stored again and again; the rest is
 * any mixture, where files stand where directories stood.
 */
const tidy = fc.constantFrom('a', 'b/a', 'b/b', 'c/a', 'c/d/a', 'c/d/b');
const any = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));
const path = fc.oneof({ weight: 4, arbitrary: tidy }, { weight: 1, arbitrary: any });
const directories = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('b', 'c', 'c/d') },
  { weight: 1, arbitrary: path },
);
const file = fc.record({
  kind: fc.constant('file' as const),
  path,
  bytes: fc.integer({ min: 0, max: 3 }),
  letter: fc.constantFrom('x', 'y'),
});
const other = fc.oneof(
  fc.record({ kind: fc.constant('directory' as const), path: directories }),
  fc.record({ kind: fc.constant('symlink' as const), path }),
);
const link = fc.record({ kind: fc.constant('hardlink' as const), path, target: path });
const marker = fc.oneof(
  fc.record({ kind: fc.constant('whiteout' as const), path: fc.oneof(path, directories) }),
  fc.record({ kind: fc.constant('opaque' as const), path: directories }),
);
const rootOpaque = fc.constant<ModelEntry>({ kind: 'opaque', path: '' });
const entry: fc.Arbitrary<ModelEntry> = fc.oneof(
  { weight: 60, arbitrary: file },
  { weight: 15, arbitrary: other },
  { weight: 35, arbitrary: link },
  { weight: 16, arbitrary: marker },
  { weight: 1, arbitrary: rootOpaque },
);

/** Stacks of layers, base first. */
export const randomLayers: fc.Arbitrary<readonly (readonly ModelEntry[])[]> = fc.array(
  fc.array(entry, { maxLength: 12 }),
  { minLength: 1, maxLength: 6 },
);

const TYPES = { file: '0', hardlink: '1', symlink: '2', directory: '5' } as const;

/** The layers as the product stacks them, rewrites compared by the fingerprints that streams leave. */
export function stackOfModel(layers: readonly (readonly ModelEntry[])[]): Stack {
  return comparedStackOf(layers.map((layer) => layer.map(tarEntry))).stack;
}

/** The layers as the specification has it. */
export function modelOf(layers: readonly (readonly ModelEntry[])[]): UnionModel {
  const model = new UnionModel();
  for (const layer of layers) model.apply(layer);
  return model;
}

function tarEntry(entry: ModelEntry): TarEntry {
  const cut = entry.path.lastIndexOf('/') + 1;
  switch (entry.kind) {
    case 'whiteout':
      return { name: `${entry.path.slice(0, cut)}.wh.${entry.path.slice(cut)}` };
    case 'opaque':
      return { name: entry.path === '' ? '.wh..wh..opq' : `${entry.path}/.wh..wh..opq` };
    case 'file':
      return { name: entry.path, body: entry.letter.repeat(entry.bytes) };
    case 'hardlink':
      return { name: entry.path, type: TYPES.hardlink, link: entry.target };
    default:
      return { name: entry.path, type: TYPES[entry.kind], link: 'anywhere' };
  }
}
