import { CONTEXT_SEVERITY } from '../../../context/rules/severities.ts';
import type { Observation } from '../../../core/finding.ts';
import { literalRule } from '../../../ignore/literal.ts';
import { filesText, limitText, listFact, numberFact, stakes, textFact, withArticle } from '../facts.ts';
import type { RuleText } from '../rule-text.ts';

/** What is in a context though nobody put it there for the build. */
export const BY_PRODUCT_RULES: readonly RuleText[] = [
  {
    id: 'context/oversized-file',
    severity: CONTEXT_SEVERITY['context/oversized-file'],
    title: 'A large file is sent',
    what: 'A file above the limit (10 MB, or --max-file) that no rule of the ignore file excludes.',
    why: 'Most files of this size are data, dumps or builds that landed in the context by chance, and every build waits for them.',
    cure: 'Exclude it in the ignore file, or raise the limit when the image needs it.',
    measured: 'The size of the file.',
    off: 'When large files belong into the image.',
    message: (seen) => `${seen.place.path} is sent: ${stakes(seen)}, above the limit of ${limitText(seen)}.`,
    fix: ({ place, facts }) =>
      facts['isTar'] === true
        ? `Leave \`${place.path}\` out of the tar.`
        : `Add \`${literalRule(place.path ?? '')}\` to ${facts['ignoreFile'] ?? '.dockerignore'}.`,
  },
  {
    id: 'context/vcs-directory',
    severity: CONTEXT_SEVERITY['context/vcs-directory'],
    title: 'Version control data is sent',
    what: 'A directory of version control (.git, .hg, .svn and the like) of which files are sent, and which no instruction names.',
    why: 'It holds every version of every file, secrets that were removed since among them, and it changes with each commit, so that `COPY . .` never comes from the cache.',
    cure: 'Exclude the directory. A build that needs the revision gets it as a build argument.',
    measured: 'All that is sent below directories of this name.',
    off: 'When the image is meant to hold the repository.',
    message: directoryMessage,
    fix: directoryFix,
  },
  {
    id: 'context/dependency-directory',
    severity: CONTEXT_SEVERITY['context/dependency-directory'],
    title: 'Installed dependencies are sent',
    what: 'A directory in which a package manager installs (node_modules, vendor, .venv, target and the like) of which files are sent, and which no instruction names. Names that sources have, too, count only with what gives them away beside or inside them.',
    why: 'Dependencies belong to the machine on which they were installed: the image installs its own, and what comes with the context slows every build and overwrites them.',
    cure: 'Exclude the directory wherever it can come up.',
    measured: 'All that is sent below directories of this name.',
    off: 'When the image takes its dependencies from the context.',
    message: directoryMessage,
    fix: directoryFix,
  },
  {
    id: 'context/build-output',
    severity: CONTEXT_SEVERITY['context/build-output'],
    title: 'Build output is sent',
    what: 'A directory that builds, tests or caches fill (dist, .next, __pycache__, coverage and the like) of which files are sent, and which no instruction names. Names that sources have, too, count only when git ignores them, or, outside of a repository, with a manifest beside them.',
    why: 'The image builds its own; what a local build left behind may be stale, and changes the cache key of `COPY . .` with every build.',
    cure: 'Exclude the directory.',
    measured: 'All that is sent below directories of this name.',
    off: 'When the image is made of what was built outside.',
    message: directoryMessage,
    fix: directoryFix,
  },
  {
    id: 'context/git-ignored-yet-sent',
    severity: CONTEXT_SEVERITY['context/git-ignored-yet-sent'],
    title: 'What git ignores is sent',
    what: 'Files that git ignores (.gitignore files at every level, .git/info/exclude, the global file) and that the ignore file lets through, unless an instruction names them.',
    why: 'What is not worth a commit is seldom worth an image: logs, local settings, data, output.',
    cure: 'Exclude them. The lines of a .gitignore cannot be taken over as they are: in an ignore file of Docker a name means the root alone, `**/name` every level.',
    measured: 'All files that git ignores and that are sent.',
    off: 'When builds run on trees that hold what they need beside what is committed.',
    message: (seen) =>
      `Git ignores ${filesText(seen)} that ${numberFact(seen, 'files') === 1 ? 'is' : 'are'} sent: ${stakes(seen)}, most of it in ${listFact(seen, 'paths').slice(0, 3).join(', ')}.`,
    fix: (seen) => `Exclude ${ruleList(listFact(seen, 'paths').slice(0, 3))} in the ignore file.`,
  },
  {
    id: 'context/secret-file',
    severity: CONTEXT_SEVERITY['context/secret-file'],
    title: 'A secret is sent',
    what: 'A private key, an environment file, credentials of a cloud, a cluster or a registry, or a key store that is sent. Names raise the suspicion, the first bytes of the file settle it; small files whose names say nothing are looked into for private keys.',
    why: 'Whoever can pull the image, read the build cache or reach the builder can read what `COPY . .` took along, even after a later step deletes it.',
    cure: 'Exclude the file, and hand secrets over with `RUN --mount=type=secret`.',
    measured: 'The size of the file.',
    off: 'When the file is a fixture without power.',
    message: (seen) =>
      `${seen.place.path} is sent and looks like a secret: ${withArticle(textFact(seen, 'kind'))}.`,
    fix: ({ place }) =>
      `Exclude \`${literalRule(place.path ?? '')}\`, and use a secret mount where the build needs it.`,
  },
];

function directoryMessage(seen: Observation): string {
  const directories = numberFact(seen, 'directories');
  const [first = ''] = listFact(seen, 'paths');
  const where =
    directories === 1
      ? first
      : `${directories} directories named ${textFact(seen, 'name')}, the largest ${first},`;
  return `${where} ${directories === 1 ? 'is' : 'are'} sent: ${stakes(seen)} in ${filesText(seen)}.`;
}

function directoryFix(seen: Observation): string {
  const name = literalRule(textFact(seen, 'name'));
  const [first = ''] = listFact(seen, 'paths');
  const isInRoot = numberFact(seen, 'directories') === 1 && !first.includes('/');
  return `Add \`${isInRoot ? name : `**/${name}`}\` to the ignore file.`;
}

function ruleList(paths: readonly string[]): string {
  return paths.map((path) => `\`${literalRule(path.replace(/\/$/, ''))}\``).join(', ');
}
