import type { Observation } from '../../core/finding.ts';
import type { Warning } from '../../core/report.ts';
import type { ImageSurvey } from '../survey.ts';
import { watchBytecode } from './bytecode.ts';
import { watchCoreDumps } from './core-dumps.ts';
import { seeDuplicates } from './duplicates.ts';
import { seeHidden } from './hidden.ts';
import { seeEmptyLayers, seeManyLayers, seeRootUser } from './history-rules.ts';
import { seeRecommends, seeUnpinned } from './install-rules.ts';
import { watchKept } from './kept.ts';
import { type SizeLimits, seeLargeLayers, watchLargeFiles } from './oversized.ts';
import { seeReinstalled } from './reinstalled.ts';
import { type SavingsTally, tallySavings } from './savings.ts';
import { type Scene, setScene, visitVisibleBodies } from './scene.ts';
import { seeSecretFiles } from './secret-files.ts';
import { seeSecretHistory } from './secret-history.ts';
import { watchSetuid } from './setuid.ts';
import type { Sighting } from './sighting.ts';

/** What all rules saw. */
export interface ImageObservations {
  readonly observations: readonly Observation[];
  readonly savings: SavingsTally;
  /** Hidden bytes of package databases, which nobody can avoid. */
  readonly unavoidableBytes: number;
  readonly warnings: readonly Warning[];
}

/** Sets all rules on an image. */
export function observeImage(survey: ImageSurvey, limits: SizeLimits): ImageObservations {
  const scene = setScene(survey);
  const { sightings: hidden, unavoidableBytes } = seeHidden(scene);
  const { sightings: secrets, unread } = seeSecretFiles(scene);
  const sightings = [
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
  return {
    observations: sightings.map(({ observation }) => observation),
    savings: tallySavings(survey.stack, sightings),
    unavoidableBytes,
    warnings: unread === 0 ? [] : [unreadSecrets(unread)],
  };
}

function watchBodies(scene: Scene, limits: SizeLimits): readonly Sighting[] {
  const watches = [
    watchKept(scene),
    watchBytecode(scene),
    watchLargeFiles(scene, limits.file),
    watchCoreDumps(scene),
    watchSetuid(scene),
  ];
  visitVisibleBodies(scene, (body, node, tags) => {
    for (const { visit } of watches) visit(body, node, tags);
  });
  return watches.flatMap(({ observe }) => observe());
}

function unreadSecrets(files: number): Warning {
  return {
    code: 'secrets-not-read',
    message: `${files} file(s) have names that secrets have, and their content could not be read, so they were not judged.`,
  };
}
