import { showStrayBytes } from '../../core/byte-text.ts';
import type { Fact, Observation, Place, Severity } from '../../core/finding.ts';
import type { NeedingInstruction } from '../../dockerfile/stages/needs.ts';
import type { IgnoreRule } from '../../ignore/rule.ts';
import type { RuleSet } from '../../ignore/rule-set.ts';
import { traceRules } from '../../ignore/trace.ts';
import type { CopySource } from '../needed/copy-sources.ts';
import { takingInstructions } from '../needed/plan-needs.ts';
import type { SourceHit } from '../needed/source-hits.ts';
import { observation } from './observation.ts';
import type { Scene } from './watch.ts';

/** `yarn.lock*`, `yarn.loc[k]`. */
const OPTIONAL = /^[^*?[\]\\]+(?:\*|\[[^\]]\])$/;

/** What is wrong with the sources of COPY, ADD and bind mounts: not there, excluded, a broken link. */
export function observeSources(scene: Scene): readonly Observation[] {
  const { needs, copies, sources } = scene;
  if (needs === null || copies === null) return [];
  const unsure = new Set(needs.needs.unknownVariables.map(({ line }) => line));
  const instructions = takingInstructions(needs, null);
  return sources.flatMap((source) => {
    const instruction = instructions[source.instruction]!;
    return unsure.has(instruction.line) ? [] : observeSource(scene, source, instruction);
  });
}

function observeSource(
  scene: Scene,
  source: CopySource,
  instruction: NeedingInstruction,
): readonly Observation[] {
  const place: Place = {
    file: scene.needs!.fact.path,
    line: instruction.line,
    instruction: instruction.text,
  };
  const written = showStrayBytes(source.source.written);
  const base = { source: written, wildcard: source.hasWildcard };
  const { checked } = source;
  if (checked === null) return [];
  const broken = checked.find(({ target, links }) => target === null && links.length > 0);
  if (broken !== undefined) return [brokenLink(place, base, broken)];
  const there = checked.filter(({ target }) => target !== null);
  if (there.length === 0 && isOptional(scene, source)) return [];
  if (there.length === 0) {
    const facts = { ...base, doubleStar: source.source.path.split('/').includes('**') };
    return [
      withSeverity(
        observation('context/copy-source-missing', 0, place, facts),
        source.hasWildcard ? 'warning' : null,
      ),
    ];
  }
  const held = there.map((hit) => heldBack(scene, hit));
  if (held.some((path) => path === null)) return [];
  return [excluded(scene, place, base, source, held[0]!)];
}

/** `COPY package.json yarn.lock* ./`: people write a wildcard behind a name for a file that may be missing, beside one that is there. */
function isOptional({ sources }: Scene, { instruction, source }: CopySource): boolean {
  return (
    OPTIONAL.test(source.path) &&
    sources.some(
      (other) =>
        other.instruction === instruction && (other.checked?.some(({ target }) => target !== null) ?? false),
    )
  );
}

function brokenLink(
  place: Place,
  facts: Readonly<Record<string, Fact>>,
  { links, isLoop, path }: SourceHit,
): Observation {
  const link = showStrayBytes(links.at(-1) ?? path);
  return observation(
    'context/copy-of-broken-link',
    0,
    { ...place, path: link },
    { ...facts, link, loop: isLoop },
  );
}

/** The first path on the way to a hit that is not sent, null when all are. */
function heldBack({ copies }: Scene, { links, target }: SourceHit): string | null {
  return [...links, target!].find((path) => !copies!.sentPaths.has(path)) ?? null;
}

function excluded(
  scene: Scene,
  place: Place,
  facts: Readonly<Record<string, Fact>>,
  source: CopySource,
  path: string,
): Observation {
  const decisive = decisiveRule(scene.rules, path);
  const rule = decisive && {
    file: scene.rules.file,
    line: decisive.line,
    text: showStrayBytes(decisive.text),
  };
  const seen = observation(
    'context/copy-of-excluded',
    0,
    { ...place, path: showStrayBytes(path) },
    { ...facts, rule },
  );
  return withSeverity(seen, source.hasWildcard ? 'warning' : null);
}

/** The rule that decides on a path, wherever its directory leads; null when none matches or one fails. */
function decisiveRule(set: RuleSet, path: string): IgnoreRule | null {
  try {
    return set.rules[traceRules(set, path, () => false).decidedBy] ?? null;
  } catch {
    return null;
  }
}

/** A wildcard that matches nothing does not fail the build. */
function withSeverity(seen: Observation, severity: Severity | null): Observation {
  return severity === null ? seen : { ...seen, severity };
}
