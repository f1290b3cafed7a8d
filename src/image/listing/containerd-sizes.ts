import { sumOf } from '../../core/sum.ts';
import type { StoreSizes } from '../report.ts';
import type { ImageSurvey } from '../survey.ts';
import { diskUsage } from './disk-usage.ts';

/** What the containerd image store shows of an image: each blob that the archive has counts once, each layer is unpacked. */
export function containerdSizes({ image, scans }: ImageSurvey): StoreSizes {
  const blobs = new Map(
    image.layers.map(({ member, presence }, i) => [member, presence === 'present' ? scans[i]!.blobBytes : 0]),
  );
  const contentBytes = image.metadataBytes + sumOf([...blobs.values()], (bytes) => bytes);
  return { contentBytes, diskBytes: contentBytes + sumOf(scans, ({ index }) => diskUsage(index)) };
}
