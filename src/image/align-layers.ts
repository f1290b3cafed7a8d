import { instructionKey, looseInstructionKey } from '../dockerfile/history/instruction-key.ts';

/** What layers of two builds are recognised by. */
export interface AlignedLayer {
  readonly diffId: string | null;
  readonly instruction: string | null;
}

/** By what two layers were recognised as the same step. */
export type AlignedBy = 'diff-id' | 'instruction' | 'content';

/** What a layer is recognised by on each side; null where it has none. */
export interface AlignKey<Layer> {
  readonly by: AlignedBy;
  readonly before: (layer: Layer) => string | null;
  readonly after: (layer: Layer) => string | null;
}

/** The earlier layer of a later one. */
export interface Partner<Layer> {
  readonly old: Layer;
  readonly by: AlignedBy;
}

/**
 * Pairs the layers of two builds: by diff ID, those left by instruction (also but for its build arguments), those left by `last`.
 * Of several equal ones the first goes with the first. Later layers that are not in the result have come.
 */
export function alignLayers<Layer extends AlignedLayer>(
  before: readonly Layer[],
  after: readonly Layer[],
  last: readonly AlignKey<Layer>[] = [],
): ReadonlyMap<Layer, Partner<Layer>> {
  const partners = new Map<Layer, Partner<Layer>>();
  const taken = new Set<Layer>();
  const keys: readonly AlignKey<Layer>[] = [
    sameKey('diff-id', ({ diffId }) => diffId),
    sameKey('instruction', ({ instruction }) => instruction && instructionKey(instruction)),
    sameKey('instruction', ({ instruction }) => instruction && looseInstructionKey(instruction)),
    ...last,
  ];
  for (const key of keys) {
    const left = before.filter((layer) => !taken.has(layer));
    const come = after.filter((layer) => !partners.has(layer));
    for (const [old, now] of pairUp(left, come, key)) {
      partners.set(now, { old, by: key.by });
      taken.add(old);
    }
  }
  return partners;
}

function sameKey<Layer>(by: AlignedBy, key: (layer: Layer) => string | null): AlignKey<Layer> {
  return { by, before: key, after: key };
}

function pairUp<Layer>(
  before: readonly Layer[],
  after: readonly Layer[],
  key: AlignKey<Layer>,
): readonly (readonly [old: Layer, now: Layer])[] {
  const waiting = new Map<string, Layer[]>();
  for (const layer of [...before].reverse()) {
    const text = key.before(layer);
    if (!text) continue;
    const known = waiting.get(text);
    if (known === undefined) waiting.set(text, [layer]);
    else known.push(layer);
  }
  return after.flatMap((layer) => {
    const old = waiting.get(key.after(layer) || '')?.pop();
    return old === undefined ? [] : [[old, layer] as const];
  });
}
