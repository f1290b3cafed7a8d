import type { ImageRuleId } from './severities.ts';

/** What is known of a place beside the rules about it. */
export type Mark =
  | 'package-database'
  | 'compiler'
  | 'copyright'
  | 'bytecode'
  | 'development-tool'
  | 'npm-itself';

/** Below `directory`, at every place where such a directory may be: in a home, in the root, in a volume of a build. */
const anywhere = (...directories: readonly string[]): readonly string[] =>
  directories.map((directory) => `**/${directory}/**`);
const below = (...directories: readonly string[]): readonly string[] =>
  directories.map((directory) => `${directory}/**`);

const LLVM = Array.from({ length: 20 }, (_, n) => `usr/lib/llvm-${n + 7}`);

/** Programs of a tool chain; Debian puts the machine before the name, and the version behind it. */
const COMPILERS = ['gcc', 'g++', 'cc', 'c++', 'clang', 'clang++', 'gfortran'];
const TOOL_CHAIN = ['as', 'ld', 'ld.bfd', 'ld.gold', 'ld.lld', 'cpp', 'make', 'gmake', 'cmake', 'ninja'];
const inBin = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => [`usr/bin/${name}`, `usr/local/bin/${name}`]);
const versioned = (names: readonly string[]): readonly string[] =>
  ['x86_64', 'aarch64'].flatMap((machine) =>
    names.flatMap((name) => [
      `usr/bin/${machine}-linux-gnu-${name}`,
      ...Array.from({ length: 12 }, (_, n) => `usr/bin/${machine}-linux-gnu-${name}-${n + 8}`),
    ]),
  );
const COMPILER_PROGRAMS = [...inBin(COMPILERS), ...versioned(COMPILERS.slice(0, 2))];

/** Development tools that no program needs to run, as npm names them. */
const DEVELOPMENT_TOOLS = [
  ...[
    'typescript',
    'eslint',
    'prettier',
    'jest',
    'jest-cli',
    'mocha',
    'karma',
    'webpack',
    'webpack-cli',
    'vite',
    'jasmine',
    'ava',
    'vitest',
    'nyc',
    'c8',
  ],
  ...[
    'chai',
    'sinon',
    'cypress',
    'playwright',
    'playwright-core',
    'webpack-dev-server',
    'nodemon',
    'husky',
    'lint-staged',
  ],
  ...[
    'ts-jest',
    'ts-node-dev',
    'rollup',
    'gulp',
    'grunt',
    'tslint',
    'stylelint',
    'node-gyp',
    'ts-node',
    'concurrently',
    'standard',
  ],
  ...[
    '@typescript-eslint',
    '@jest',
    '@babel/core',
    '@babel/cli',
    '@babel/preset-env',
    '@babel/preset-react',
    '@babel/preset-typescript',
    '@testing-library',
    '@storybook',
    '@eslint',
    '@biomejs',
    '@vitest',
  ],
];

/** Where what a rule is about lies. */
export const RULE_PLACES: Readonly<Partial<Record<ImageRuleId, readonly string[]>>> = {
  'image/apt-lists-kept': below('var/lib/apt/lists'),
  'image/apt-archives-kept': below('var/cache/apt'),
  'image/apk-cache-kept': below('var/cache/apk', 'etc/apk/cache'),
  'image/yum-cache-kept': below(
    'var/cache/yum',
    'var/cache/dnf',
    'var/cache/libdnf5',
    'var/cache/tdnf',
    'var/cache/zypp',
  ),
  'image/pip-cache-kept': anywhere('.cache/pip', '.cache/uv', '.cache/pypoetry', '.cache/pipenv'),
  'image/npm-cache-kept': anywhere('.npm'),
  'image/yarn-cache-kept': anywhere(
    ...[
      '.cache/yarn',
      '.yarn/berry/cache',
      '.pnpm-store',
      '.local/share/pnpm/store',
      'pnpm/store',
      '.cache/pnpm',
      '.bun/install/cache',
    ],
  ),
  'image/go-build-cache-kept': anywhere('.cache/go-build', 'go/pkg/mod'),
  'image/cargo-registry-kept': anywhere('.cargo/registry', '.cargo/git', 'cargo/registry', 'cargo/git'),
  'image/conda-pkgs-kept': anywhere(
    ...[
      'conda/pkgs',
      'miniconda3/pkgs',
      'miniconda/pkgs',
      'anaconda3/pkgs',
      'miniforge3/pkgs',
      'mambaforge/pkgs',
    ],
    ...['micromamba/pkgs', '.conda/pkgs', '.mamba/pkgs'],
  ),
  'image/maven-gradle-cache-kept': anywhere(
    '.m2/repository',
    '.gradle',
    '.ivy2/cache',
    '.sbt/boot',
    '.cache/coursier',
  ),
  'image/build-tools-kept': [
    ...below('usr/include', 'usr/local/include', 'usr/lib/gcc', 'usr/libexec/gcc', ...LLVM),
    ...below('usr/local/go', 'usr/lib/go', 'usr/local/rustup/toolchains', 'root/.rustup/toolchains'),
    ...COMPILER_PROGRAMS,
    ...inBin(TOOL_CHAIN),
    ...versioned(TOOL_CHAIN.slice(0, 5)),
  ],
  'image/docs-kept': below(
    'usr/share/doc',
    'usr/share/man',
    'usr/share/info',
    'usr/share/locale',
    'usr/local/share/man',
    'usr/share/gtk-doc',
  ),
  'image/log-files': [...below('var/log'), '**/*.log'],
  'image/temporary-files': below('tmp', 'var/tmp'),
  'image/vcs-directory': anywhere('.git', '.hg', '.svn'),
  'image/dev-dependencies': [
    ...anywhere(...DEVELOPMENT_TOOLS.map((tool) => `node_modules/${tool}`)),
    ...[
      '**/node_modules/**/*.map',
      ...anywhere('node_modules/@types', 'node_modules/**/__tests__'),
      ...anywhere(...['test', 'tests', '*/test', '*/tests'].map((tests) => `node_modules/*/${tests}`)),
    ],
  ],
};

/** Where a package manager writes with every step, whoever writes the Dockerfile. */
export const MARKED_PLACES: Readonly<Record<Mark, readonly string[]>> = {
  'package-database': [
    ...below(
      'var/lib/dpkg',
      'var/lib/rpm',
      'usr/lib/sysimage/rpm',
      'lib/apk/db',
      'usr/lib/apk/db',
      'var/lib/pacman',
    ),
    ...below('var/lib/dnf', 'var/lib/yum', 'var/lib/zypp', 'var/cache/debconf', 'var/cache/ldconfig'),
    ...['var/lib/apt/extended_states', 'etc/ld.so.cache', 'etc/apk/world'],
    ...['passwd', 'group', 'shadow', 'gshadow'].flatMap((name) => [`etc/${name}`, `etc/${name}-`]),
  ],
  compiler: ['cc1', 'cc1plus', 'bin/clang', 'bin/rustc', 'f951']
    .map((name) => `**/${name}`)
    .concat('usr/local/go/pkg/tool/*/compile', 'usr/local/go/bin/go', COMPILER_PROGRAMS),
  copyright: ['usr/share/doc/*/copyright'],
  bytecode: ['**/*.pyc'],
  'development-tool': anywhere(...DEVELOPMENT_TOOLS.map((tool) => `node_modules/${tool}`)),
  'npm-itself': anywhere(...['npm', 'yarn', 'pnpm', 'corepack'].map((tool) => `lib/node_modules/${tool}`)),
};

/** Rules about what steps leave behind without a need: caches, logs, temporary files. */
export const CACHE_RULES: ReadonlySet<string> = new Set([
  ...Object.keys(RULE_PLACES).filter((rule) => /-(?:lists|archives|cache|registry|pkgs)-kept$/.test(rule)),
  ...['image/log-files', 'image/temporary-files'],
]);
