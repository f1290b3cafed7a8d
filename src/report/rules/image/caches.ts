import type { RuleText } from '../rule-text.ts';
import { cacheRule } from './cache-rule.ts';
import { appended, mounted, rewritten, upTo } from './snippet.ts';

const ONLY_BUILDS = 'Only the next installation reads it, and that happens in another build.';

/** What package managers of a distribution leave behind. */
export const SYSTEM_CACHE_RULES: readonly RuleText[] = [
  cacheRule({
    id: 'image/apt-lists-kept',
    title: 'Package lists of apt are kept',
    places: 'var/lib/apt/lists',
    thing: "apt's package lists",
    why: 'They are out of date within days, and every apt-get update fetches them again.',
    cure: 'Remove them in the RUN that fetched them: `&& rm -rf /var/lib/apt/lists/*` at its end, or `--mount=type=cache,target=/var/lib/apt`.',
    snippet: (command) => appended(command, 'rm -rf /var/lib/apt/lists/*'),
  }),
  cacheRule({
    id: 'image/apt-archives-kept',
    title: 'Downloaded packages of apt are kept',
    places: 'var/cache/apt',
    thing: 'downloaded packages and caches of apt',
    why: 'They are installed already. The images of Debian and Ubuntu clean up by themselves; an image with other apt settings does not.',
    cure: 'End the RUN with `&& apt-get clean`, or give it `--mount=type=cache,target=/var/cache/apt`.',
    snippet: (command) => appended(command, 'apt-get clean && rm -f /var/cache/apt/*.bin'),
  }),
  cacheRule({
    id: 'image/apk-cache-kept',
    title: 'The cache of apk is kept',
    places: 'var/cache/apk and etc/apk/cache',
    thing: "apk's index and packages",
    why: ONLY_BUILDS,
    cure: 'Use `apk add --no-cache`, which keeps neither index nor packages.',
    snippet: (command) =>
      rewritten(command, /\bapk add (?!.*--no-cache)/, 'apk add --no-cache ') ??
      appended(command, 'rm -rf /var/cache/apk/*'),
  }),
  cacheRule({
    id: 'image/yum-cache-kept',
    title: 'The cache of yum, dnf or zypper is kept',
    places: 'var/cache/yum, var/cache/dnf, var/cache/libdnf5, var/cache/tdnf and var/cache/zypp',
    thing: 'metadata and packages of the package manager',
    why: ONLY_BUILDS,
    cure: 'End the RUN with `&& dnf clean all` (or yum, microdnf, zypper), or give it a cache mount.',
    snippet: (command, path) => appended(command, cleanCommand(command, path)),
  }),
];

function cleanCommand(command: string, path: string): string {
  const manager =
    /\b(zypper|microdnf|tdnf|dnf5|dnf|yum)\b/.exec(command)?.[1] ??
    (path.includes('zypp') ? 'zypper' : 'dnf');
  const root = upTo(path, [
    'var/cache/yum',
    'var/cache/dnf',
    'var/cache/libdnf5',
    'var/cache/tdnf',
    'var/cache/zypp',
  ]);
  return `${manager} clean ${manager === 'zypper' ? '--all' : 'all'}${root === null ? '' : ` && rm -rf ${root}`}`;
}

/** Caches of the package managers of languages. */
export const LANGUAGE_CACHE_RULES: readonly RuleText[] = [
  cacheRule({
    id: 'image/pip-cache-kept',
    title: 'The cache of pip is kept',
    places: '.cache/pip, .cache/uv, .cache/pypoetry and .cache/pipenv of any home',
    thing: 'downloads and wheels of pip',
    why: ONLY_BUILDS,
    cure: 'Install with `pip install --no-cache-dir`, or give the RUN `--mount=type=cache,target=/root/.cache/pip`.',
    snippet: (command, path) =>
      path.includes('.cache/pip')
        ? (rewritten(command, /\b(pip[\d.]*) install (?!.*--no-cache-dir)/, '$1 install --no-cache-dir ') ??
          mount(command, path, ['.cache/pip', '.cache/pipenv']))
        : mount(command, path, ['.cache/uv', '.cache/pypoetry']),
  }),
  cacheRule({
    id: 'image/npm-cache-kept',
    title: 'The cache of npm is kept',
    places: '.npm of any home',
    thing: "npm's cache",
    why: ONLY_BUILDS,
    cure: 'Give the RUN `--mount=type=cache,target=/root/.npm`, or end it with `&& npm cache clean --force`.',
    snippet: (command, path) => mount(command, path, ['.npm']),
  }),
  cacheRule({
    id: 'image/yarn-cache-kept',
    title: 'The cache of yarn, pnpm or bun is kept',
    places:
      '.cache/yarn, .yarn/berry/cache, .pnpm-store, .local/share/pnpm/store, pnpm/store, .cache/pnpm and .bun/install/cache',
    thing: "the package manager's cache",
    why: 'Only the next installation reads it. Files of a store that node_modules links to are no waste, and are not counted.',
    cure: 'Give the RUN a cache mount for the directory, or end it with `&& yarn cache clean` (`pnpm store prune`, `bun pm cache rm`).',
    snippet: (command, path) =>
      mount(command, path, [
        '.cache/yarn',
        '.yarn/berry/cache',
        '.pnpm-store',
        '.local/share/pnpm/store',
        'pnpm/store',
        '.cache/pnpm',
        '.bun/install/cache',
      ]),
  }),
  cacheRule({
    id: 'image/go-build-cache-kept',
    title: 'Caches of go are kept',
    places: '.cache/go-build and go/pkg/mod',
    thing: "go's build cache and module sources",
    why: 'A compiled program needs neither.',
    cure: 'Build in a stage of its own and copy the program out, or give the RUN cache mounts for /root/.cache/go-build and /go/pkg/mod.',
    snippet: (command) => mounted(command, ['/root/.cache/go-build', '/go/pkg/mod']),
  }),
  cacheRule({
    id: 'image/cargo-registry-kept',
    title: 'The registry of cargo is kept',
    places: 'registry and git of a .cargo or cargo directory',
    thing: "cargo's registry and checkouts",
    why: 'A compiled program needs no sources of its crates.',
    cure: 'Build in a stage of its own and copy the program out, or give the RUN `--mount=type=cache,target=/usr/local/cargo/registry`.',
    snippet: (command, path) =>
      mount(command, path, ['.cargo/registry', '.cargo/git', 'cargo/registry', 'cargo/git']),
  }),
  cacheRule({
    id: 'image/conda-pkgs-kept',
    title: 'Packages of conda are kept',
    places: 'pkgs of a conda installation',
    thing: "conda's downloaded packages",
    why: 'They are installed already. Files that an environment links to are no waste, and are not counted.',
    cure: 'End the RUN with `&& conda clean -afy`.',
    snippet: (command) =>
      appended(command, `${/\b(mamba|micromamba)\b/.exec(command)?.[1] ?? 'conda'} clean -afy`),
  }),
  cacheRule({
    id: 'image/maven-gradle-cache-kept',
    title: 'Caches of Maven, Gradle, Ivy or sbt are kept',
    places: '.m2/repository, .gradle, .ivy2/cache, .sbt/boot and .cache/coursier of any home',
    thing: "the build tool's downloads",
    why: 'The program was built with them and has its own copies.',
    cure: 'Build in a stage of its own and copy the artefact out, or give the RUN a cache mount for the directory.',
    snippet: (command, path) => mount(command, path, ['.m2', '.gradle', '.ivy2', '.sbt', '.cache/coursier']),
  }),
];

function mount(command: string, path: string, names: readonly string[]): string | null {
  const root = upTo(path, names);
  return root === null ? null : mounted(command, [root]);
}
