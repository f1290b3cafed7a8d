import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { composeVariables } from '../../compose/environment.ts';
import { readComposeFile, type ServiceBuild } from '../../compose/read-compose.ts';
import { PlimsollError } from '../../core/errors.ts';
import { compareText } from '../../core/order.ts';
import { readText } from '../../files/read-small.ts';

/** A context that seems to be built here; paths are relative to where the search began. */
export interface FoundContext {
  readonly path: string;
  readonly dockerfile: string | null;
  readonly target: string | null;
  /** The file that told of it. */
  readonly from: string;
}

/** What there is to hold to budgets. */
export interface FoundTargets {
  readonly contexts: readonly FoundContext[];
  /** Files and directories that may be image archives. */
  readonly archives: readonly string[];
  /** Names of the files of each directory, which tell its trade: package.json, go.mod, ... */
  readonly marks: ReadonlyMap<string, ReadonlySet<string>>;
}

const MAX_DEPTH = 3;
const MAX_COMPOSE_BYTES = 2 ** 20;
const COMPOSE = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const DOCKERFILE = /^(?:(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?|[\w.-]+\.(?:Dockerfile|Containerfile))$/;
const IGNORE_FILE = /\.dockerignore$/;
const ARCHIVE = /\.tar(?:\.gz|\.zst)?$|\.tgz$/;
/** Never searched: too large, or other people's. */
const SKIPPED = new Set([
  'node_modules',
  'vendor',
  'venv',
  '__pycache__',
  'site-packages',
  'testdata',
  'fixtures',
]);

/** Looks for Dockerfiles, compose files and archives in a directory and three levels below it; never follows links. */
export function findTargets(directory: string): FoundTargets {
  const contexts: FoundContext[] = [];
  const archives: string[] = [];
  const marks = new Map<string, ReadonlySet<string>>();
  visitDirectories(directory, (at, entries) => {
    const names = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
    const here = relative(directory, at) || '.';
    marks.set(here, names);
    for (const name of names) {
      if (DOCKERFILE.test(name) && !IGNORE_FILE.test(name)) contexts.push(besideDockerfile(here, name));
      if (ARCHIVE.test(name)) archives.push(join(here, name));
    }
    if (names.has('oci-layout') && names.has('index.json')) archives.push(here);
    const compose = COMPOSE.find((name) => names.has(name));
    if (compose !== undefined) contexts.push(...composeContexts(directory, join(here, compose)));
  });
  return { contexts: withoutDuplicates(contexts), archives: archives.sort(compareText), marks };
}

function visitDirectories(
  directory: string,
  visit: (at: string, entries: readonly Dirent[]) => void,
  depth = 0,
): void {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name));
  } catch {
    return;
  }
  visit(directory, entries);
  if (depth === MAX_DEPTH) return;
  for (const entry of entries) {
    const isWanted = entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name);
    if (isWanted) visitDirectories(join(directory, entry.name), visit, depth + 1);
  }
}

function besideDockerfile(here: string, name: string): FoundContext {
  const file = join(here, name);
  return { path: here, dockerfile: file, target: null, from: file };
}

function composeContexts(directory: string, file: string): readonly FoundContext[] {
  const text = readText(join(directory, file), 'The compose file', MAX_COMPOSE_BYTES);
  const compose = readComposeFile(text, file, composeVariables(null, {}));
  const builds = compose.names.flatMap((name) => certainBuild(() => compose.readBuild(name)));
  return builds.flatMap(({ context, dockerfile, target }) => {
    const path = join(dirname(file), context);
    if (!existsSync(join(directory, path))) return [];
    const named = dockerfile === null ? null : join(path, dockerfile);
    const used = named ?? join(path, 'Dockerfile');
    return [{ path, dockerfile: existsSync(join(directory, used)) ? used : null, target, from: file }];
  });
}

/** None for what depends on variables, is elsewhere, or is wrong: a proposal does without. */
function certainBuild(read: () => ServiceBuild | null): readonly ServiceBuild[] {
  try {
    const build = read();
    return build === null || build.isRemote || build.unset.length > 0 ? [] : [build];
  } catch (error) {
    if (error instanceof PlimsollError) return [];
    throw error;
  }
}

/** What a compose file says outranks what a lone Dockerfile suggests. */
function withoutDuplicates(contexts: readonly FoundContext[]): readonly FoundContext[] {
  const isCompose = ({ from, dockerfile }: FoundContext): boolean => from !== dockerfile;
  const ordered = [...contexts.filter(isCompose), ...contexts.filter((context) => !isCompose(context))];
  const seen = new Set<string>();
  const kept = ordered.filter((context) => {
    const build = `${context.dockerfile === null ? resolve(context.path) : resolve(context.dockerfile)}`;
    const key = isCompose(context) ? `${build}\n${resolve(context.path)}\n${context.target ?? ''}` : build;
    if (seen.has(key)) return false;
    seen.add(key);
    seen.add(build);
    return true;
  });
  return kept.sort(
    (a, b) => compareText(a.path, b.path) || compareText(a.dockerfile ?? '', b.dockerfile ?? ''),
  );
}
