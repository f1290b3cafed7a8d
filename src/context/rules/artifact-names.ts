import { endingFilter } from '../../core/ending-filter.ts';

/** What kind of by-product a directory holds. */
export type ArtifactKind = 'vcs' | 'dependency' | 'output';

/** What stands beside and inside a directory whose name alone does not say enough. */
interface Surroundings {
  /** Marker names beside it. */
  readonly beside: ReadonlySet<string>;
  /** Marker names directly inside. */
  readonly inside: ReadonlySet<string>;
  /** Null outside of a repository. */
  readonly isGitIgnored: boolean | null;
}

/** A directory name that by-products have. */
export interface ArtifactName {
  readonly kind: ArtifactKind;
  /** Absent: the name says it all. */
  readonly isIt?: (around: Surroundings) => boolean;
}

/** Files that tell what a project is built with. */
const MANIFESTS = [
  ...['package.json', 'pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', 'Cargo.toml', 'go.mod'],
  ...['pom.xml', 'build.gradle', 'build.gradle.kts', 'build.sbt', 'project.clj', 'composer.json', 'Gemfile'],
  ...['mix.exs', 'dune-project', 'CMakeLists.txt', 'Podfile', 'pubspec.yaml'],
  ...['*.csproj', '*.fsproj', '*.vbproj'],
] as const;

/** What stands inside of a directory of by-products. */
const CONTENTS = [
  ...['pyvenv.cfg', 'modules.txt', 'CACHEDIR.TAG', '.rustc_info.json', 'classes', 'debug', 'release'],
  ...['autoload.php', 'bundle'],
] as const;

type Marker = (typeof MANIFESTS)[number] | (typeof CONTENTS)[number];

const MARKERS: ReadonlySet<string> = new Set([...MANIFESTS, ...CONTENTS]);

const beside =
  (...markers: readonly Marker[]) =>
  (around: Surroundings): boolean =>
    markers.some((marker) => around.beside.has(marker));
const inside =
  (...markers: readonly Marker[]) =>
  (around: Surroundings): boolean =>
    markers.some((marker) => around.inside.has(marker));

/** Names that sources have, too: git decides, and outside of a repository a manifest beside it. */
const unlessCommitted =
  (...manifests: readonly Marker[]) =>
  (around: Surroundings): boolean =>
    around.isGitIgnored ?? beside(...manifests)(around);

/** Vendored sources are committed and built from, Go modules (`vendor/modules.txt`) among them; those of composer and bundler are installed. */
const notVendoredOnPurpose = (around: Surroundings): boolean =>
  around.isGitIgnored === true ||
  inside('autoload.php', 'bundle')(around) ||
  (around.isGitIgnored === null && !inside('modules.txt')(around));

const isRustOrJvm = (around: Surroundings): boolean =>
  beside('Cargo.toml', 'pom.xml', 'build.sbt', 'project.clj')(around) ||
  inside('CACHEDIR.TAG', '.rustc_info.json', 'classes', 'debug', 'release')(around);

const SURE: Readonly<Record<ArtifactKind, readonly string[]>> = {
  vcs: ['.git', '.hg', '.svn', '.bzr', '.jj', '_darcs', 'CVS'],
  dependency: [
    ...['node_modules', 'bower_components', 'jspm_packages', '.pnpm-store', '.venv', '.tox', '.nox'],
    ...['__pypackages__', 'elm-stuff'],
  ],
  output: [
    ...['.next', '.nuxt', '.output', '.svelte-kit', '.angular', '.turbo', '.parcel-cache', '.vite'],
    ...['.nyc_output', '__pycache__', '.pytest_cache', '.mypy_cache', '.ruff_cache', '.eggs', 'htmlcov'],
    ...['.gradle', '.dart_tool', '.terraform', '.serverless', '.aws-sam', 'cdk.out', '.docusaurus'],
    ...['storybook-static', 'DerivedData'],
  ],
};

const ASKED: readonly (readonly [
  name: string,
  kind: ArtifactKind,
  isIt: (around: Surroundings) => boolean,
])[] = [
  ['vendor', 'dependency', notVendoredOnPurpose],
  ['venv', 'dependency', inside('pyvenv.cfg')],
  ['env', 'dependency', inside('pyvenv.cfg')],
  ['target', 'dependency', isRustOrJvm],
  ['deps', 'dependency', beside('mix.exs')],
  ['Pods', 'dependency', beside('Podfile')],
  ['_build', 'output', beside('mix.exs', 'dune-project')],
  ['obj', 'output', beside('*.csproj', '*.fsproj', '*.vbproj')],
  [
    'bin',
    'output',
    (around) => around.isGitIgnored !== false && beside('*.csproj', '*.fsproj', '*.vbproj')(around),
  ],
  ['dist', 'output', unlessCommitted('package.json', 'pyproject.toml', 'setup.py')],
  ['out', 'output', unlessCommitted('package.json', 'CMakeLists.txt')],
  [
    'build',
    'output',
    unlessCommitted(
      ...(['package.json', 'pyproject.toml', 'setup.py', 'build.gradle', 'build.gradle.kts'] as const),
      ...(['CMakeLists.txt', 'pubspec.yaml'] as const),
    ),
  ],
  ['coverage', 'output', unlessCommitted('package.json', 'pyproject.toml', 'setup.py', 'composer.json')],
];

/** By-products by the name of their directory. */
export const ARTIFACT_NAMES: ReadonlyMap<string, ArtifactName> = new Map<string, ArtifactName>([
  ...Object.entries(SURE).flatMap(([kind, names]) =>
    names.map((name): [string, ArtifactName] => [name, { kind: kind as ArtifactKind }]),
  ),
  ...ASKED.map(([name, kind, isIt]): [string, ArtifactName] => [name, { kind, isIt }]),
]);

const PROJECT = 'proj';
const mayMark = endingFilter([...MARKERS, PROJECT]);

/** The marker that a name stands for; null when it tells nothing. */
export function markerOf(name: string): string | null {
  if (!mayMark(name)) return null;
  if (MARKERS.has(name)) return name;
  const marker = name.endsWith(PROJECT) ? `*${name.slice(name.lastIndexOf('.'))}` : '';
  return MARKERS.has(marker) ? marker : null;
}
