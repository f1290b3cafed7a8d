import { literalRule } from '../../ignore/literal.ts';
import type { RuleText } from '../rule-text.ts';
import { sizeText } from '../size-text.ts';

const HUMAN = { bytes: false, units: 'si' } as const;

/** What plimsoll says about build contexts. */
export const CONTEXT_RULES: readonly RuleText[] = [
  {
    id: 'context/oversized-file',
    severity: 'warning',
    title: 'A large file is sent',
    what: 'A file above the limit (10 MB, or --max-file) that no rule of the ignore file excludes.',
    why: 'Most files of this size are data, dumps or builds that landed in the context by chance, and every build waits for them.',
    cure: 'Exclude it in the ignore file, or raise the limit when the image needs it.',
    measured: 'The size of the file.',
    off: 'When large files belong into the image.',
    message: ({ place, bytes, facts }) =>
      `${place.path} is sent: ${sizeText(bytes, HUMAN)}, above the limit of ${sizeText(Number(facts['limit']), HUMAN)}.`,
    fix: ({ place, facts }) =>
      `Add \`${literalRule(place.path ?? '')}\` to ${facts['ignoreFile'] ?? '.dockerignore'}.`,
  },
];
