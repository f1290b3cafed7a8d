import type { LayerScan } from '../../src/archive/layer-scan.ts';
import { TarStreamScanner } from '../../src/archive/tar/scan-stream.ts';
import { type ComparisonOutcome, compareRewrites } from '../../src/image/bodies/compare-rewrites.ts';
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

/** Of a layer that went by as a stream nothing can be read again. */
const STREAMED = { range: null } as unknown as LayerScan<LayerIndex>;

/** The same with its rewrites compared, by the fingerprints that streams leave. */
export function comparedStackOf(layers: readonly (readonly TarEntry[])[]): {
  readonly stack: Stack;
  readonly comparison: ComparisonOutcome;
} {
  const stack = stackOf(layers);
  const scans = layers.map(() => STREAMED);
  return { stack, comparison: compareRewrites(stack, scans, 0) };
}
