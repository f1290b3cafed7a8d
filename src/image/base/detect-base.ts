import { parseCreatedBy } from '../../dockerfile/history/created-by.ts';
import type { HistoryEntry, PairedHistory } from '../history/pair-history.ts';
import type { BaseOrigin } from './report.ts';

/** Where the base seems to end, and what says so. */
export interface DetectedBase {
  /** Layers of the base, from the bottom; at least 1. */
  readonly layers: number;
  readonly origin: BaseOrigin;
}

/** Steps of one build seldom are further apart: an hour, in milliseconds. */
const BREAK = 3_600_000;

/**
 * Guesses from the history how many layers belong to the base, null where nothing says so. In this order: a CMD (or ENTRYPOINT) with
 * layers above it, which is where the build of a base ends; BuildKit's steps above those of another builder; the first break in the times.
 */
export function detectBase(history: PairedHistory): DetectedBase | null {
  const candidates: readonly (readonly [BaseOrigin, number | null])[] = [
    ['command', endOfCommands(history.entries)],
    ['builder', endOfOtherBuilder(history.entries)],
    ['time', endBeforeBreak(history.entries)],
  ];
  for (const [origin, end] of candidates) {
    const layers = end === null ? 0 : layersUpTo(history, end);
    if (layers > 0 && layers < history.entryOf.length) return { layers, origin };
  }
  return null;
}

/** Layers made by the first `end` entries. */
function layersUpTo({ layerOf }: PairedHistory, end: number): number {
  return layerOf.slice(0, end).filter((layer) => layer !== null).length;
}

/**
 * One Dockerfile has one CMD, at its end. A CMD with layers above it is the base's. An ENTRYPOINT with layers above it is only when another
 * one follows, or when the builder or a break in the times says the same: some write it before their last COPY.
 */
function endOfCommands(entries: readonly HistoryEntry[]): number | null {
  let hasLayerAbove = false;
  let hasEntrypointAbove = false;
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i]!;
    const keyword = entry.isEmpty ? parseCreatedBy(entry.createdBy, entry.comment).keyword : null;
    if (hasLayerAbove && keyword === 'CMD') return i + 1;
    if (hasLayerAbove && keyword === 'ENTRYPOINT' && (hasEntrypointAbove || isBoundary(entries, i + 1)))
      return i + 1;
    hasEntrypointAbove ||= keyword === 'ENTRYPOINT';
    hasLayerAbove ||= !entry.isEmpty;
  }
  return null;
}

/** True where the steps before and after an index do not seem to be of one build. */
function isBoundary(entries: readonly HistoryEntry[], at: number): boolean {
  const [before, after] = [entries[at - 1], entries[at]];
  if (before === undefined || after === undefined) return false;
  return isBuildKit(before) !== isBuildKit(after) || timeBetween(before, after) >= BREAK;
}

function endOfOtherBuilder(entries: readonly HistoryEntry[]): number | null {
  let at = entries.length;
  while (at > 0 && isBuildKit(entries[at - 1]!)) at--;
  return at > 0 && at < entries.length ? at : null;
}

function endBeforeBreak(entries: readonly HistoryEntry[]): number | null {
  const at = entries.findIndex((entry, i) => i > 0 && timeBetween(entries[i - 1]!, entry) >= BREAK);
  return at < 0 ? null : at;
}

/** Milliseconds; 0 where a time is not known. */
function timeBetween(before: HistoryEntry, after: HistoryEntry): number {
  const [from, to] = [Date.parse(before.created ?? ''), Date.parse(after.created ?? '')];
  return Number.isNaN(from) || Number.isNaN(to) ? 0 : to - from;
}

function isBuildKit({ createdBy, comment }: HistoryEntry): boolean {
  return parseCreatedBy(createdBy, comment).builder === 'buildkit';
}
