import { comparePaths } from './final-tree.ts';
import { ALIKE, CAUSES } from './hidden-bodies.ts';
import { isIdentical } from './layer-facts.ts';
import { changeNames, rewriteChange } from './metadata-change.ts';
import type { WasteEvent, WasteReport } from './report.ts';
import type { Stack } from './stack.ts';

/** The paths with the most hidden bytes, each with its events from the base up, and how many have any; `top` 0 is all. */
export function rankWastePaths(stack: Stack, top: number): Pick<WasteReport, 'paths' | 'pathCount'> {
  const { hidden, entries } = stack;
  const bytesAt = new Map<number, number>();
  for (let i = 0; i < hidden.count; i++) {
    const node = hidden.node[i]!;
    bytesAt.set(node, (bytesAt.get(node) ?? 0) + entries.size(hidden.body[i]!));
  }
  const ranked = [...bytesAt].filter(([, bytes]) => bytes > 0);
  const least = leastOfTop(
    ranked.map(([, bytes]) => bytes),
    top,
  );
  const kept = ranked.filter(([, bytes]) => bytes >= least);
  kept.sort(([a, left], [b, right]) => right - left || comparePaths(stack, a, b));
  const chosen = new Map(
    (top === 0 ? kept : kept.slice(0, top)).map(([node, bytes]) => [node, { bytes, events: [] as number[] }]),
  );
  for (let i = 0; i < hidden.count; i++) chosen.get(hidden.node[i]!)?.events.push(i);
  const paths = [...chosen].map(([node, { bytes, events }]) => ({
    path: stack.names.pathText(node),
    bytes,
    times: events.length,
    events: events.map((n) => wasteEvent(stack, n)),
  }));
  return { paths, pathCount: ranked.length };
}

/** The n-th hidden body as reports show it. */
function wasteEvent(stack: Stack, n: number): WasteEvent {
  const { hidden, entries } = stack;
  const change = rewriteChange(stack, n);
  return {
    storedIn: entries.layerOf(hidden.body[n]!),
    hiddenBy: hidden.hiddenBy[n]!,
    cause: CAUSES[hidden.cause[n]!]!,
    identical: isIdentical(hidden.cause[n]!, hidden.comparison[n]!),
    sampled: hidden.comparison[n] === ALIKE,
    changed: change === null ? null : changeNames(change),
    bytes: entries.size(hidden.body[n]!),
  };
}

/** The smallest value among the `top` largest; 0 when all are asked for. */
function leastOfTop(values: readonly number[], top: number): number {
  if (top === 0 || values.length <= top) return 0;
  return Float64Array.from(values).sort()[values.length - top]!;
}
