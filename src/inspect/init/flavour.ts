import type { ContextBudget, ImageBudget } from '../../config/config.ts';

/** The trades that have path budgets of their own. */
export const FLAVOURS = ['node', 'python', 'go', 'java', 'generic'] as const;

/** One of {@link FLAVOURS}. */
export type Flavour = (typeof FLAVOURS)[number];

/** What is forbidden in a trade: what a build installs anew, what only a build needs, what is nobody's business. */
interface Habits {
  readonly context: readonly string[];
  readonly image: readonly string[];
}

const MARKS: readonly (readonly [string, Flavour])[] = [
  ['package.json', 'node'],
  ['pyproject.toml', 'python'],
  ['requirements.txt', 'python'],
  ['setup.py', 'python'],
  ['go.mod', 'go'],
  ['pom.xml', 'java'],
  ['build.gradle', 'java'],
  ['build.gradle.kts', 'java'],
];
const EVERYWHERE: Habits = {
  context: ['.git', '**/.env*', '**/id_rsa', '**/*.pem'],
  image: ['**/.git', '**/.env', '**/id_rsa', '/var/lib/apt/lists/*_*', '/var/cache/apt/archives/*.deb'],
};
const HABITS: Readonly<Record<Flavour, Habits>> = {
  node: {
    context: ['**/node_modules', '**/coverage', '**/.npmrc'],
    image: ['/root/.npm', '**/.npmrc', '**/node_modules/.cache', '/usr/local/share/.cache/yarn'],
  },
  python: {
    context: ['**/__pycache__', '**/.venv', '**/.tox', '**/.pytest_cache'],
    image: ['/root/.cache/pip', '**/.pytest_cache', '**/.tox'],
  },
  go: { context: ['bin', '**/*.test'], image: ['/root/.cache/go-build', '/go/pkg/mod', '/usr/local/go/src'] },
  java: {
    context: ['**/target/classes', '**/build/tmp', '**/.gradle'],
    image: ['/root/.m2/repository', '/root/.gradle/caches', '**/*-sources.jar'],
  },
  generic: { context: [], image: [] },
};

/** The trade that the files of a directory tell of, the first of several; null where none does. */
export function guessFlavour(marks: ReadonlySet<string>): Flavour | null {
  return MARKS.find(([file]) => marks.has(file))?.[1] ?? null;
}

/** What a context of that trade should not send. */
export function contextHabits(flavour: Flavour): readonly ContextBudget[] {
  return [...EVERYWHERE.context, ...HABITS[flavour].context].map((path) => ({ path, forbidden: true }));
}

/** What an image of that trade should not hold; secrets in no layer at all. */
export function imageHabits(flavour: Flavour): readonly ImageBudget[] {
  return [...EVERYWHERE.image, ...HABITS[flavour].image].map((path) => ({
    path,
    forbidden: true,
    ...(/(?:\.env|id_rsa|\.npmrc)$/.test(path) ? { in: 'any-layer' as const } : {}),
  }));
}
