import { sumOf } from '../../core/sum.ts';
import type { ImageReport, LayerReport } from '../report.ts';
import type { ArchiveImageReport, ArchiveLayer, ArchiveReport, LayerSums } from './report.ts';

/** The images, and by layer which of them have it. */
type Sharing = Pick<ArchiveReport, 'layers' | 'totals'> & {
  readonly images: readonly Pick<ArchiveImageReport, 'shared' | 'unique'>[];
};

/** Which layers several images have in common, by diff ID, and the bytes of all, of these, and of the others: each layer once. */
export function shareLayers(reports: readonly ImageReport[]): Sharing {
  const found = new Map<string, ArchiveLayer & { readonly images: number[] }>();
  for (const [i, report] of reports.entries()) {
    for (const layer of report.layers) {
      const key = layerKey(layer, i);
      const known = found.get(key);
      if (known === undefined) found.set(key, { ...factsOf(layer), images: [i + 1] });
      else if (!known.images.includes(i + 1)) known.images.push(i + 1);
    }
  }
  const layers = [...found.values()];
  const isShared = ({ images }: ArchiveLayer): boolean => images.length > 1;
  return {
    layers,
    images: reports.map((_, i) => {
      const own = layers.filter(({ images }) => images.includes(i + 1));
      return { shared: addUp(own.filter(isShared)), unique: addUp(own.filter((one) => !isShared(one))) };
    }),
    totals: {
      images: reports.length,
      stored: addUp(layers),
      shared: addUp(layers.filter(isShared)),
      unique: addUp(layers.filter((layer) => !isShared(layer))),
    },
  };
}

/** A layer that nothing names is nobody else's, and one that is not the same size is another, whatever it claims to be. */
function layerKey(layer: LayerReport, image: number): string {
  const { diffId, digest, index, tarBytes, fileBytes, entries } = layer;
  const name = diffId ?? digest ?? `image ${image} layer ${index}`;
  return [name, tarBytes, fileBytes, entries].join(' ');
}

function factsOf({
  diffId,
  instruction,
  fileBytes,
  tarBytes,
  blobBytes,
}: LayerReport): Omit<ArchiveLayer, 'images'> {
  return { diffId, instruction, fileBytes, tarBytes, blobBytes };
}

function addUp(layers: readonly ArchiveLayer[]): LayerSums {
  return {
    layers: layers.length,
    fileBytes: sumOf(layers, ({ fileBytes }) => fileBytes),
    tarBytes: sumOf(layers, ({ tarBytes }) => tarBytes),
    blobBytes: sumOf(layers, ({ blobBytes }) => blobBytes),
  };
}
