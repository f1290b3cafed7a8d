import type { ImageRuleId } from './severities.ts';

/** What is known of a place beside the rules about it. */
export type Mark = 'package-database' | 'compiler' | 'copyright' | 'bytecode';

/** Below `directory`, at every place where such a directory may be: in a home, in the root, in a volume of a build. */
const anywhere = (...directories: readonly string[]): readonly string[] =>
  directories.map((directory) => `**/${directory}/**`);
const below = (...directories: readonly string[]): readonly string[] =>
  directories.map((directory) => `${directory}/**`);

const LLVM = Array.from({ length: 20 }, (_, n) => `usr/lib/llvm-${n + 7}`);

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
    'concurrently',
    'standard',
  ],
  ...[
    '@types',
    '@typescript-eslint',
    '@jest',
    '@babel',
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
  'image/yum-cache-kept': below('var/cache/yum', 'var/cache/dnf', 'var/cache/libdnf5', 'var/cache/zypp'),
  'image/pip-cache-kept': anywhere('.cache/pip', '.cache/uv', '.cache/pypoetry', '.cache/pipenv'),
  'image/npm-cache-kept': anywhere('.npm'),
  'image/yarn-cache-kept': anywhere(
    ...[
      '.cache/yarn',
      '.yarn/berry/cache',
      '.pnpm-store',
      '.local/share/pnpm/store',
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
  ],
  'image/docs-kept': below(
    'usr/share/doc',
    'usr/share/man',
    'usr/share/info',
    'usr/share/locale',
    'usr/local/share/man',
    'usr/share/gtk-doc',
  ),
  'image/log-files': [...below('var/log'), '**/npm-debug.log', '**/yarn-error.log'],
  'image/temporary-files': below('tmp', 'var/tmp'),
  'image/vcs-directory': anywhere('.git', '.hg', '.svn'),
  'image/dev-dependencies': [
    ...anywhere(...DEVELOPMENT_TOOLS.map((tool) => `node_modules/${tool}`)),
    ...[
      '**/node_modules/**/*.map',
      ...anywhere('node_modules/**/__tests__', 'node_modules/*/test', 'node_modules/*/tests'),
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
  compiler: ['cc1', 'cc1plus', 'clang', 'rustc', 'f951']
    .flatMap((name) => [`**/${name}`])
    .concat('usr/local/go/pkg/tool/*/compile'),
  copyright: ['usr/share/doc/*/copyright'],
  bytecode: ['**/__pycache__/*.pyc'],
};

/** Rules about what steps leave behind without a need: caches, logs, temporary files. */
export const CACHE_RULES: ReadonlySet<string> = new Set([
  ...Object.keys(RULE_PLACES).filter((rule) => /-(?:lists|archives|cache|registry|pkgs)-kept$/.test(rule)),
  ...['image/log-files', 'image/temporary-files'],
]);
