import type { Severity } from '../../core/finding.ts';
import type { Stack } from '../stack/stack.ts';
import { BodyTally } from './body-tally.ts';
import { RULE_PLACES } from './places.ts';
import type { Scene, Tag } from './scene.ts';
import type { ImageRuleId } from './severities.ts';
import { byWeight, type Sighting, sighting } from './sighting.ts';
import type { BodyWatch } from './watch.ts';

/** What makes a place worth a word, beside files that lie there. */
interface Condition {
  /** True when little is not worth a word. */
  readonly isCommon?: boolean;
  /** Something with this mark must be in the image. */
  readonly evidence?: Tag;
  /** Files with this mark are meant to stay. */
  readonly but?: Tag;
  /** A layer without a file that has this mark gets a note. */
  readonly grave?: Tag;
  readonly severity?: Severity;
}

const CONDITIONS: Readonly<Partial<Record<ImageRuleId, Condition>>> = {
  'image/build-tools-kept': { evidence: 'compiler' },
  'image/dev-dependencies': { but: 'npm-itself', grave: 'development-tool' },
  'image/docs-kept': { isCommon: true, but: 'copyright', severity: 'note' },
  'image/log-files': { severity: 'note' },
};
const RULES = Object.keys(RULE_PLACES) as readonly ImageRuleId[];

/** Files that the final tree shows and nothing needs: caches, build tools, leftovers. One sighting for each rule and layer. */
export function watchKept(scene: Scene): BodyWatch {
  const tallies = new Map<Tag, Map<number, BodyTally>>(RULES.map((rule) => [rule, new Map()]));
  const { stack } = scene.survey;
  const marks = new Set<Tag>();
  const grave = new Map<Tag, Set<number>>(RULES.map((rule) => [rule, new Set()]));
  return {
    visit: (body, node, tags) => {
      if (stack.entries.size(body) === 0) return;
      const layer = stack.entries.layerOf(body);
      for (const tag of tags) {
        marks.add(tag);
        const byLayer = tallies.get(tag);
        const condition = CONDITIONS[tag as ImageRuleId];
        if (byLayer === undefined || has(tags, condition?.but)) continue;
        if (has(tags, condition?.grave)) grave.get(tag)!.add(layer);
        tallyIn(byLayer, layer, stack).add(body, node);
      }
    },
    observe: () =>
      RULES.filter((rule) => isGiven(CONDITIONS[rule], marks)).flatMap((rule) =>
        [...tallies.get(rule)!]
          .filter(([, { bytes }]) => bytes >= (CONDITIONS[rule]?.isCommon ? scene.leastBytes : 1))
          .sort(([a], [b]) => a - b)
          .map(([layer, tally]) => {
            const isNote = CONDITIONS[rule]?.grave !== undefined && !grave.get(rule)!.has(layer);
            return keptIn(scene, rule, layer, tally, isNote ? 'note' : CONDITIONS[rule]?.severity);
          }),
      ),
  };
}

function has(tags: readonly Tag[], mark: Tag | undefined): boolean {
  return mark !== undefined && tags.includes(mark);
}

function isGiven(condition: Condition | undefined, marks: ReadonlySet<Tag>): boolean {
  return condition?.evidence === undefined || marks.has(condition.evidence);
}

/** The tally of a layer, made when it is first asked for. */
export function tallyIn(byLayer: Map<number, BodyTally>, layer: number, stack: Stack): BodyTally {
  const known = byLayer.get(layer);
  if (known !== undefined) return known;
  const tally = new BodyTally(stack);
  byLayer.set(layer, tally);
  return tally;
}

/** Files of the final tree that one layer stores, with the step that brought most of them in. */
export function keptIn(
  { steps, survey, originOf, leastBytes }: Scene,
  rule: ImageRuleId,
  layer: number,
  tally: BodyTally,
  severity: Severity | undefined,
): Sighting {
  const { bytes, bodies, paths, places, directory } = tally;
  const largest = bodies.reduce((a, b) =>
    survey.stack.entries.size(b) > survey.stack.entries.size(a) ? b : a,
  );
  return sighting(rule, {
    bytes,
    step: steps[layer]!,
    origin: steps[originOf(largest)]!,
    path: directory,
    facts: { files: bodies.length, paths, places },
    bodies,
    severity: severity ?? byWeight(bytes, leastBytes),
  });
}
