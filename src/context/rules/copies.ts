import { showStrayBytes } from '../../core/byte-text.ts';
import type { Fact, Observation, Place, Severity } from '../../core/finding.ts';
import type { NeedingInstruction } from '../../dockerfile/stages/needs.ts';
import type { IgnoreRule } from '../../ignore/rule.ts';
import type { RuleSet } from '../../ignore/rule-set.ts';
import { traceRules } from '../../ignore/trace.ts';
import type { CopySource } from '../needed/copy-sources.ts';
import { takingInstructions } from '../needed/plan-needs.ts';
import type { SourceHit } from '../needed/source-hits.ts';
import type { NeededTransfer } from '../report.ts';
import { observation } from './observation.ts';
import type { Scene, WalkEnd } from './watch.ts';

const LISTED = 5;
/** `yarn.lock*`, `yarn.loc[k]`. */
const OPTIONAL = /^[^*?[\]\\]+(?:\*|\[[^\]]\])$/;
/** Less than this in directories is not worth a word. */
const UNNEEDED_BYTES = 10_000;

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

/** Links that make BuildKit transfer more than a wildcard means. */
export function observeWidened(
  scene: Scene,
  needed: NeededTransfer | null,
  { sent }: WalkEnd,
): readonly Observation[] {
  const { needs, copies } = scene;
  if (needs === null || copies === null || needed === null) return [];
  const taken = sent.bytes - copies.unneededBytes;
  const seen = new Set<string>();
  return needs.widened.flatMap(({ source, pattern, link }) => {
    const instruction = needs.needs.instructions.find(
      ({ context, sources }) => context === null && sources.some(({ path }) => path === source),
    );
    const key = `${instruction?.line} ${link}`;
    if (instruction === undefined || seen.has(key)) return [];
    seen.add(key);
    const place = {
      path: showStrayBytes(link),
      file: needs.fact.path,
      line: instruction.line,
      instruction: instruction.text,
    };
    return observation('context/copy-widened-by-link', Math.max(0, needed.bytes - taken), place, {
      source: showStrayBytes(source),
      transferred: showStrayBytes(pattern),
    });
  });
}

/** Directories that are sent and that no instruction takes: only the classic builder transfers them. */
export function observeUnneeded({ needs, copies }: Scene): readonly Observation[] {
  if (needs === null || copies === null || needs.needs.unknownVariables.length > 0) return [];
  const directories = [...copies.unneededTop]
    .filter(([, { isDirectory }]) => isDirectory)
    .sort(([, a], [, b]) => b.bytes - a.bytes);
  const sum = (key: 'bytes' | 'files'): number =>
    directories.reduce((total, [, each]) => total + each[key], 0);
  if (sum('bytes') < UNNEEDED_BYTES) return [];
  return [
    observation(
      'context/sent-not-needed',
      sum('bytes'),
      { path: showStrayBytes(directories[0]![0]) },
      {
        files: sum('files'),
        paths: directories
          .slice(0, LISTED)
          .map(([path, { bytes }]) => ({ path: showStrayBytes(path), bytes })),
      },
    ),
  ];
}
