import type { ImageStep } from '../../dockerfile/image-steps.ts';
import { comparePaths } from '../final-tree.ts';
import { rewriteChange } from '../metadata-change.ts';
import type { Stack } from '../stack.ts';
import type { ImageSurvey } from '../survey.ts';
import { NONE } from '../union-tree.ts';
import { headReader } from './body-head.ts';
import { PathAutomaton } from './path-automaton.ts';
import { MARKED_PLACES, type Mark, RULE_PLACES } from './places.ts';
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
  /** The first bytes of a body; null where they cannot be read any more. */
  readonly headOf: (body: number) => Uint8Array | null;
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
  const origins = originsOf(survey.stack);
  return {
    survey,
    steps: readSteps(survey, written),
    headOf: headReader(survey),
    originOf: (body) => origins.get(body) ?? entries.layerOf(body),
    tagsOf: (node) => {
      const state = states[node]!;
      tags[state] ??= [...new Set(automaton.accepted(state).map((n) => PLACES[n]!.tag))];
      return tags[state];
    },
  };
}

/** By body that stores the same bytes again: the layer that stored them first. Hidden bodies come in the order of the layers. */
function originsOf(stack: Stack): ReadonlyMap<number, number> {
  const { hidden, entries } = stack;
  const origins = new Map<number, number>();
  for (let n = 0; n < hidden.count; n++) {
    if (rewriteChange(stack, n) === null) continue;
    const body = hidden.body[n]!;
    origins.set(stack.bodyOf(hidden.successor[n]!), origins.get(body) ?? entries.layerOf(body));
  }
  return origins;
}

/** Calls `visit` with every body of the final tree; of one with several names only when all say the same, with the first of them. */
export function visitVisibleBodies(
  { survey: { stack }, tagsOf }: Scene,
  visit: (body: number, node: number, tags: readonly Tag[]) => void,
): void {
  const { owner } = stack.union;
  const named = stack.hasHardLinks ? new Map<number, { node: number; tags: readonly Tag[] }>() : null;
  for (let node = 0; node < owner.length; node++) {
    const body = owner[node]! < 0 ? NONE : stack.bodyOf(owner[node]!);
    if (body === NONE) continue;
    const tags = tagsOf(node);
    if (named === null) {
      visit(body, node, tags);
      continue;
    }
    const known = named.get(body);
    if (known === undefined) named.set(body, { node, tags });
    else {
      if (known.tags !== tags) known.tags = known.tags.filter((tag) => tags.includes(tag));
      if (comparePaths(stack, node, known.node) < 0) known.node = node;
    }
  }
  if (named !== null) for (const [body, { node, tags }] of named) visit(body, node, tags);
}
