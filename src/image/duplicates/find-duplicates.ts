import type { LayerScan } from '../../archive/layer-scan.ts';
import type { FilesAndBytes } from '../../core/bytes.ts';
import { sumOf } from '../../core/sum.ts';
import { BodyReaders } from '../bodies/body-readers.ts';
import { COMPARE_LIMIT } from '../bodies/compare-rewrites.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import type { Stack } from '../stack/stack.ts';
import { type EqualBodies, splitByDigest } from './digests.ts';
import { ReadBudget } from './read-budget.ts';
import { type SizeGroup, savingsOf, sizeGroups } from './size-groups.ts';

/** What of the options of a survey decides. */
interface DuplicateOptions {
  readonly duplicates?: boolean | undefined;
  readonly duplicatesIfSmall?: boolean | undefined;
  readonly duplicateFloor?: number | undefined;
  readonly compareLimit?: number | undefined;
}

/** How far to look. */
interface DuplicateScope {
  /** Smallest size that is looked at, at least 1. */
  readonly floor: number;
  /** Most bytes that may be read. */
  readonly limit: number;
}

/** What looking for equal files found, and what it did not look at. */
export interface DuplicateSearch extends DuplicateScope {
  readonly readBytes: number;
  /** Most extra bytes first, then as they are stored. */
  readonly groups: readonly EqualBodies[];
  /** Files that have the size of another one and were not read because of the limit. */
  readonly unread: FilesAndBytes;
  /** Files that have the size of another one and are stored with holes. */
  readonly sparse: FilesAndBytes;
}

/** Of large files the head is read first: most of those that only have their size in common differ there. */
const HEAD = 4096;
const LARGE = 16 * HEAD;

/** Images up to this size are looked through without being asked, from files of a block on. */
const SMALL = { bytes: 32e6, floor: 4096 };

/** Looks for equal files where that was asked for, or where it costs next to nothing. */
export function searchDuplicates(
  stack: Stack,
  scans: readonly LayerScan<LayerIndex>[],
  { duplicates, duplicatesIfSmall, duplicateFloor = 1, compareLimit = COMPARE_LIMIT }: DuplicateOptions,
): DuplicateSearch | null {
  if (duplicates) return findDuplicates(stack, scans, { floor: duplicateFloor, limit: compareLimit });
  if (!duplicatesIfSmall || compareLimit === 0) return null;
  const bytes = sumOf(scans, ({ tarBytes }) => tarBytes);
  return bytes > SMALL.bytes
    ? null
    : findDuplicates(stack, scans, { floor: SMALL.floor, limit: SMALL.bytes });
}

/**
 * Finds files of the final tree with equal content: by size, then by sha256. Only files that share their size are read, what could save
 * most first, and in all at most `limit` bytes; bodies that went by as a stream left their digest. Hard links are one file.
 */
function findDuplicates(
  stack: Stack,
  scans: readonly LayerScan<LayerIndex>[],
  { floor, limit }: DuplicateScope,
): DuplicateSearch {
  const readers = new BodyReaders(stack.entries, scans);
  const { groups: all, sparse } = sizeGroups(stack, Math.max(1, floor));
  const budget = new ReadBudget(readers, limit);
  const isLarge = ({ size, bodies }: SizeGroup): boolean =>
    size > LARGE && bodies.every((body) => readers.locate(body).place !== null);
  const large = splitByDigest(readers, budget.take(all.filter(isLarge), HEAD), HEAD);
  const candidates = [...all.filter((group) => !isLarge(group)), ...large];
  const groups = splitByDigest(readers, budget.take(candidates, Number.POSITIVE_INFINITY));
  return {
    floor,
    limit,
    readBytes: budget.spent,
    groups: [...groups].sort((a, b) => savingsOf(b) - savingsOf(a) || a.bodies[0]! - b.bodies[0]!),
    unread: budget.refused,
    sparse,
  };
}
