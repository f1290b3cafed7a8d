import type { Observation } from '../../core/finding.ts';
import { largestFirst } from '../../core/order.ts';
import { parentPath } from '../../core/posix-path.ts';
import { sumOf } from '../../core/sum.ts';
import { ARTIFACT_NAMES, type ArtifactKind, type ArtifactName, markerOf } from './artifact-names.ts';
import { isAskedFor } from './asked-for.ts';
import { enterMarked, leaveMarked, noneMarked } from './marked.ts';
import { observation } from './observation.ts';
import type { ContextRuleId } from './severities.ts';
import type { RuleWatch, Scene, Seen } from './watch.ts';

interface Candidate {
  readonly path: string;
  readonly name: string;
  readonly artifact: ArtifactName;
  /** Number in the totals; 0 while the walk has not gone in. */
  index: number;
  readonly isGitIgnored: boolean | null;
}

const RULE_OF: Readonly<Record<ArtifactKind, ContextRuleId>> = {
  vcs: 'context/vcs-directory',
  dependency: 'context/dependency-directory',
  output: 'context/build-output',
};
const LISTED = 5;
const NONE: ReadonlySet<string> = new Set();

/**
 * Directories of version control, installed dependencies and build output that are sent: one observation for each name, wherever it comes up.
 * What an instruction names is no by-product, and nothing inside of one is looked at.
 */
export function watchArtifacts(scene: Scene): RuleWatch {
  const candidates: Candidate[] = [];
  const markers = new Map<string, Set<string>>();
  const marked = noneMarked<Candidate>();
  return {
    visit: (seen) => {
      marked.last = null;
      if (marked.depth > 1) return;
      note(markers, seen);
      if (marked.depth === 0) marked.last = candidateOf(seen);
      if (marked.last !== null) candidates.push(marked.last);
    },
    enter: (_, index) => {
      const candidate = enterMarked(marked);
      if (candidate !== null) candidate.index = index;
    },
    leave: () => leaveMarked(marked),
    observe: () =>
      summarize(
        scene,
        candidates.filter((candidate) => isArtifact(scene, candidate, markers)),
      ),
  };
}

function candidateOf({ entry, isSent, isGitIgnored }: Seen): Candidate | null {
  const { path, name, type } = entry;
  const artifact = type === 'directory' && isSent ? ARTIFACT_NAMES.get(name) : undefined;
  return artifact === undefined ? null : { path, name, artifact, index: 0, isGitIgnored };
}

function note(markers: Map<string, Set<string>>, { entry }: Seen): void {
  const marker = markerOf(entry.name);
  if (marker === null) return;
  const directory = parentPath(entry.path);
  const known = markers.get(directory);
  if (known) known.add(marker);
  else markers.set(directory, new Set([marker]));
}

function isArtifact(
  scene: Scene,
  { path, artifact, index, isGitIgnored }: Candidate,
  markers: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  if (index === 0 || scene.totals.files[index] === 0 || isAskedFor(scene, path)) return false;
  if (!artifact.isIt) return true;
  const beside = markers.get(parentPath(path)) ?? NONE;
  return artifact.isIt({ beside, inside: markers.get(path) ?? NONE, isGitIgnored });
}

function summarize({ totals }: Scene, artifacts: readonly Candidate[]): readonly Observation[] {
  const byName = new Map<string, Candidate[]>();
  for (const artifact of artifacts)
    byName.set(artifact.name, [...(byName.get(artifact.name) ?? []), artifact]);
  return [...byName].map(([name, same]) => {
    const sorted = same
      .map(({ path, index }) => ({ path, bytes: totals.bytes[index]!, files: totals.files[index]! }))
      .sort(largestFirst);
    return observation(
      RULE_OF[same[0]!.artifact.kind],
      sumOf(sorted, ({ bytes }) => bytes),
      { path: sorted[0]!.path },
      {
        name,
        directories: sorted.length,
        files: sumOf(sorted, ({ files }) => files),
        paths: sorted.slice(0, LISTED).map(({ path }) => path),
      },
    );
  });
}
