import type { Readable } from 'node:stream';
import { chooseImage } from '../image/choose-image.ts';
import { withArchive } from '../image/opened-archive.ts';
import { type SurveyOptions, surveyChosen } from '../image/survey.ts';
import { reportOnSurvey } from '../inspect/examine/examine-image.ts';
import { explore, type Place } from './explore.ts';
import type { Look } from './layout/look.ts';
import { imageSubject } from './subject/image-subject.ts';
import type { Subject } from './subject/subject.ts';

/** Explores one image of an archive, which stays open meanwhile. `ready` is called before the terminal is taken over. */
export function exploreImage(
  source: string | Readable,
  options: SurveyOptions,
  place: Place,
  ready: () => void,
): Promise<void> {
  return withImageSubject(source, options, place.look, (subject) => {
    ready();
    return explore(subject, place);
  });
}

/** Opens an archive and gives one image of it to `use`; files can be read until `use` is done. */
export function withImageSubject<T>(
  source: string | Readable,
  options: SurveyOptions,
  look: Look,
  use: (subject: Subject) => Promise<T>,
): Promise<T> {
  return withArchive(source, options, async (opened) => {
    const image = chooseImage(opened.archive.contents, options, opened.archive.file);
    const survey = await surveyChosen(opened, image, options);
    const report = reportOnSurvey(survey, { top: 1, list: false });
    const grounds = { opened, survey, report, maxUnpacked: options.maxUnpacked ?? null };
    return use(imageSubject(grounds, look));
  });
}
