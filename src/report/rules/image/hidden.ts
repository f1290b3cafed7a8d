import type { Observation } from '../../../core/finding.ts';
import { IMAGE_SEVERITY } from '../../../image/rules/severities.ts';
import { fieldOf, filesText, listed, listFact, numberFact, placesText, stakes, textFact } from '../facts.ts';
import type { RuleText } from '../rule-text.ts';
import { ownFix } from './cache-rule.ts';
import { LANGUAGE_CACHE_RULES, SYSTEM_CACHE_RULES } from './caches.ts';
import { LEFTOVER_RULES } from './leftovers.ts';
import { appended, commandOf, shortened } from './snippet.ts';

const MEASURED =
  'The size of the hidden files, to the byte. What package managers keep of their own state (dpkg, rpm, apk) is not counted: nobody can avoid it.';

const CACHE_RULES = [...SYSTEM_CACHE_RULES, ...LANGUAGE_CACHE_RULES, ...LEFTOVER_RULES];
/** Where deleting early does no harm: nothing in between needs what lies there. */
const NEEDLESS = /(?:^|\/)(?:var\/(?:lib\/apt\/lists|cache|log|tmp)|tmp|\.cache|\.npm|\.git)(?:\/|$)/;

/** What layers store and later layers hide. */
export const HIDDEN_RULES: readonly RuleText[] = [
  {
    id: 'image/deleted-in-later-layer',
    severity: IMAGE_SEVERITY['image/deleted-in-later-layer'],
    title: 'A later layer deletes what a layer stored',
    what: 'Files of a layer that a later one deletes, hides behind an opaque directory, or replaces by something that is no file. A note below 100 kB (in small images 1 %, but 10 kB).',
    why: 'Deleting in a later layer hides a file and saves nothing: it is stored and pulled all the same, and whoever has the image can read it.',
    cure: 'Delete in the RUN that made the file. What COPY brings along: leave it out in the ignore file, or take it in with `RUN --mount=type=bind`.',
    measured: MEASURED,
    off: 'When the image is squashed or exported flat before it is used.',
    message: (seen) =>
      `${stakes(seen)} that ${layersText(seen)} ${verbOf(seen, 'deletes', 'delete')} (${mostly(seen)}) are stored all the same.`,
    fix: (seen) =>
      seen.own === false ? 'The base stores them: another base, or none, would save them.' : deletedFix(seen),
  },
  {
    id: 'image/rewritten-in-later-layer',
    severity: IMAGE_SEVERITY['image/rewritten-in-later-layer'],
    title: 'A later layer replaces what a layer stored',
    what: 'Files that a layer replaces by others of the same name, where the content differs or could not be compared; and files that one layer holds twice. Caches, logs and temporary files count for the layer that stored them. A note below 100 kB (in small images 1 %, but 10 kB).',
    why: 'Both versions are stored and pulled; only the last one can be seen.',
    cure: 'Write each file once: bring the steps together in one RUN, or make the file in an earlier stage.',
    measured: MEASURED,
    off: 'When the steps are kept apart for the build cache.',
    message: (seen) =>
      textFact(seen, 'cache') === ''
        ? `The layer replaces ${mostly(seen)}: ${stakes(seen)} of the old content of ${otherLayers(seen)} stay stored.`
        : `The layer stores ${stakes(seen)} of caches and logs (${mostly(seen)}) that ${layersText(seen)} ${verbOf(seen, 'replaces', 'replace')}.`,
    fix: (seen) => {
      const cache = CACHE_RULES.find(({ id }) => id === seen.facts['cache']);
      if (cache !== undefined) return cache.fix(seen);
      if (seen.own === false) return 'The base stores the old ones; they cannot be saved from here.';
      const command = commandOf(seen);
      const other = stepOf(seen, 'other');
      const isNext = layersOf(seen)[0] === (seen.place.layer ?? 0) - 1;
      return command !== null && other.keyword === 'RUN' && isNext
        ? `Bring both steps together: \`${appended(other.text, shortened(command))}\`.`
        : 'Write these files once, in the step that makes the last version.';
    },
  },
  {
    id: 'image/metadata-only-rewrite',
    severity: IMAGE_SEVERITY['image/metadata-only-rewrite'],
    title: 'A layer stores the same bytes again',
    what: 'Files that a layer stores again with the content that they had: chmod, chown and touch do that, and so does a COPY of what is there. A note below 100 kB (in small images 1 %, but 10 kB).',
    why: 'A layer has no way to change the mode or the owner alone, so every byte is stored a second time.',
    cure: 'Give mode and owner where the files come in: `COPY --chown=app:app --chmod=755`, or chown in the RUN that made them.',
    measured: MEASURED,
    off: 'Never.',
    message: (seen) =>
      `The layer stores ${stakes(seen)} of ${otherLayers(seen)} again, ${changedText(seen)}: ${mostly(seen)}.`,
    fix: ownFix(metadataFix),
  },
  {
    id: 'image/distribution-upgrade',
    severity: IMAGE_SEVERITY['image/distribution-upgrade'],
    title: 'An upgrade stores the files of the base again',
    what: 'Files of lower layers that a RUN with apt-get upgrade, dist-upgrade, apk upgrade, dnf update and the like replaces by other versions. A note below 100 kB (in small images 1 %, but 10 kB).',
    why: 'Old and new versions are stored and pulled, and the next build may bring still others.',
    cure: 'Take a base that is up to date, pinned by its digest, and build anew when it is updated.',
    measured: MEASURED,
    off: 'When the base cannot be updated in time.',
    message: (seen) =>
      `The upgrade replaces ${mostly(seen)}: ${stakes(seen)} of the old versions of ${otherLayers(seen)} stay stored.`,
    fix: ownFix(() => 'Take a newer base (`FROM name:tag@sha256:…`) instead of upgrading it.'),
  },
];

interface StepFact {
  readonly keyword: string;
  readonly text: string;
}

/** The step on the other side, or the one that stored the content first. */
function stepOf(seen: Observation, name: 'other' | 'origin'): StepFact {
  return {
    keyword: String(fieldOf(seen, name, 'keyword') ?? ''),
    text: String(fieldOf(seen, name, 'text') ?? ''),
  };
}

function isCopy({ keyword }: StepFact): boolean {
  return keyword === 'COPY' || keyword === 'ADD';
}

function deletedFix(seen: Observation): string {
  const command = commandOf(seen);
  const deletion = stepOf(seen, 'other');
  const origin = stepOf(seen, 'origin');
  if (isCopy(origin)) {
    const at = fieldOf(seen, 'origin', 'layer');
    const which = at === seen.place.layer ? `the ${origin.keyword}` : `the ${origin.keyword} of layer ${at}`;
    return `Leave ${placesText(seen)} out of ${which} (ignore file, \`--exclude\`), or take it in with \`RUN --mount=type=bind\` where it is used.`;
  }
  if (command !== null && deletion.keyword === 'RUN') {
    const isNext = layersOf(seen)[0] === (seen.place.layer ?? 0) + 1;
    return isNext || NEEDLESS.test(seen.place.path ?? '')
      ? `Delete in the same step: \`${appended(command, shortened(deletion.text))}\`.`
      : `Make, use and delete in one step: \`${appended(command, `… && ${shortened(deletion.text)}`)}\`, or use it in a stage of its own.`;
  }
  return 'Delete in the step that stores it.';
}

function metadataFix(seen: Observation): string {
  const command = commandOf(seen);
  const origin = stepOf(seen, 'origin');
  if (command === null)
    return `Leave ${placesText(seen)} out of this step (ignore file, \`--exclude\`): it is there already; or give it its owner and mode where it comes in first.`;
  if (listFact(seen, 'changed').length === 0 && /\bch(?:own|mod)\b/.test(command))
    return `Drop the ${changer(command)}: owner and mode are so already.`;
  const flags = [ownerOf(command), modeOf(command)].filter((flag) => flag !== '').join(' ');
  if (flags !== '' && isCopy(origin))
    return `Write \`${origin.keyword} ${flags} ${copyArguments(origin.text)}\` and drop the ${changer(command)}.`;
  if (flags !== '' && origin.keyword === 'RUN')
    return `Do it in the step that makes the files: \`${appended(origin.text, shortened(command))}\`.`;
  return /\bch(?:own|mod)\b/.test(command)
    ? 'Give owner and mode where the files come in: `COPY --chown=… --chmod=…`.'
    : `Leave out what writes ${placesText(seen)} again: the content is there already.`;
}

/** What the classic builder wrote in place of names is gone; `…` stands for it. */
function copyArguments(text: string): string {
  const classic = /^(?:file|dir|multi):[0-9a-f]+ in (.*)$/.exec(text);
  return classic === null ? text.replace(/^(?:--ch(?:own|mod)=\S+ )+/, '') : `… ${classic[1]}`;
}

function changer(command: string): string {
  return /\bchown\b/.test(command) ? (/\bchmod\b/.test(command) ? 'chown and chmod' : 'chown') : 'chmod';
}

function ownerOf(command: string): string {
  const owner = /\bchown (?:-\w+ |--[\w-]+ )*([\w.$:{}-]+)/.exec(command)?.[1];
  return owner === undefined ? '' : `--chown=${owner}`;
}

function modeOf(command: string): string {
  const mode =
    /\bchmod (?:-[a-zA-Z]+ |--[\w-]+ )*([0-7]{3,4}|[ugoa]*[+=-][rwxXst]+(?:,[ugoa]*[+=-][rwxXst]+)*)(?= )/.exec(
      command,
    )?.[1];
  return mode === undefined ? '' : `--chmod=${mode}`;
}

/** `layer 4`, `layers 4 and 6`; of many those that weigh most. */
function layersText(seen: Observation): string {
  const layers = layersOf(seen);
  if (layers.length === 1) return `layer ${layers[0]}`;
  const shown = layers.slice(0, 4).toSorted((a, b) => a - b);
  const others = layers.length - shown.length;
  return others > 0 ? `layers ${shown.join(', ')} and ${others} more` : `layers ${listed(shown.map(String))}`;
}

function verbOf(seen: Observation, one: string, many: string): string {
  return layersOf(seen).length === 1 ? one : many;
}

function otherLayers(seen: Observation): string {
  const own = seen.place.layer;
  const layers = layersOf(seen);
  return layers.length === 1 && layers[0] === own ? 'its own' : layersText(seen);
}

function layersOf({ facts }: Observation): readonly number[] {
  const layers = facts['layers'];
  return Array.isArray(layers) ? layers.map((item: { readonly layer: number }) => item.layer) : [];
}

function mostly(seen: Observation): string {
  const [first = ''] = listFact(seen, 'paths');
  const files = numberFact(seen, 'files');
  return files === 1 ? first : `${filesText(seen)} in ${placesText(seen)}, the largest ${first}`;
}

function changedText(seen: Observation): string {
  const changed = listFact(seen, 'changed');
  return changed.length === 0 ? 'with nothing changed' : `with only ${changed.join(' and ')} changed`;
}
