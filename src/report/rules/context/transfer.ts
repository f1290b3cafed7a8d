import { CONTEXT_SEVERITY } from '../../../context/rules/severities.ts';
import type { Observation } from '../../../core/finding.ts';
import { literalRule } from '../../../ignore/literal.ts';
import { fieldOf, filesText, isFact, listFact, numberFact, stakes, textFact } from '../facts.ts';
import type { RuleText } from '../rule-text.ts';

function othersText(count: number): string {
  return count === 0 ? '' : count === 1 ? ', nor is 1 other path' : `, nor are ${count} other paths`;
}

/** A rule is text, so what is not takes a wildcard. */
function wildcardRule(shown: string): string {
  return literalRule(shown.replace(/\\x[0-9a-f]{2}/g, '\0')).replaceAll('\0', '?');
}

/** What becomes of files on their way to the builder. */
export const TRANSFER_RULES: readonly RuleText[] = [
  {
    id: 'context/arrives-empty',
    severity: CONTEXT_SEVERITY['context/arrives-empty'],
    title: 'A file arrives empty',
    what: 'A file that BuildKit announces and then, asking the rules by another method, does not find: it arrives empty, without a message.',
    why: 'The build goes on with an empty file.',
    cure: 'Put the exceptions last, or do not exclude a directory and bring back parts of it by rules before the one that excludes it.',
    measured: 'The sizes of the files.',
    off: 'Never.',
    message: (seen) =>
      `${filesText(seen)} ${verb(seen, 'arrives', 'arrive')} empty without a message, ${seen.place.path} for one: BuildKit's walk and its opener disagree about the rules.`,
    fix: () => 'Move the exception below the rules that exclude the directory.',
  },
  {
    id: 'context/lost-to-pruning',
    severity: CONTEXT_SEVERITY['context/lost-to-pruning'],
    title: 'A file is lost in a skipped directory',
    what: 'A file that an exception brings back, in a directory into which the builder does not look: BuildKit takes `!a/*/**` for the plain path `a`; the classic builder looks only where an exception names the directory.',
    why: 'The file is missing in the image, and nobody says so.',
    cure: 'Name the directories in exceptions of their own.',
    measured: 'The sizes of the files.',
    off: 'Never.',
    message: (seen) =>
      `\`${textFact(seen, 'rule')}\` would bring ${filesText(seen)} back, ${seen.place.path} for one, but the builder skips the directory.`,
    fix: (seen) =>
      textFact(seen, 'rule').endsWith('/*/**')
        ? `Write \`${textFact(seen, 'rule').slice(0, -5)}/**\` instead.`
        : `Add \`!${literalRule(seen.place.path ?? '')}\`, or build with BuildKit.`,
  },
  {
    id: 'context/unreadable',
    severity: CONTEXT_SEVERITY['context/unreadable'],
    title: 'A file cannot be read',
    what: 'A file that is sent and that the current user may not read.',
    why: 'BuildKit sends it empty, without a message; the classic builder fails.',
    cure: 'Change its permissions, or exclude it.',
    measured: 'The size of the file.',
    off: 'Never.',
    message: (seen) => `${seen.place.path} cannot be read: it arrives empty, or fails the build.`,
    fix: (seen) => `Change its permissions, or exclude \`${literalRule(seen.place.path ?? '')}\`.`,
  },
  {
    id: 'context/special-file',
    severity: CONTEXT_SEVERITY['context/special-file'],
    title: 'A socket, pipe or device is sent',
    what: 'A socket, a named pipe or a device that no rule excludes.',
    why: 'A socket arrives as an empty file, or not at all; pipes and devices have no place in a context.',
    cure: 'Exclude it.',
    measured: 'Nothing: it has no content.',
    off: 'When the image needs a named pipe.',
    message: (seen) => `${seen.place.path} is a ${textFact(seen, 'kind')}, and it is sent.`,
    fix: (seen) => `Exclude \`${literalRule(seen.place.path ?? '')}\`.`,
  },
  {
    id: 'context/unsendable-name',
    severity: CONTEXT_SEVERITY['context/unsendable-name'],
    title: 'A name is not UTF-8',
    what: 'A path, or the target of a link, whose bytes are not UTF-8, and that BuildKit would transfer for the Dockerfile.',
    why: 'BuildKit fails on it: `string field contains invalid UTF-8`. The classic builder takes it.',
    cure: 'Rename it, or exclude it.',
    measured: 'Nothing.',
    off: 'When only the classic builder is used.',
    message: (seen) =>
      `${seen.place.path} is not UTF-8${othersText(numberFact(seen, 'entries') - 1)}: BuildKit fails on it.`,
    fix: (seen) => `Rename it, or exclude \`${wildcardRule(seen.place.path ?? '')}\`.`,
  },
  {
    id: 'context/case-collision',
    severity: CONTEXT_SEVERITY['context/case-collision'],
    title: 'Two names differ only in case',
    what: 'Two entries of a directory that are sent and whose names differ only in case.',
    why: 'On macOS and Windows only one of them can be there, so that builds differ from machine to machine.',
    cure: 'Rename one of them.',
    measured: 'The size of the second one.',
    off: 'When nobody builds on such a machine.',
    message: (seen) => `${seen.place.path} and ${textFact(seen, 'other')} differ only in case.`,
    fix: () => 'Rename one of them.',
  },
  {
    id: 'context/huge-symlink-target-outside',
    severity: CONTEXT_SEVERITY['context/huge-symlink-target-outside'],
    title: 'A link leads out of the context',
    what: 'A link to a file above the limit (10 MB, or --max-file), or by a relative path to a directory, outside of the context.',
    why: 'The link is sent, what it leads to is not: in the image it dangles.',
    cure: 'Copy the target into the context, or use a named context for its directory.',
    measured: 'The size of the file that is not sent.',
    off: 'When the link is meant for a path of the image.',
    message: (seen) =>
      `${seen.place.path} leads out of the context to ${textFact(seen, 'target')}, which is not sent${isFact(seen, 'isDirectory') ? '' : ` (${stakes(seen)})`}.`,
    fix: () => 'Hand the directory over with --build-context, or copy it.',
  },
];

/** What the instructions of the Dockerfile make of the context. */
export const COPY_RULES: readonly RuleText[] = [
  {
    id: 'context/sent-not-needed',
    severity: CONTEXT_SEVERITY['context/sent-not-needed'],
    title: 'No instruction needs what is sent',
    what: 'Directories of the context, with 10 kB or more, from which no COPY, ADD or bind mount of the stages that are built takes anything.',
    why: 'BuildKit leaves them at home; the classic builder sends them with every build.',
    cure: 'Exclude them.',
    measured: 'Files in directories of the root that no instruction takes.',
    off: 'When other Dockerfiles share the context.',
    message: (seen) =>
      `No instruction takes ${filesText(seen)} in ${listFact(seen, 'paths').slice(0, 3).join(', ')}: ${stakes(seen)} that only the classic builder sends.`,
    fix: (seen) =>
      `Exclude ${listFact(seen, 'paths')
        .slice(0, 3)
        .map((path) => `\`${literalRule(path)}\``)
        .join(', ')}.`,
  },
  {
    id: 'context/copy-of-excluded',
    severity: CONTEXT_SEVERITY['context/copy-of-excluded'],
    title: 'COPY of something that is excluded',
    what: 'A source of COPY, ADD or a bind mount that is there on disk while the rules exclude it, or the target of a link on its way. An error for a plain path, a warning for a wildcard.',
    why: 'The build fails with `not found`; with a wildcard it goes on without the files.',
    cure: 'Bring the path back with a `!` rule, or copy something else.',
    measured: 'Nothing: the files are not sent.',
    off: 'Never.',
    message: (seen) =>
      `${textFact(seen, 'source')} is excluded${ruleText(seen)}${isFact(seen, 'wildcard') ? ', and the wildcard matches nothing else' : `: the build fails on ${seen.place.path}`}.`,
    fix: (seen) => `Add \`!${literalRule(seen.place.path ?? '')}\` at the end of the ignore file.`,
  },
  {
    id: 'context/copy-source-missing',
    severity: CONTEXT_SEVERITY['context/copy-source-missing'],
    title: 'COPY of something that is not there',
    what: 'A source of COPY, ADD or a bind mount that is not in the context. An error for a plain path, a warning for a wildcard that matches nothing.',
    why: 'The build fails with `not found`; with a wildcard it goes on without the files.',
    cure: 'Correct the path: it is relative to the root of the context, and case counts.',
    measured: 'Nothing.',
    off: 'When the file is made before the build.',
    message: (seen) => {
      const source = textFact(seen, 'source');
      if (!isFact(seen, 'wildcard')) return `${source} is not in the context: the build fails.`;
      return `${source} matches nothing, and the build goes on${isFact(seen, 'doubleStar') ? ': `**` is no more than `*` for COPY' : ''}.`;
    },
    fix: (seen) =>
      isFact(seen, 'doubleStar')
        ? 'Use `COPY --parents`, which takes `**` for every level.'
        : 'Correct the path.',
  },
  {
    id: 'context/copy-of-broken-link',
    severity: CONTEXT_SEVERITY['context/copy-of-broken-link'],
    title: 'COPY of a link that leads nowhere',
    what: 'A source that is a link, or a wildcard that matches one, whose target is missing, outside of the context, or the link itself.',
    why: 'COPY follows the links that it names, and the build fails: one dangling link in the root is enough for `COPY * /`.',
    cure: 'Remove or exclude the link, or copy the directory around it, which takes links as they are.',
    measured: 'Nothing.',
    off: 'Never.',
    message: (seen) =>
      `${textFact(seen, 'source')} follows the link ${textFact(seen, 'link')}, which ${isFact(seen, 'loop') ? 'goes round in a circle' : 'leads nowhere in the context'}: the build fails.`,
    fix: (seen) => `Remove the link, or exclude \`${literalRule(textFact(seen, 'link'))}\`.`,
  },
  {
    id: 'context/copy-widened-by-link',
    severity: CONTEXT_SEVERITY['context/copy-widened-by-link'],
    title: 'A link makes a wildcard transfer too much',
    what: 'A source with a wildcard before its last segment that matches a link: BuildKit then asks for everything that the wildcard matches.',
    why: 'One link in the root makes `COPY */package.json .` transfer the whole context.',
    cure: 'Name the directories, or exclude the link by moving it below the level of the wildcard.',
    measured: 'Bytes that BuildKit transfers beyond what the instructions take.',
    off: 'When the context is small.',
    message: (seen) =>
      `${textFact(seen, 'source')} makes BuildKit transfer all of ${textFact(seen, 'transferred')}, because ${seen.place.path} is a link: ${stakes(seen)} too much.`,
    fix: () => 'Name the directories instead of the wildcard, or move the link.',
  },
];

function verb(seen: Observation, one: string, many: string): string {
  return numberFact(seen, 'files') === 1 ? one : many;
}

function ruleText(seen: Observation): string {
  const line = fieldOf(seen, 'rule', 'line');
  if (line === null) return '';
  return ` by ${fieldOf(seen, 'rule', 'file')}:${line} (\`${fieldOf(seen, 'rule', 'text')}\`)`;
}
