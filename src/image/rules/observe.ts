import { countText } from '../../core/count-text.ts';
import type { Observation } from '../../core/finding.ts';
import type { Warning } from '../../core/report.ts';
import type { ImageStep } from '../../dockerfile/stages/image-steps.ts';
import type { ImageSurvey } from '../survey.ts';
import { watchBytecode } from './bytecode.ts';
import { watchCoreDumps } from './core-dumps.ts';
import { type BuildFile, placed, seeAdds, seeLatestBases } from './dockerfile-rules.ts';
import { seeDuplicates } from './duplicates.ts';
import { seeHidden } from './hidden.ts';
import { seeEmptyLayers, seeManyLayers, seeRootUser } from './history-rules.ts';
import { seeRecommends, seeUnpinned } from './install-rules.ts';
import { watchKept } from './kept.ts';
import { matchSteps } from './match-steps.ts';
import { type SizeLimits, seeLargeLayers, watchLargeFiles } from './oversized.ts';
import { seeReinstalled } from './reinstalled.ts';
import { type SavingsTally, tallySavings } from './savings.ts';
import { type Scene, setScene, visitVisibleBodies } from './scene.ts';
import { seeSecretFiles } from './secret-files.ts';
import { seeSecretHistory } from './secret-history.ts';
import { watchSetuid } from './setuid.ts';
import type { Sighting } from './sighting.ts';
import { firstOwnEntry } from './steps.ts';

const NOTHING: ReadonlyMap<number, ImageStep> = new Map();

/** What all rules saw. */
export interface ImageObservations {
  readonly observations: readonly Observation[];
  readonly savings: SavingsTally;
  /** Hidden bytes of package databases, which nobody can avoid. */
  readonly unavoidableBytes: number;
  readonly warnings: readonly Warning[];
}

/** Sets all rules on an image, and on the Dockerfile that it was built from where there is one. */
export function observeImage(
  survey: ImageSurvey,
  limits: SizeLimits,
  build: BuildFile | null,
): ImageObservations {
  const written =
    build === null ? NOTHING : matchSteps(survey.history.entries, build.steps, firstOwnEntry(survey));
  const scene = setScene(survey, written);
  const { sightings: hidden, unavoidableBytes } = seeHidden(scene);
  const { sightings: secrets, unread } = seeSecretFiles(scene);
  const seen = [
    ...secrets,
    ...seeSecretHistory(scene),
    ...watchBodies(scene, limits),
    ...hidden,
    ...seeDuplicates(scene),
    ...seeLargeLayers(scene, limits.layer),
    ...seeReinstalled(scene),
    ...seeRecommends(scene),
    ...seeUnpinned(scene),
    ...seeManyLayers(scene),
    ...seeEmptyLayers(scene),
    ...seeRootUser(scene),
  ];
  const sightings =
    build === null
      ? seen
      : [...seen.map((one) => onLine(one, build, written)), ...seeLatestBases(build), ...seeAdds(build)];
  return {
    observations: sightings.map(({ observation }) => observation),
    savings: tallySavings(survey.stack, sightings),
    unavoidableBytes,
    warnings: [
      ...(unread === 0 ? [] : [unreadSecrets(unread)]),
      ...(build === null ? [] : unmatched(scene, build, written)),
    ],
  };
}

/** The line of the instruction that made the step. */
function onLine(seen: Sighting, { file }: BuildFile, written: ReadonlyMap<number, ImageStep>): Sighting {
  const line = seen.entry === null ? undefined : written.get(seen.entry)?.line;
  return line === undefined ? seen : placed(seen, { file, line });
}

function unmatched(
  { steps }: Scene,
  { file }: BuildFile,
  written: ReadonlyMap<number, ImageStep>,
): readonly Warning[] {
  const own = steps.filter(({ isOwn }) => isOwn);
  const lost = own.filter(({ entry }) => entry === null || !written.has(entry)).map(({ layer }) => layer);
  if (lost.length === 0) return [];
  const which = lost.length > 8 ? `${lost.slice(0, 8).join(', ')}, …` : lost.join(', ');
  const message = `No instruction of ${file} matches ${lost.length} of ${countText(own.length, 'own layer')} (${which}): findings there have no line.`;
  return [{ code: 'dockerfile-unmatched', message }];
}

function watchBodies(scene: Scene, limits: SizeLimits): readonly Sighting[] {
  const [kept, bytecode] = [watchKept(scene), watchBytecode(scene)];
  const [large, dumps, setuid] = [
    watchLargeFiles(scene, limits.file),
    watchCoreDumps(scene),
    watchSetuid(scene),
  ];
  visitVisibleBodies(scene, (body, node, tags) => {
    if (tags.length > 0) {
      kept.visit(body, node, tags);
      bytecode.visit(body, node, tags);
    }
    large.visit(body, node, tags);
    dumps.visit(body, node, tags);
    setuid.visit(body, node, tags);
  });
  return [kept, bytecode, large, dumps, setuid].flatMap(({ observe }) => observe());
}

function unreadSecrets(files: number): Warning {
  return {
    code: 'secrets-not-read',
    message: `${countText(files, 'file has', 'files have')} a name that secrets have and a content that could not be read: nobody judged it.`,
  };
}
