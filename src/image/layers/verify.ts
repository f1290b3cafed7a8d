import type { ArchiveImage, LayerRef } from '../../archive/contents/contents.ts';
import { blobDigest } from '../../archive/contents/descriptor.ts';
import type { LayerScan } from '../../archive/layer-scan.ts';
import type { OpenArchive } from '../../archive/open.ts';
import { parseDigest } from '../../core/digest.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { DiffIds } from '../diff-ids.ts';
import type { LayerIndex } from '../index/layer-index.ts';

type Scan = LayerScan<LayerIndex>;

/**
 * Holds what the archive claims against what it is: diff IDs wherever they were computed, and when everything is to be verified also
 * every blob against its digest and size, and the config against its name. All mismatches go into one `corrupt` error. Returns, by layer,
 * true where all that is claimed of it was checked; null where something was not, or nothing is claimed.
 */
export async function verifyImage(
  archive: OpenArchive<LayerIndex>,
  image: ArchiveImage,
  scans: readonly Scan[],
  diffIds: DiffIds,
  isFull: boolean,
): Promise<readonly (boolean | null)[]> {
  const check = new Check(archive);
  if (isFull) await check.config(image);
  const verified: (boolean | null)[] = [];
  for (const [i, scan] of scans.entries())
    verified.push(await check.layer(i, image.layers[i]!, scan, diffIds[i] ?? null, isFull));
  if (isFull) await check.otherBlobs();
  check.finish();
  return verified;
}

/** Compares claims one by one, and collects those that do not hold. */
class Check {
  readonly #archive: OpenArchive<LayerIndex>;
  readonly #mismatches: string[] = [];
  /** Members whose digests have been seen to. */
  readonly #seen = new Set<string>();

  constructor(archive: OpenArchive<LayerIndex>) {
    this.#archive = archive;
  }

  async config({ configMember, claimedId, id }: ArchiveImage): Promise<void> {
    if (claimedId === null) return;
    this.#seen.add(configMember);
    const computed = await this.#digestLike(claimedId, configMember, id);
    this.#compare(`config ${configMember}`, claimedId, computed);
  }

  /** True where all that is claimed of the layer was checked. */
  async layer(
    i: number,
    { member, presence, digest, claimedSize }: LayerRef,
    scan: Scan,
    diffId: string | null,
    isFull: boolean,
  ): Promise<boolean | null> {
    if (presence !== 'present') return null;
    const what = `layer ${i} (${member})`;
    const isDiffId = this.#compare(`${what} diff ID`, diffId, scan.computedDiffId);
    if (!isFull) return null;
    this.#seen.add(member);
    if (claimedSize !== null && claimedSize !== scan.blobBytes)
      this.#mismatches.push(`${what} size claims ${claimedSize}, computed is ${scan.blobBytes}`);
    const claimed = claimedDigest(digest, diffId, scan);
    const computed = claimed === null ? null : await this.#digestLike(claimed, member, scan.computedDigest);
    const isDigest = this.#compare(`${what} digest`, claimed, computed);
    return (isDiffId || diffId === null) && (isDigest || claimed === null) && (isDiffId || isDigest)
      ? true
      : null;
  }

  /** Everything else that is named by its digest: manifests, indexes, attestations, other images. */
  async otherBlobs(): Promise<void> {
    const { store, contents } = this.#archive;
    for (const { member, bytes, claimed } of contents.wrongSizes)
      this.#mismatches.push(`${member} size claims ${claimed}, computed is ${bytes}`);
    for (const member of store.memberNames()) {
      const claimed = this.#seen.has(member) ? null : blobDigest(member);
      if (claimed !== null && store.size(member) !== null)
        this.#compare(member, claimed, await this.#digestLike(claimed, member, null));
    }
  }

  /** Throws what was collected. */
  finish(): void {
    const { file } = this.#archive;
    if (this.#mismatches.length === 0) return;
    const message = `${file} is not what it claims to be: ${this.#mismatches.join('; ')}.`;
    throw new PlimsollError('corrupt', message, { file });
  }

  /** The digest of a member by the algorithm of another one; `known` is what was computed already. */
  #digestLike(claimed: string, member: string, known: string | null): Promise<string | null> {
    const algorithm = parseDigest(claimed)?.algorithm;
    if (algorithm === undefined) return Promise.resolve(null);
    const isKnown = known !== null && parseDigest(known)?.algorithm === algorithm;
    return isKnown ? Promise.resolve(known) : this.#archive.store.digest(member, algorithm);
  }

  /** True where both are there, of one kind, and compared. */
  #compare(what: string, claimed: string | null, computed: string | null): boolean {
    if (claimed === null || computed === null) return false;
    if (algorithmOf(claimed) !== algorithmOf(computed)) return false;
    if (claimed !== computed) this.#mismatches.push(`${what} claims ${claimed}, computed is ${computed}`);
    return true;
  }
}

function algorithmOf(digest: string): string {
  return digest.slice(0, digest.indexOf(':'));
}

/** The digest that is claimed of a layer's blob. Some makers name what they compress by its diff ID, which is no digest of the blob. */
export function claimedDigest(
  digest: string | null,
  diffId: string | null,
  { compression }: Scan,
): string | null {
  return digest === diffId && compression !== 'none' ? null : digest;
}
