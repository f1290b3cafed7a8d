import type { ImageStep } from '../../dockerfile/stages/image-steps.ts';
import { NONE } from '../index/name-tree.ts';
import { comparePaths } from '../index/path-order.ts';
import type { Stack } from '../stack/stack.ts';
import type { ImageSurvey } from '../survey.ts';
import { rewriteChange } from '../waste/metadata-change.ts';
import { PathAutomaton } from './path-automaton.ts';
import { MARKED_PLACES, type Mark, RULE_PLACES } from './places.ts';
import { verdictReader } from './read-verdict.ts';
import type { ImageRuleId } from './severities.ts';
import { readSteps, type Step } from './steps.ts';

/** What a place is: a rule that is about it, or a mark. */
export type Tag = ImageRuleId | Mark;

/** What rules about an image look at. */
export interface Scene {
  readonly survey: ImageSurvey;
  /** By layer: what made it. */
  readonly steps: readonly Step[];
  /** By node: what its path says. */
  readonly tagsOf: (node: number) => readonly Tag[];
  /** The layer that stored the content of a body first, before others stored the same bytes again. */
  readonly originOf: (body: number) => number;
  /** By hidden body: what the rewrite that hid it changed, -1 where it is no identical rewrite. */
  readonly changes: Int16Array;
  /** Fewer bytes are not worth a warning: 1 % of what is stored, but 10 kB at least and 100 kB at most. */
  readonly leastBytes: number;
  /** What the first bytes of a body with a suspicious name make of it, by VERDICT; null where they cannot be read any more. */
  readonly verdictOn: (body: number) => number | null;
}

const PLACES = Object.entries({ ...RULE_PLACES, ...MARKED_PLACES }).flatMap(([tag, patterns]) =>
  patterns.map((pattern) => ({ tag: tag as Tag, pattern })),
);

/** Looks at every name of an image once and at every hidden body. */
export function setScene(survey: ImageSurvey, written: ReadonlyMap<number, ImageStep>): Scene {
  const { names, entries } = survey.stack;
  const automaton = new PathAutomaton(PLACES.map(({ pattern }) => pattern));
  const states = automaton.run(names);
  const tags: (readonly Tag[])[] = [];
  const { origins, changes } = traceRewrites(survey.stack);
  return {
    survey,
    steps: readSteps(survey, written),
    verdictOn: verdictReader(survey),
    originOf: (body) => (origins[body] === 0 ? entries.layerOf(body) : origins[body]! - 1),
    changes,
    leastBytes: leastBytes(entries.layers.reduce((sum, { fileBytes }) => sum + fileBytes, 0)),
    tagsOf: (node) => {
      const state = states[node]!;
      tags[state] ??= [...new Set(automaton.accepted(state).map((n) => PLACES[n]!.tag))];
      return tags[state];
    },
  };
}

function leastBytes(stored: number): number {
  return Math.min(Math.max(stored / 100, 10_000), 100_000);
}

/**
 * What identical rewrites changed, by hidden body; and by entry that stores the same bytes again, one more than the layer that stored them first.
 * Hidden bodies come in the order of the layers.
 */
function traceRewrites(stack: Stack): { readonly origins: Int32Array; readonly changes: Int16Array } {
  const { hidden, entries } = stack;
  const origins = new Int32Array(entries.count);
  const changes = new Int16Array(hidden.count);
  for (let n = 0; n < hidden.count; n++) {
    const change = rewriteChange(stack, n);
    changes[n] = change ?? -1;
    if (change === null) continue;
    const body = hidden.body[n]!;
    origins[stack.bodyOf(hidden.successor[n]!)] = origins[body]! || entries.layerOf(body) + 1;
  }
  return { origins, changes };
}

/** Calls `visit` with every body of the final tree; of one with several names only when all say the same, with the first of them. */
export function visitVisibleBodies(
  { survey: { stack }, tagsOf }: Scene,
  visit: (body: number, node: number, tags: readonly Tag[]) => void,
): void {
  const { owner } = stack.union;
  const isShared = stack.hasHardLinks ? sharedBodies(stack) : null;
  const named = new Map<number, { node: number; tags: readonly Tag[] }>();
  for (let node = 0; node < owner.length; node++) {
    const body = stack.bodyOf(owner[node]!);
    if (body === NONE) continue;
    const tags = tagsOf(node);
    if (isShared === null || isShared[body] !== 2) {
      visit(body, node, tags);
      continue;
    }
    const known = named.get(body);
    if (known === undefined) named.set(body, { node, tags });
    else {
      if (known.tags !== tags) known.tags = known.tags.filter((tag) => tags.includes(tag));
      if (comparePaths(stack.names, node, known.node) < 0) known.node = node;
    }
  }
  for (const [body, { node, tags }] of named) visit(body, node, tags);
}

/** By entry: 2 for bodies with several names in the final tree. */
function sharedBodies(stack: Stack): Uint8Array {
  const { owner } = stack.union;
  const names = new Uint8Array(stack.entries.count);
  for (let node = 0; node < owner.length; node++) {
    const body = stack.bodyOf(owner[node]!);
    if (body !== NONE && names[body]! < 2) names[body]!++;
  }
  return names;
}
