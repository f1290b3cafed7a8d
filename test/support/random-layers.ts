import fc from 'fast-check';
import type { Stack } from '../../src/image/stack.ts';
import { stackOf } from './layers.ts';
import type { TarEntry } from './tar.ts';
import { type ModelEntry, UnionModel } from './union-model.ts';

/** Few names, so that layers meet at the same paths and files stand where directories stood. */
const name = fc.constantFrom('a', 'b', 'c', 'd');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const file = fc.record({ kind: fc.constant('file' as const), path, bytes: fc.integer({ min: 0, max: 9 }) });
const other = fc.record({ kind: fc.constantFrom('directory' as const, 'symlink' as const), path });
const link = fc.record({ kind: fc.constant('hardlink' as const), path, target: path });
const marker = fc.record({ kind: fc.constantFrom('whiteout' as const, 'opaque' as const), path });
const rootOpaque = fc.constant<ModelEntry>({ kind: 'opaque', path: '' });
const entry: fc.Arbitrary<ModelEntry> = fc.oneof(
  { weight: 6, arbitrary: file },
  { weight: 3, arbitrary: other },
  { weight: 3, arbitrary: link },
  { weight: 4, arbitrary: marker },
  { weight: 1, arbitrary: rootOpaque },
);

/** Stacks of layers, base first. */
export const randomLayers: fc.Arbitrary<readonly (readonly ModelEntry[])[]> = fc.array(
  fc.array(entry, { maxLength: 12 }),
  { minLength: 1, maxLength: 6 },
);

const TYPES = { file: '0', hardlink: '1', symlink: '2', directory: '5' } as const;

/** The layers as the product stacks them. */
export function stackOfModel(layers: readonly (readonly ModelEntry[])[]): Stack {
  return stackOf(layers.map((layer) => layer.map(tarEntry)));
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
      return { name: entry.path, body: 'x'.repeat(entry.bytes) };
    case 'hardlink':
      return { name: entry.path, type: TYPES.hardlink, link: entry.target };
    default:
      return { name: entry.path, type: TYPES[entry.kind], link: 'anywhere' };
  }
}
