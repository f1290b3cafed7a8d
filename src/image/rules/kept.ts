import type { Severity } from '../../core/finding.ts';
import { BodyTally } from './body-tally.ts';
import { RULE_PLACES } from './places.ts';
import { type Scene, type Tag, visitVisibleBodies } from './scene.ts';
import type { ImageRuleId } from './severities.ts';
import { byWeight, type Sighting, sighting } from './sighting.ts';

/** What makes a place worth a word, beside files that lie there. */
interface Condition {
  /** Fewer bytes are not worth a word. */
  readonly least?: number;
  /** Something with this mark must be in the image. */
  readonly evidence?: Tag;
  /** Files with this mark are meant to stay. */
  readonly but?: Tag;
  readonly severity?: Severity;
}

const CONDITIONS: Readonly<Partial<Record<ImageRuleId, Condition>>> = {
  'image/build-tools-kept': { evidence: 'compiler' },
  'image/docs-kept': { least: 100_000, but: 'copyright', severity: 'note' },
  'image/log-files': { severity: 'note' },
};
const RULES = Object.keys(RULE_PLACES) as readonly ImageRuleId[];

/** Files that the final tree shows and nothing needs: caches, build tools, leftovers. One sighting for each rule and layer. */
export function seeKept(scene: Scene): readonly Sighting[] {
  const tallies = new Map<ImageRuleId, Map<number, BodyTally>>(RULES.map((rule) => [rule, new Map()]));
  const { stack } = scene.survey;
  const marks = new Set<Tag>();
  visitVisibleBodies(scene, (body, node, tags) => {
    if (tags.length === 0 || stack.entries.size(body) === 0) return;
    const layer = stack.entries.layerOf(body);
    for (const tag of tags) {
      marks.add(tag);
      const byLayer = tallies.get(tag as ImageRuleId);
      const but = CONDITIONS[tag as ImageRuleId]?.but;
      if (byLayer === undefined || (but !== undefined && tags.includes(but))) continue;
      const tally = byLayer.get(layer) ?? new BodyTally(stack);
      byLayer.set(layer, tally);
      tally.add(body, node);
    }
  });
  return RULES.filter((rule) => isGiven(CONDITIONS[rule], marks)).flatMap((rule) =>
    [...tallies.get(rule)!]
      .filter(([, { bytes }]) => bytes >= (CONDITIONS[rule]?.least ?? 1))
      .sort(([a], [b]) => a - b)
      .map(([layer, tally]) => keptIn(scene, rule, layer, tally)),
  );
}

function isGiven(condition: Condition | undefined, marks: ReadonlySet<Tag>): boolean {
  return condition?.evidence === undefined || marks.has(condition.evidence);
}

function keptIn(scene: Scene, rule: ImageRuleId, layer: number, tally: BodyTally): Sighting {
  const { bytes, bodies, paths, places, directory } = tally;
  return sighting(rule, {
    bytes,
    step: scene.steps[layer]!,
    path: directory,
    facts: { files: bodies.length, paths, places },
    bodies,
    severity: CONDITIONS[rule]?.severity ?? byWeight(bytes),
  });
}
