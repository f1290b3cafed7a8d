import { compareText } from '../core/order.ts';
import type { Change } from '../core/verdict.ts';
import { alignLayers } from '../image/align-layers.ts';
import type { BaselineEntry, BaselineLayer } from './baseline.ts';
import { layerName } from './measure.ts';

/** Which size of a layer is compared. */
export type LayerSize = 'fileBytes' | 'blobBytes' | 'wastedBytes';

/** The largest paths of one side. */
export type KnownPaths = Pick<BaselineEntry, 'paths' | 'isComplete'>;

/** A directory is left out when one change inside it explains this share of its own. */
const EXPLAINS = 0.9;

/** The layers of one side: all of them, and how many at the bottom are left out of the comparison. */
export interface KnownLayers {
  readonly layers: readonly BaselineLayer[];
  readonly from: number;
}

/** Layers that grew, shrank, came and went: aligned by diff ID, then by instruction in order; largest change first. */
export function compareLayers(before: KnownLayers, after: KnownLayers, size: LayerSize): readonly Change[] {
  const partners = alignLayers(before.layers.slice(before.from), after.layers.slice(after.from));
  const taken = new Set([...partners.values()].map(({ old }) => old));
  const come = after.layers.flatMap((now, index): readonly Change[] => {
    if (index < after.from) return [];
    return [change(layerName(index, now.instruction), partners.get(now)?.old[size] ?? null, now[size])];
  });
  const gone = before.layers.flatMap((old, index): readonly Change[] => {
    return index < before.from || taken.has(old)
      ? []
      : [change(layerName(index, old.instruction), old[size], null)];
  });
  const isReal = ({ before: old, after: now, delta }: Change): boolean =>
    delta !== 0 || old === null || now === null;
  return ranked([...come, ...gone].filter(isReal));
}

/**
 * Paths that grew, shrank, came and went, as far as the largest of both sides tell. A path that only one side has counts from zero
 * where the other side is complete, else from the least that the other side records: a lower bound.
 */
export function comparePaths(before: KnownPaths, after: KnownPaths): readonly Change[] {
  const oldFloor = floorOf(before);
  const newFloor = floorOf(after);
  const names = new Set([...Object.keys(before.paths), ...Object.keys(after.paths)]);
  const changes = [...names].map((name): Change => {
    const old = own(before.paths, name);
    const now = own(after.paths, name);
    const delta = (now ?? Math.min(newFloor, old ?? 0)) - (old ?? Math.min(oldFloor, now ?? 0));
    return { kind: 'path', name, before: old, after: now, delta };
  });
  const real = changes.filter(({ delta }) => delta !== 0);
  return ranked(real.filter((directory) => !isExplained(directory, real)));
}

function change(name: string, before: number | null, after: number | null): Change {
  return { kind: 'layer', name, before, after, delta: (after ?? 0) - (before ?? 0) };
}

function ranked(changes: readonly Change[]): readonly Change[] {
  return [...changes].sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || compareText(a.name, b.name));
}

function floorOf(entry: KnownPaths): number {
  return entry.isComplete ? 0 : Math.min(...Object.values(entry.paths), Number.MAX_SAFE_INTEGER);
}

function own(record: Readonly<Record<string, number>>, name: string): number | null {
  return Object.hasOwn(record, name) ? record[name]! : null;
}

function isExplained(directory: Change, changes: readonly Change[]): boolean {
  if (!directory.name.endsWith('/')) return false;
  return changes.some(
    ({ name, delta }) =>
      name !== directory.name && name.startsWith(directory.name) && delta / directory.delta >= EXPLAINS,
  );
}
