import type { ImageSurvey } from '../survey.ts';
import { NONE } from '../union-tree.ts';
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
  /** By entry: 1 for a stored body that the final tree does not show. */
  readonly hidden: Uint8Array;
}

const PLACES = Object.entries({ ...RULE_PLACES, ...MARKED_PLACES }).flatMap(([tag, patterns]) =>
  patterns.map((pattern) => ({ tag: tag as Tag, pattern })),
);

/** Looks at every name of an image once and at every hidden body. */
export function setScene(survey: ImageSurvey): Scene {
  const { names, entries, hidden } = survey.stack;
  const automaton = new PathAutomaton(PLACES.map(({ pattern }) => pattern));
  const states = automaton.run(names);
  const tags: (readonly Tag[])[] = [];
  const marks = new Uint8Array(entries.count);
  for (let i = 0; i < hidden.count; i++) marks[hidden.body[i]!] = 1;
  return {
    survey,
    steps: readSteps(survey),
    hidden: marks,
    tagsOf: (node) => {
      const state = states[node]!;
      tags[state] ??= [...new Set(automaton.accepted(state).map((n) => PLACES[n]!.tag))];
      return tags[state];
    },
  };
}

/** Calls `visit` with every body of the final tree; of one with several names only when all say the same, with the first of them. */
export function visitVisibleBodies(
  { survey: { stack }, tagsOf }: Scene,
  visit: (body: number, node: number, tags: readonly Tag[]) => void,
): void {
  const { owner } = stack.union;
  const named = stack.hasHardLinks
    ? new Map<number, { readonly node: number; tags: readonly Tag[] }>()
    : null;
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
    else if (known.tags !== tags) known.tags = known.tags.filter((tag) => tags.includes(tag));
  }
  if (named !== null) for (const [body, { node, tags }] of named) visit(body, node, tags);
}
