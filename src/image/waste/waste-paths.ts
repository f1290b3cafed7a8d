import { comparePaths } from '../index/path-order.ts';
import { Ranking } from '../ranking.ts';
import { ALIKE, CAUSES, isIdentical } from '../stack/hidden-bodies.ts';
import type { Stack } from '../stack/stack.ts';
import { changeNames, rewriteChange } from './metadata-change.ts';
import type { WasteEvent, WasteReport } from './report.ts';

/** The paths with the most hidden bytes, each with its events from the base up, and how many have any; `top` 0 is all. */
export function rankWastePaths(stack: Stack, top: number): Pick<WasteReport, 'paths' | 'pathCount'> {
  const { hidden, entries, names } = stack;
  const bytesAt = new Float64Array(names.size);
  for (let i = 0; i < hidden.count; i++) bytesAt[hidden.node[i]!]! += entries.size(hidden.body[i]!);
  const ranking = new Ranking(top);
  let pathCount = 0;
  for (let node = 0; node < bytesAt.length; node++) {
    if (bytesAt[node] === 0) continue;
    pathCount++;
    ranking.add(node, bytesAt[node]!);
  }
  const chosen = ranking.best((a, b) => comparePaths(names, a, b)).map(({ id }) => id);
  const events = eventsAt(stack, chosen);
  const paths = chosen.map((node) => ({
    path: names.pathText(node),
    bytes: bytesAt[node]!,
    times: events.get(node)!.length,
    events: events.get(node)!.map((n) => wasteEvent(stack, n)),
  }));
  return { paths, pathCount };
}

/** The numbers of the hidden bodies at each of these nodes. */
function eventsAt(
  { hidden, names }: Stack,
  nodes: readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const isChosen = new Uint8Array(names.size);
  const events = new Map<number, number[]>();
  for (const node of nodes) {
    isChosen[node] = 1;
    events.set(node, []);
  }
  for (let i = 0; i < hidden.count; i++)
    if (isChosen[hidden.node[i]!] === 1) events.get(hidden.node[i]!)!.push(i);
  return events;
}

/** The n-th hidden body as reports show it. */
function wasteEvent(stack: Stack, n: number): WasteEvent {
  const { hidden, entries } = stack;
  const change = rewriteChange(stack, n);
  return {
    storedIn: entries.layerOf(hidden.body[n]!),
    hiddenBy: hidden.hiddenBy[n]!,
    cause: CAUSES[hidden.cause[n]!]!,
    identical: isIdentical(hidden.comparison[n]!),
    sampled: hidden.comparison[n] === ALIKE,
    changed: change === null ? null : changeNames(change),
    bytes: entries.size(hidden.body[n]!),
  };
}
