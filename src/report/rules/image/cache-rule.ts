import type { Observation } from '../../../core/finding.ts';
import { IMAGE_SEVERITY, type ImageRuleId } from '../../../image/rules/severities.ts';
import { filesText, placesText, stakes } from '../facts.ts';
import type { RuleText } from '../rule-text.ts';
import { commandOf } from './snippet.ts';

/** What is special about the cache of one package manager. */
export interface CacheWords {
  readonly id: ImageRuleId;
  readonly title: string;
  /** Where it lies, for the documentation. */
  readonly places: string;
  /** What it is, after "20 MB of". */
  readonly thing: string;
  readonly why: string;
  readonly cure: string;
  /** The RUN without the cache; null where the command gives no hold. */
  readonly snippet: (command: string, path: string) => string | null;
  readonly off?: string;
}

/** The text of a rule about a cache that the final tree shows. */
export function cacheRule(words: CacheWords): RuleText {
  const { id, title, places, thing, why, cure, snippet } = words;
  return {
    id,
    severity: IMAGE_SEVERITY[id],
    title,
    what: `Files in ${places} that the final tree shows, for each layer that stored them. A note below 100 kB (in small images 1 %, but 10 kB).`,
    why,
    cure,
    measured: 'The size of the files that remain visible; what a later layer hides belongs to other rules.',
    off: words.off ?? 'When the image is used to build others, and its cache is of use there.',
    message: (seen) => `${stakes(seen)} of ${thing} stay in ${placesText(seen)} (${filesText(seen)}).`,
    fix: ownFix((seen) => {
      const command = commandOf(seen);
      const instead = command === null ? null : snippet(command, seen.place.path ?? '');
      return instead === null ? cure : `Write \`${instead}\`.`;
    }),
  };
}

/** The cure where own layers are to blame, else who can apply one. */
export function ownFix(fix: (seen: Observation) => string | null): (seen: Observation) => string | null {
  return (seen) =>
    seen.own === false ? 'The base image stores it: build the base without, or choose another.' : fix(seen);
}
