import type { Observation } from '../../../core/finding.ts';
import { IMAGE_SEVERITY } from '../../../image/rules/severities.ts';
import { isFact, listed, listFact, numberFact, textFact, withArticle } from '../facts.ts';
import type { RuleText } from '../rule-text.ts';

/** What should be nobody's business. */
export const SECRET_RULES: readonly RuleText[] = [
  {
    id: 'image/secret-file',
    severity: IMAGE_SEVERITY['image/secret-file'],
    title: 'A secret is in the image',
    what: 'Private keys, environment files, credentials of clouds, clusters and registries, and key stores, in any layer: also where a later one deletes them. Names raise the suspicion, the first bytes settle it. A note for environment files without a telling name in them, and for what comes with packages, which is mostly material of tests.',
    why: 'Whoever can pull the image can read every layer of it. A later deletion changes nothing.',
    cure: 'Revoke the secret, then build anew with `RUN --mount=type=secret`, or leave the file out of the context.',
    measured: 'The size of the file.',
    off: 'When the file is a fixture without power.',
    message: (seen) =>
      `${seen.place.path} looks like a secret: ${withArticle(textFact(seen, 'kind'))}${goneText(seen)}.`,
    fix: (seen) => {
      if (seen.own === false) return 'The base image stores it: whoever made the base must revoke it.';
      return /^(?:COPY|ADD) /.test(seen.place.instruction ?? '')
        ? 'Revoke it. Exclude the file in .dockerignore, and hand it over with `RUN --mount=type=secret,id=…,target=…` where the build needs it.'
        : 'Revoke it. Let the step read it from `RUN --mount=type=secret,id=…`, which stores nothing.';
    },
  },
  {
    id: 'image/secret-in-history',
    severity: IMAGE_SEVERITY['image/secret-in-history'],
    title: 'A secret is in the history',
    what: 'Build arguments, environment variables and commands whose name or shape is that of a secret: passwords, tokens, keys, URLs with a password. Values are never shown; instructions in reports have *** in their place.',
    why: 'Whoever has the image sees it with `docker history` or `docker inspect`.',
    cure: 'Revoke the secret, then hand it over with `RUN --mount=type=secret`; a program gets it when it runs.',
    measured: 'Nothing.',
    off: 'When the value is a placeholder.',
    message: (seen) => {
      const times = numberFact(seen, 'times');
      const name = textFact(seen, 'name');
      const what = isFact(seen, 'variable')
        ? `${whereText(seen)} ${name} looks like a secret`
        : `An instruction holds what looks like a secret (${name})`;
      return `${what}, and the history shows its value${times > 1 ? ` ${times} times` : ''}.`;
    },
    fix: (seen) =>
      seen.own === false
        ? 'The base image tells it: whoever made the base must revoke it.'
        : `Revoke it, and hand it over with \`RUN --mount=type=secret,id=${idOf(seen)}\`.`,
  },
];

function goneText(seen: Observation): string {
  const layers = listFact(seen, 'layers');
  const stored = layers.length === 1 ? `layer ${layers[0]} stores it` : `layers ${listed(layers)} store it`;
  if (isFact(seen, 'visible')) return '';
  return typeof seen.facts['goneIn'] === 'number'
    ? `; layer ${seen.facts['goneIn']} hides it, but ${stored} all the same`
    : `; it is hidden in the end, but ${stored} all the same`;
}

function whereText(seen: Observation): string {
  switch (textFact(seen, 'keyword')) {
    case 'ENV':
      return 'The environment variable';
    case 'LABEL':
      return 'The label';
    case 'ARG':
      return 'The build argument';
    default:
      return 'The variable';
  }
}

function idOf(seen: Observation): string {
  const name = textFact(seen, 'name');
  return isFact(seen, 'variable') ? `${name},env=${name}` : '…';
}
