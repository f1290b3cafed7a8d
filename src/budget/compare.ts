import { compareText } from '../core/posix-path.ts';
import type { Change } from '../core/verdict.ts';
import type { BaselineEntry, BaselineLayer } from './baseline.ts';
import { instructionKey, layerName } from './measure.ts';

/** Which size of a layer is compared. */
export type LayerSize = 'fileBytes' | 'blobBytes';

/** The largest paths of one side. */
export type KnownPaths = Pick<BaselineEntry, 'paths' | 'isComplete'>;

/** A directory is left out when one change inside it explains this share of its own. */
const EXPLAINS = 0.9;

/** Layers that grew, shrank, came and went: aligned by diff ID, then by instruction in order; largest change first. */
export function compareLayers(
  before: readonly BaselineLayer[],
  after: readonly BaselineLayer[],
  size: LayerSize,
): readonly Change[] {
  const byDiffId = pairUp(before, after, (layer) => layer.diffId);
  const byInstruction = pairUp(byDiffId.before, byDiffId.after, (layer) => instructionKey(layer.instruction));
  const number = new Map([...before.entries(), ...after.entries()].map(([index, layer]) => [layer, index]));
  const nameOf = (layer: BaselineLayer): string => layerName(number.get(layer) ?? 0, layer.instruction);
  const changed = [...byDiffId.pairs, ...byInstruction.pairs].map(([old, now]) =>
    change('layer', nameOf(now), old[size], now[size]),
  );
  const gone = byInstruction.before.map((old) => change('layer', nameOf(old), old[size], null));
  const come = byInstruction.after.map((now) => change('layer', nameOf(now), null, now[size]));
  return ranked([...changed, ...gone, ...come]);
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
    const delta = Math.trunc((now ?? Math.min(newFloor, old ?? 0)) - (old ?? Math.min(oldFloor, now ?? 0)));
    return { kind: 'path', name, before: old, after: now, delta };
  });
  const real = changes.filter(({ delta }) => delta !== 0);
  return ranked(real.filter((directory) => !isExplained(directory, real)));
}

function pairUp(
  before: readonly BaselineLayer[],
  after: readonly BaselineLayer[],
  key: (layer: BaselineLayer) => string | null,
): {
  readonly pairs: readonly (readonly [BaselineLayer, BaselineLayer])[];
  readonly before: readonly BaselineLayer[];
  readonly after: readonly BaselineLayer[];
} {
  const waiting = new Map<string, BaselineLayer[]>();
  for (const layer of before) {
    const text = key(layer);
    if (text !== null) waiting.set(text, [...(waiting.get(text) ?? []), layer]);
  }
  const pairs: [BaselineLayer, BaselineLayer][] = [];
  for (const layer of after) {
    const old = waiting.get(key(layer) ?? '')?.shift();
    if (old !== undefined) pairs.push([old, layer]);
  }
  const paired = new Set(pairs.flat());
  const rest = (layers: readonly BaselineLayer[]): readonly BaselineLayer[] =>
    layers.filter((layer) => !paired.has(layer));
  return { pairs, before: rest(before), after: rest(after) };
}

function change(kind: Change['kind'], name: string, before: number | null, after: number | null): Change {
  return { kind, name, before, after, delta: (after ?? 0) - (before ?? 0) };
}

function ranked(changes: readonly Change[]): readonly Change[] {
  return changes
    .filter(({ delta }) => delta !== 0)
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || compareText(a.name, b.name));
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
