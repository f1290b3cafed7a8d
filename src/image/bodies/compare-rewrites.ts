import type { LayerScan } from '../../archive/layer-scan.ts';
import type { FilesAndBytes } from '../../core/bytes.ts';
import type { Writable } from '../../core/value.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { NONE } from '../index/name-tree.ts';
import { ALIKE, NOT_COMPARED, OVERWRITTEN } from '../stack/hidden-bodies.ts';
import type { Stack } from '../stack/stack.ts';
import { BodyComparer } from './body-comparer.ts';

/** Bytes of rewritten files that are compared by default: 2 GB. */
export const COMPARE_LIMIT: number = 2e9;
/** Beyond the limit, blocks are sampled until this share of it is read as well. */
const SAMPLING_SHARE = 8;

/** What comparing did, and how sure it is. */
export interface ComparisonOutcome {
  readonly limit: number;
  /** Bytes of content that were compared. */
  readonly comparedBytes: number;
  /** Known for certain: sizes differ, contents were read, or fingerprints were there. */
  readonly exact: FilesAndBytes;
  /** Judged by size, time and sampled blocks. */
  readonly sampled: FilesAndBytes;
  /** Not known. */
  readonly unknown: FilesAndBytes;
  /** Of the unknown, the files that are stored sparse. */
  readonly sparseFiles: number;
}

/**
 * Finds out which rewrites stored the same bytes again. Sizes come first; only equal sizes are read, up to the first difference,
 * and in all at most `limit` bytes of content. Beyond it size, time and sampled blocks decide, and the outcome says for how many.
 * Bodies that went by as a stream are compared by their fingerprints, which reads nothing.
 */
export function compareRewrites(
  stack: Stack,
  scans: readonly LayerScan<LayerIndex>[],
  limit: number,
): ComparisonOutcome {
  const comparer = new BodyComparer(stack, scans, limit, Math.floor(limit / SAMPLING_SHARE));
  const { hidden, entries } = stack;
  const tallies = { exact: tally(), sampled: tally(), unknown: tally() };
  for (let i = 0; i < hidden.count; i++) {
    if (hidden.cause[i] !== OVERWRITTEN || hidden.successor[i] === NONE) continue;
    const before = hidden.body[i]!;
    const verdict = comparer.compare(before, stack.bodyOf(hidden.successor[i]!));
    hidden.comparison[i] = verdict;
    const certainty = verdict === ALIKE ? 'sampled' : verdict === NOT_COMPARED ? 'unknown' : 'exact';
    tallies[certainty].files++;
    tallies[certainty].bytes += entries.size(before);
  }
  return { limit, comparedBytes: comparer.comparedBytes, ...tallies, sparseFiles: comparer.sparsePairs };
}

function tally(): Writable<FilesAndBytes> {
  return { files: 0, bytes: 0 };
}
