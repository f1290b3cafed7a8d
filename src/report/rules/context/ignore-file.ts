import { CONTEXT_SEVERITY } from '../../../context/rules/severities.ts';
import { groupDigits } from '../../../core/count-text.ts';
import type { Observation } from '../../../core/finding.ts';
import { filesText, listFact, numberFact, stakes, textFact } from '../facts.ts';
import type { RuleText } from '../rule-text.ts';

/** What is wrong with the ignore file and its rules. */
export const IGNORE_FILE_RULES: readonly RuleText[] = [
  {
    id: 'context/no-ignore-file',
    severity: CONTEXT_SEVERITY['context/no-ignore-file'],
    title: 'There is no ignore file',
    what: 'A context without an ignore file in which other findings name something that one would keep out: version control data, secrets, or at least 1 MB of by-products.',
    why: 'Everything in the directory is sent.',
    cure: 'Write a .dockerignore beside the Dockerfile; `plimsoll context --suggest` proposes its lines.',
    measured: 'The largest of the findings that an ignore file would settle.',
    off: 'When the context is made for the build alone.',
    message: (seen) => `There is no .dockerignore, and ${stakes(seen)} or more could stay at home.`,
    fix: () => 'Run `plimsoll context --suggest` for the lines that save most.',
  },
  {
    id: 'context/ignore-file-not-read',
    severity: CONTEXT_SEVERITY['context/ignore-file-not-read'],
    title: 'An ignore file is not read',
    what: 'An ignore file that was written for this build and that the builder does not look at: a .dockerignore in the root when NAME.dockerignore stands beside the Dockerfile, one beside a Dockerfile that is elsewhere, or NAME.dockerignore with the classic builder.',
    why: 'Docker reads one ignore file and never says which.',
    cure: 'Keep one ignore file: NAME.dockerignore beside the Dockerfile, or .dockerignore in the root of the context.',
    measured: 'Nothing: the rules of a file that is not read save nothing.',
    off: 'When both files are kept on purpose.',
    message: (seen) =>
      `${seen.place.file} is not read: ${UNREAD[textFact(seen, 'why')] ?? 'another file is.'}`,
    fix: (seen) => UNREAD_FIX[textFact(seen, 'why')] ?? null,
  },
  {
    id: 'context/invalid-rule',
    severity: CONTEXT_SEVERITY['context/invalid-rule'],
    title: 'A rule can never work',
    what: 'A rule that leads out of the context, that means the context itself, or that Docker cannot compile once it tries it. A rule that Docker refuses outright is an error, not a finding.',
    why: 'The build goes well until a path comes up on which such a rule is tried.',
    cure: 'Write patterns relative to the root of the context, with `/` between directories.',
    measured: 'Nothing: the rule decides nothing here.',
    off: 'Never.',
    message: (seen) =>
      `\`${textFact(seen, 'rule')}\` can never work: ${FLAWS[textFact(seen, 'flaw')] ?? 'it is broken'}.`,
    fix: () => 'Correct the line, or delete it.',
  },
  {
    id: 'context/unused-rule',
    severity: CONTEXT_SEVERITY['context/unused-rule'],
    title: 'A rule matches nothing',
    what: 'A rule that matches no path of the context, or an exception that finds nothing to bring back. Rules that guard against what may come do not count: names that start with a dot, by-products, logs and the like, and what git ignores, too.',
    why: 'It may be a typing error, or left over from a directory that is gone.',
    cure: 'Correct the line, or delete it.',
    measured: 'Nothing.',
    off: 'When ignore files are shared between projects.',
    message: (seen) =>
      textFact(seen, 'why') === 'no match'
        ? `\`${textFact(seen, 'rule')}\` matches nothing here.`
        : `\`${textFact(seen, 'rule')}\` brings nothing back: what it matches is not excluded.`,
    fix: () => 'Correct the line, or delete it.',
  },
  {
    id: 'context/shadowed-rule',
    severity: CONTEXT_SEVERITY['context/shadowed-rule'],
    title: 'Later rules overrule a rule',
    what: 'A rule that matches something, while for every match a later rule decides.',
    why: 'The last rule that matches wins: the line has no effect where it stands.',
    cure: 'Move the line below the rules that overrule it, or delete it.',
    measured: 'Nothing.',
    off: 'When ignore files are put together from parts.',
    message: (seen) => `\`${textFact(seen, 'rule')}\` decides nothing: later rules overrule every match.`,
    fix: () => 'Move it further down, or delete it.',
  },
  {
    id: 'context/inert-exception',
    severity: CONTEXT_SEVERITY['context/inert-exception'],
    title: 'An exception has no effect',
    what: 'A `!` rule that matches a directory which is not excluded while files below it are, or one that reaches only into directories that the builder skips whole.',
    why: 'A rule that could change nothing on a directory is not handed down to what is in it, and in a skipped directory no rule is tried.',
    cure: 'Name the excluded path itself: `!foo/bar`, or `!foo/**` for all below foo.',
    measured: 'Files below the directory that stay excluded.',
    off: 'Never.',
    message: (seen) =>
      textFact(seen, 'why') === 'inheritance'
        ? `\`${textFact(seen, 'rule')}\` does not bring ${seen.place.path} back: Docker tries it on the directory above, which is not excluded, and then no more.`
        : `\`${textFact(seen, 'rule')}\` brings nothing back: the builder does not look into the directory that it reaches into.`,
    fix: (seen) =>
      textFact(seen, 'why') === 'inheritance'
        ? `Write \`${textFact(seen, 'rule').replace(/\/+$/, '')}/**\` instead.`
        : 'Exclude less: `dir/*` instead of `dir` keeps the directory open for exceptions.',
  },
  {
    id: 'context/gitignore-habit',
    severity: CONTEXT_SEVERITY['context/gitignore-habit'],
    title: 'A rule means something else than in a .gitignore',
    what: 'A rule that Docker reads otherwise than git would, when the tree holds what shows it: a name or wildcard without a slash (the root alone, not every level), a comment behind a rule (part of the pattern), a slash at the end (files, too), `//` (no comment).',
    why: 'The two dialects look the same; files are sent, or left out, that the writer did not mean.',
    cure: 'Write `**/name` for every level, comments on lines of their own with `#` first.',
    measured: 'Files that are sent, or left out, against what git would do.',
    off: 'When the rules mean what Docker makes of them.',
    message: habitMessage,
    fix: (seen) => {
      const instead = textFact(seen, 'instead');
      return instead === ''
        ? null
        : `Write \`${instead}\`${textFact(seen, 'kind') === 'directories only' ? ' below it' : ''}.`;
    },
  },
  {
    id: 'context/slow-pruning',
    severity: CONTEXT_SEVERITY['context/slow-pruning'],
    title: 'A wildcard exception makes Docker read what it excludes',
    what: 'An exception with a wildcard, and excluded directories with 500 entries or more, into which BuildKit therefore looks.',
    why: 'One exception that is not a plain path makes BuildKit look into every excluded directory, node_modules for one, at each build.',
    cure: 'Name the paths that must come back, without wildcards (a `/**` at the end does no harm).',
    measured: 'Nothing is sent; the facts have the number of entries that are read in vain.',
    off: 'When the exceptions have to be open.',
    message: (seen) =>
      `\`${listFact(seen, 'exceptions')[0] ?? ''}\` makes BuildKit read ${groupDigits(numberFact(seen, 'entries'))} excluded entries, most of them in ${seen.place.path}.`,
    fix: () => 'Name what must come back without a wildcard.',
  },
];

const UNREAD: Readonly<Record<string, string>> = {
  shadowed: 'the one beside the Dockerfile takes its place, and the two are never merged.',
  beside: 'Docker looks in the root of the context, and for NAME.dockerignore beside the Dockerfile.',
  classic: 'the classic builder knows .dockerignore in the root alone.',
};
const UNREAD_FIX: Readonly<Record<string, string>> = {
  shadowed: 'Move its rules into the one that is read.',
  beside: 'Rename it to NAME.dockerignore, with the name of the Dockerfile.',
  classic: 'Move its rules into .dockerignore.',
};
const FLAWS: Readonly<Record<string, string>> = {
  'fails when tried': 'Docker fails as soon as it tries it on a path',
  outside: 'it leads out of the context',
  root: 'it means the context itself, which no rule touches',
};

function habitMessage(seen: Observation): string {
  const rule = `\`${textFact(seen, 'text')}\``;
  const [first = ''] = listFact(seen, 'paths');
  switch (textFact(seen, 'kind')) {
    case 'every level':
      return `${rule} means the root alone: ${filesText(seen)} below it ${numberFact(seen, 'files') === 1 ? 'is' : 'are'} sent (${stakes(seen)}), ${first} for one.`;
    case 'trailing comment':
      return `${rule} is one pattern, comment and all, and matches nothing: ${first} is not affected.`;
    case 'directories only':
      return `${rule} means files, too: ${first} is left out.`;
    default:
      return `${rule} is a rule, not a comment${first === '' ? '' : `: it leaves out ${first}`}.`;
  }
}
