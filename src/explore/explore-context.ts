import type { SurveyOptions } from '../context/options.ts';
import { examineContext } from '../inspect/examine/examine-context.ts';
import { reportOnPaths } from '../inspect/explain.ts';
import { explore, type Place } from './explore.ts';
import type { Look } from './layout/look.ts';
import { contextSubject } from './subject/context-subject.ts';
import type { Subject } from './subject/subject.ts';

/** Explores a build context. `ready` is called before the terminal is taken over. */
export async function exploreContext(
  root: string,
  options: SurveyOptions,
  place: Place,
  ready: () => void,
): Promise<void> {
  const subject = await readContextSubject(root, options, place.look);
  ready();
  await explore(subject, place);
}

/** Walks a context, what is excluded included, and makes of it something to explore. */
export async function readContextSubject(root: string, options: SurveyOptions, look: Look): Promise<Subject> {
  const report = await examineContext(root, { ...options, list: true, measureExcluded: true, top: 1 });
  return contextSubject(report, (path) => reportOnPaths(root, [path], options), look);
}
