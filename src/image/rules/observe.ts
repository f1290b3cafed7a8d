import type { Observation } from '../../core/finding.ts';
import type { ImageSurvey } from '../survey.ts';
import { seeHidden } from './hidden.ts';
import { seeKept } from './kept.ts';
import { type SavingsTally, tallySavings } from './savings.ts';
import { setScene } from './scene.ts';

/** What all rules saw. */
export interface ImageObservations {
  readonly observations: readonly Observation[];
  readonly savings: SavingsTally;
  /** Hidden bytes of package databases, which nobody can avoid. */
  readonly unavoidableBytes: number;
}

/** Sets all rules on an image. */
export function observeImage(survey: ImageSurvey): ImageObservations {
  const scene = setScene(survey);
  const { sightings: hidden, unavoidableBytes } = seeHidden(scene);
  const sightings = [...seeKept(scene), ...hidden];
  return {
    observations: sightings.map(({ observation }) => observation),
    savings: tallySavings(survey.stack, sightings),
    unavoidableBytes,
  };
}
