import type { ArchiveImage } from '../../archive/contents/contents.ts';
import type { LayerScan } from '../../archive/layer-scan.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { DiffIds } from '../diff-ids.ts';
import type { LayerIndex } from '../index/layer-index.ts';

/**
 * Holds what was computed against what the archive claims: blob digests, diff IDs, the config's name. All mismatches go into one
 * `corrupt` error. Returns, by layer, true where both its digests were computed and agree, null where they were not computed.
 */
export function verifyDigests(
  file: string,
  image: ArchiveImage,
  scans: readonly LayerScan<LayerIndex>[],
  diffIds: DiffIds,
  isFull: boolean,
): readonly (boolean | null)[] {
  const mismatches: string[] = [];
  const compare = (what: string, claimed: string | null, computed: string | null): void => {
    if (claimed !== null && computed !== null && claimed !== computed && claimed.startsWith('sha256:')) {
      mismatches.push(`${what} claims ${claimed}, computed is ${computed}`);
    }
  };
  if (isFull) compare(`config ${image.configMember}`, image.claimedId, image.id);
  const verified = scans.map((scan, i) => {
    const layer = image.layers[i]!;
    compare(`layer ${i} (${layer.member}) digest`, layer.digest, scan.computedDigest);
    compare(`layer ${i} (${layer.member}) diff ID`, diffIds[i] ?? null, scan.computedDiffId);
    return isFull && scan.computedDiffId !== null ? true : null;
  });
  if (mismatches.length === 0) return verified;
  throw new PlimsollError('corrupt', `${file} is not what it claims to be: ${mismatches.join('; ')}.`, {
    file,
  });
}
