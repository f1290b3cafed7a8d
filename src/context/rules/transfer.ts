import { showStrayBytes } from '../../core/byte-text.ts';
import type { Observation } from '../../core/finding.ts';
import { sumOf } from '../../core/sum.ts';
import type { NeededTransfer } from '../report.ts';
import { observation } from './observation.ts';
import type { Scene, WalkEnd } from './watch.ts';

const LISTED = 5;
/** Less than this in directories is not worth a word. */
const UNNEEDED_BYTES = 10_000;

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
  const bytes = sumOf(directories, ([, each]) => each.bytes);
  if (bytes < UNNEEDED_BYTES) return [];
  return [
    observation(
      'context/sent-not-needed',
      bytes,
      { path: showStrayBytes(directories[0]![0]) },
      {
        files: sumOf(directories, ([, each]) => each.files),
        paths: directories
          .slice(0, LISTED)
          .map(([path, { bytes }]) => ({ path: showStrayBytes(path), bytes })),
      },
    ),
  ];
}
