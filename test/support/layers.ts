import { TarStreamScanner } from '../../src/archive/tar/scan-stream.ts';
import { LayerIndex } from '../../src/image/index/layer-index.ts';
import { NameTree } from '../../src/image/index/name-tree.ts';
import { type Stack, stackLayers } from '../../src/image/stack/stack.ts';
import { type TarEntry, tarOf } from './tar.ts';

/** Indexes of layers that went by as streams, base first, over one tree of names. */
export function indexLayers(layers: readonly (readonly TarEntry[])[]): readonly LayerIndex[] {
  const names = new NameTree();
  return layers.map((entries) => {
    const index = new LayerIndex(names);
    const scanner = new TarStreamScanner({ file: 'test', entry: null, isDecompressed: false }, index);
    scanner.push(tarOf(...entries));
    scanner.end();
    index.seal();
    return index;
  });
}

/** The layers put on top of each other. */
export function stackOf(layers: readonly (readonly TarEntry[])[]): Stack {
  const indexes = indexLayers(layers);
  return stackLayers(indexes[0]?.tree ?? new NameTree(), indexes);
}
