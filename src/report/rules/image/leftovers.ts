import type { Observation } from '../../../core/finding.ts';
import { IMAGE_SEVERITY } from '../../../image/rules/severities.ts';
import { filesText, listFact, numberFact, placesText, stakes } from '../facts.ts';
import type { RuleText } from '../rule-text.ts';
import { ownFix } from './cache-rule.ts';
import { appended, commandOf } from './snippet.ts';

const MEASURED = 'The size of the files that remain visible.';

/** What is in the final tree and no program needs. */
export const LEFTOVER_RULES: readonly RuleText[] = [
  {
    id: 'image/build-tools-kept',
    severity: IMAGE_SEVERITY['image/build-tools-kept'],
    title: 'Compilers and headers are in the image',
    what: 'Headers, compilers, linkers and their libraries (gcc, clang and make in usr/bin, usr/include, usr/lib/gcc, llvm, go, rustup) where the final tree holds a compiler. A note below 100 kB (in small images 1 %, but 10 kB).',
    why: 'They are large, no program needs them to run, and they help whoever breaks in.',
    cure: 'Build in a stage of its own and copy the result: `FROM … AS build`, then `COPY --from=build /out /app`.',
    measured: MEASURED,
    off: 'When the image is made to build with.',
    message: (seen) => `${stakes(seen)} of compilers and headers are in the image (${where(seen)}).`,
    fix: ownFix(
      () =>
        'Build in a stage of its own, and copy the result into the final one: `COPY --from=build /out /app`.',
    ),
  },
  {
    id: 'image/docs-kept',
    severity: IMAGE_SEVERITY['image/docs-kept'],
    title: 'Documentation is in the image',
    what: 'Manual pages, documentation and translations below usr/share, from 100 kB on (in small images from 1 % of them, but 10 kB); copyright files are meant to stay.',
    why: 'Nobody reads them in a container.',
    cure: 'Leave them out when packages are installed: `path-exclude` lines in /etc/dpkg/dpkg.cfg.d for dpkg, `--nodocs` for dnf, and no `-doc` packages for apk.',
    measured: MEASURED,
    off: 'When people work inside of the container.',
    message: (seen) => `${stakes(seen)} of documentation and translations are in the image (${where(seen)}).`,
    fix: ownFix(
      (seen) => append(seen, docsRemoval(seen)) ?? 'Leave documentation out when packages are installed.',
    ),
  },
  {
    id: 'image/log-files',
    severity: IMAGE_SEVERITY['image/log-files'],
    title: 'Log files are in the image',
    what: 'Files with content below var/log, and files ending in .log anywhere.',
    why: 'They tell of the build, not of the program, and change with every build.',
    cure: 'Remove them in the RUN that wrote them.',
    measured: MEASURED,
    off: 'When the logs are kept to trace how the image was made.',
    message: (seen) => `${stakes(seen)} of log files are in the image (${where(seen)}).`,
    fix: ownFix((seen) => append(seen, removal(seen)) ?? 'Leave log files out of what is copied.'),
  },
  {
    id: 'image/temporary-files',
    severity: IMAGE_SEVERITY['image/temporary-files'],
    title: 'Temporary files are in the image',
    what: 'Files with content below tmp and var/tmp. A note below 100 kB (in small images 1 %, but 10 kB).',
    why: 'What a step needed while it ran is stored and pulled for good.',
    cure: 'Remove them in the RUN that wrote them, or give it `--mount=type=tmpfs,target=/tmp`.',
    measured: MEASURED,
    off: 'When a program expects files there.',
    message: (seen) => `${stakes(seen)} of temporary files are in the image (${where(seen)}).`,
    fix: ownFix(
      (seen) =>
        append(seen, removal(seen)) ?? 'Do not copy files to /tmp; mount them: `RUN --mount=type=bind`.',
    ),
  },
  {
    id: 'image/vcs-directory',
    severity: IMAGE_SEVERITY['image/vcs-directory'],
    title: 'Version control data is in the image',
    what: 'Files of .git, .hg and .svn directories that the final tree shows. A note below 100 kB (in small images 1 %, but 10 kB).',
    why: 'It holds every version of every file, secrets that were removed since among them.',
    cure: 'Exclude the directory in the ignore file; after a `git clone` remove it in the same RUN.',
    measured: MEASURED,
    off: 'When the program reads its repository.',
    message: (seen) => `${stakes(seen)} of version control data are in the image (${where(seen)}).`,
    fix: ownFix((seen) => append(seen, removal(seen)) ?? 'Add `**/.git` to .dockerignore.'),
  },
  {
    id: 'image/dev-dependencies',
    severity: IMAGE_SEVERITY['image/dev-dependencies'],
    title: 'Development dependencies are in the image',
    what: 'Well-known development tools (typescript, eslint, jest, webpack and the like), type declarations, tests and source maps inside of node_modules. A note below 100 kB (in small images 1 %, but 10 kB), and where no such tool is among them. What npm itself brings along does not count.',
    why: 'The program runs without them.',
    cure: 'Install with `npm ci --omit=dev` in the final stage, and build in an earlier one.',
    measured: MEASURED,
    off: 'When the image is made to test or to build in.',
    message: (seen) => `${stakes(seen)} of node_modules are of use in development only (${where(seen)}).`,
    fix: ownFix((seen) => devFix(commandOf(seen))),
  },
];

function where(seen: Observation): string {
  const [first = ''] = listFact(seen, 'paths');
  return numberFact(seen, 'files') === 1 ? first : `${filesText(seen)} in ${placesText(seen)}`;
}

function append(seen: Observation, more: string): string | null {
  const command = commandOf(seen);
  return command === null ? null : `Write \`${appended(command, more)}\`.`;
}

/** Removes the directory that holds all files of the finding, or what is in one that must stay. */
/** Removes what holds all files of the finding, and of a directory that must stay what is in it. */
function removal(seen: Observation): string {
  const places = listFact(seen, 'places').map((path) => {
    const repository = /^(?:.*\/)?\.(?:git|hg|svn)(?=\/|$)/.exec(path)?.[0];
    return `/${repository ?? path}${['tmp', 'var/tmp', 'var/log'].includes(path) ? '/*' : ''}`;
  });
  return `rm -rf ${[...new Set(places)].join(' ')}`;
}

/** Removes what the finding counts; copyright files stay. */
function docsRemoval(seen: Observation): string {
  const places = listFact(seen, 'places');
  const known = ['usr/share/doc', 'usr/share/man', 'usr/share/info', 'usr/share/locale'];
  const meant = places.every((path) => path.split('/').length > 2) ? places : known;
  const docs = meant.filter((path) => path.startsWith('usr/share/doc'));
  const others = meant.filter((path) => !path.startsWith('usr/share/doc'));
  return [
    ...(others.length === 0 ? [] : [`rm -rf ${others.map((path) => `/${path}`).join(' ')}`]),
    ...docs.map((path) => `find /${path} -type f ! -name copyright -delete`),
  ].join(' && ');
}

const OMITS = /--omit[= ]dev|--prod(?:uction)?\b|--only[= ]prod|\bNODE_ENV=production/;

function devFix(command: string | null): string {
  if (command !== null && OMITS.test(command))
    return 'Dependencies of the program bring these along: move what only development needs to devDependencies, and delete tests and source maps in the same RUN (`find node_modules -name "*.map" -delete`).';
  if (command !== null && / (?:-g|--global|global)\b/.test(command))
    return 'Install and use them in an earlier stage.';
  const install =
    command === null
      ? null
      : /\b(?:npm (?:ci|install|i)|yarn install|yarn|pnpm (?:install|i))\b/.exec(command)?.[0];
  if (install === null || install === undefined)
    return 'Install with `npm ci --omit=dev` in the final stage.';
  const flag = install.startsWith('npm')
    ? '--omit=dev'
    : install.startsWith('pnpm')
      ? '--prod'
      : '--production';
  return `Write \`RUN ${command!.replace(install, `${install} ${flag}`)}\`, and build in an earlier stage.`;
}
