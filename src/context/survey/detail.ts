import { showStrayBytes } from '../../core/byte-text.ts';
import { largestFirst } from '../../core/order.ts';
import { TopList } from '../../core/top-list.ts';
import type { Writable } from '../../core/value.ts';
import type { ContextEntry, FileSize } from '../report.ts';
import { reportedPath } from '../reported-path.ts';
import { hasOtherNames, type Visited } from '../walk/entry.ts';
import { PERMISSIONS } from '../walk/mode.ts';
import { createDirectoryTotals, type DirectoryTotals } from './directory-totals.ts';

/** What to tell of the lane that is shown. */
export interface DetailOptions {
  readonly shownBit: number;
  /** Line of each rule. */
  readonly ruleLines: readonly number[];
  readonly measureExcluded: boolean;
  readonly list: boolean;
  /** Length of the rankings, 0 for all. */
  readonly top: number;
  /** Files above this are told one by one. */
  readonly maxFile: number;
}

/** What is told of the lane that is shown, beside its totals. */
export interface Detail {
  readonly options: DetailOptions;
  readonly excluded: Writable<ExcludedSums>;
  readonly totals: DirectoryTotals;
  readonly largest: TopList<FileSize>;
  readonly rootFiles: TopList<FileSize>;
  readonly oversized: FileSize[];
  readonly decidedFiles: number[];
  readonly decidedBytes: number[];
  /** By rule: it decided some path. */
  readonly isUsed: boolean[];
  /** By rule: it re-includes something below a directory that is skipped. */
  readonly isInVain: boolean[];
  readonly entries: Writable<ContextEntry>[] | null;
  /** The one for the entry added last; null when none is kept. */
  newest: Writable<ContextEntry> | null;
  /** Directories held back so far, with their entries. */
  readonly heldBack: Map<Visited, Writable<ContextEntry>>;
  readonly shared: SharedDetail[];
}

interface ExcludedSums {
  readonly files: number;
  readonly directories: number;
  readonly bytes: number;
  readonly complete: boolean;
}

/** A name of a file with several: its bytes count only when it turns out to be the first. */
interface SharedDetail {
  readonly visited: Visited;
  readonly directory: number;
  readonly entry: Writable<ContextEntry> | null;
}

/** Nothing told yet. */
export function createDetail(options: DetailOptions): Detail {
  return {
    options,
    excluded: { files: 0, directories: 0, bytes: 0, complete: true },
    totals: createDirectoryTotals(),
    largest: new TopList(options.top, largestFirst),
    rootFiles: new TopList(options.top, largestFirst),
    oversized: [],
    decidedFiles: options.ruleLines.map(() => 0),
    decidedBytes: options.ruleLines.map(() => 0),
    isUsed: options.ruleLines.map(() => false),
    isInVain: options.ruleLines.map(() => false),
    entries: options.list ? [] : null,
    newest: null,
    heldBack: new Map(),
    shared: [],
  };
}

/** Adds an entry that the walk meets. */
export function addDetail(detail: Detail, visited: Visited): void {
  const { options, excluded, decidedFiles } = detail;
  detail.newest = null;
  if (visited.lostTo !== null && visited.lostTo >= 0) detail.isInVain[visited.lostTo] = true;
  if (visited.isBelowSkipped && !options.measureExcluded) return;
  const isSent = (visited.sent & options.shownBit) !== 0;
  const { type, decidedBy } = visited;
  const entry = detail.entries === null ? null : entryOf(visited, options);
  if (entry !== null) detail.entries!.push(entry);
  detail.newest = entry;
  if (decidedBy >= 0) detail.isUsed[decidedBy] = true;
  if (type === 'directory' && !isSent) {
    excluded.directories++;
    if (visited.isSkipped && !options.measureExcluded) excluded.complete = false;
    if (entry !== null) detail.heldBack.set(visited, entry);
  }
  if (type !== 'file') return;
  if (decidedBy >= 0) decidedFiles[decidedBy]!++;
  if (isSent) detail.totals.files[detail.totals.current]!++;
  else excluded.files++;
  if (hasOtherNames(visited)) detail.shared.push({ visited, directory: detail.totals.current, entry });
  else addBytes(detail, visited, detail.totals.current, isSent);
}

/** A directory that was held back goes along after all. */
export function addAnnounced(detail: Detail, directory: Visited): void {
  detail.excluded.directories--;
  const entry = detail.heldBack.get(directory);
  if (entry !== undefined) entry.sent = true;
}

/** A file with several names counts once among what is sent, under its first name, and once among what is not. */
export function settleBodies(detail: Detail, identityOf: (visited: Visited) => string): void {
  const seen = [new Set<string>(), new Set<string>()] as const;
  for (const { visited, directory, entry } of detail.shared) {
    const isSent = (visited.sent & detail.options.shownBit) !== 0;
    const names = seen[isSent ? 1 : 0];
    const identity = identityOf(visited);
    if (names.has(identity)) {
      if (entry !== null) entry.bytes = 0;
    } else addBytes(detail, visited, directory, isSent);
    names.add(identity);
  }
}

function addBytes(detail: Detail, visited: Visited, directory: number, isSent: boolean): void {
  const { size } = visited.stats;
  if (visited.decidedBy >= 0) detail.decidedBytes[visited.decidedBy]! += size;
  if (!isSent) {
    detail.excluded.bytes += size;
    return;
  }
  detail.totals.bytes[directory]! += size;
  if (size < (detail.largest.last?.bytes ?? 0) && directory !== 0 && size <= detail.options.maxFile) return;
  const file = { path: visited.isAscii ? visited.path : showStrayBytes(visited.path), bytes: size };
  detail.largest.add(file);
  if (directory === 0) detail.rootFiles.add(file);
  if (size > detail.options.maxFile) detail.oversized.push(file);
}

function entryOf(visited: Visited, options: DetailOptions): Writable<ContextEntry> {
  const { path, type, sent, decidedBy } = visited;
  return {
    ...reportedPath(path),
    type,
    bytes: visited.isSkipped && !options.measureExcluded ? null : type === 'file' ? visited.stats.size : 0,
    mode: visited.stats.mode & PERMISSIONS,
    sent: (sent & options.shownBit) !== 0,
    decidedBy: options.ruleLines[decidedBy] || null,
    arrivesEmpty: (visited.empty & options.shownBit) !== 0 || !visited.isReadable,
    lostToPruning: visited.lostTo !== null,
    gitIgnored: null,
  };
}
