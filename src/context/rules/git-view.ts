import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { repositoryRoot } from '../../files/repository.ts';
import { compileGitRules, type GitAsker, type GitRules } from '../../ignore/gitignore.ts';

/** Rules of git in force in one directory of the context. */
interface GitScope {
  readonly rules: GitRules;
  readonly ask: GitAsker;
  /** Put before a path of the context: how the directory of the rules sees it. */
  readonly prefix: string;
  /** Cut off from a path of the context. */
  readonly cut: number;
}

/** What git makes of the paths of a context while it is walked. */
export interface GitView {
  /** Whether git ignores an entry of the directory that the walk is in. */
  readonly isIgnored: (path: string, name: string, isDirectory: boolean) => boolean;
  /** The walk goes into a directory: reads its .gitignore when it has one. */
  readonly enter: (path: string, isIgnored: boolean) => void;
  readonly leave: () => void;
  /** `FILE:LINE` of lines that are too costly to ask. */
  readonly skippedLines: readonly string[];
}

const GITIGNORE = '.gitignore';
const SIZE_LIMIT = 2 ** 20;

/**
 * Git's view of the context in `root`; null when it is in no repository. Reads .gitignore files from the repository's root down, .git/info/exclude, and
 * the global file whose path the caller gives; of the same path the rules nearest to it decide.
 */
export function openGitView(root: string, globalFile: string | null): GitView | null {
  const start = resolve(root);
  const top = repositoryRoot(start);
  if (top === null) return null;
  const skippedLines: string[] = [];
  const load = (file: string, prefix: string, cut: number): GitScope | null => {
    const text = readIfSmall(file);
    const rules = text === null ? null : compileGitRules(text);
    if (rules === null) return null;
    for (const line of rules.skippedLines) skippedLines.push(`${relative(start, file) || file}:${line}`);
    return { rules, ask: rules.asker(), prefix, cut };
  };
  const inTop = (path: string): string => (path === '' ? '' : `${path.split(sep).join('/')}/`);
  const outer = [
    ...(globalFile === null ? [] : [load(globalFile, inTop(relative(top, start)), 0)]),
    load(join(gitFolder(top), 'info', 'exclude'), inTop(relative(top, start)), 0),
    ...parentsBetween(top, start).map((parent) =>
      load(join(parent, GITIGNORE), inTop(relative(parent, start)), 0),
    ),
  ];
  const frames: Frame[] = [
    { scopes: nearestFirst([...outer, load(join(start, GITIGNORE), '', 0)]), isIgnored: false },
  ];
  return {
    isIgnored: (path, name, isDirectory) => {
      const { scopes, isIgnored } = frames.at(-1)!;
      return isIgnored || judge(scopes, path, name, isDirectory);
    },
    enter: (path, isIgnored) => {
      const { scopes } = frames.at(-1)!;
      const own = isIgnored ? null : load(join(start, path, GITIGNORE), '', path.length + 1);
      const renewed = scopes.map((scope) => ({ ...scope, ask: scope.rules.asker() }));
      frames.push({ scopes: own === null ? renewed : [own, ...renewed], isIgnored });
    },
    leave: () => frames.pop(),
    skippedLines,
  };
}

interface Frame {
  readonly scopes: readonly GitScope[];
  readonly isIgnored: boolean;
}

function nearestFirst(scopes: readonly (GitScope | null)[]): readonly GitScope[] {
  return scopes.filter((scope) => scope !== null).reverse();
}

function judge(scopes: readonly GitScope[], path: string, name: string, isDirectory: boolean): boolean {
  const end = isDirectory ? '/' : '';
  for (const { ask, prefix, cut } of scopes) {
    const verdict = ask(prefix + path.slice(cut) + end, name + end);
    if (verdict !== null) return verdict === 'ignored';
  }
  return false;
}

/** The parents of `start` from `top` down, `start` not among them. */
function parentsBetween(top: string, start: string): readonly string[] {
  const parents: string[] = [];
  for (let at = start; at !== top; at = dirname(at)) parents.unshift(dirname(at));
  return parents;
}

/** Where the repository's own files are: a worktree has a file that says so. */
function gitFolder(top: string): string {
  const own = join(top, '.git');
  if (lstatSync(own, { throwIfNoEntry: false })?.isFile() !== true) return own;
  const link = /^gitdir: (.+)$/m.exec(readIfSmall(own) ?? '');
  if (link === null) return own;
  const folder = resolve(top, link[1]!.trim());
  const common = readIfSmall(join(folder, 'commondir'));
  return common === null ? folder : resolve(folder, common.trim());
}

function readIfSmall(file: string): string | null {
  try {
    const stats = lstatSync(file, { throwIfNoEntry: false });
    return stats?.isFile() && stats.size <= SIZE_LIMIT ? readFileSync(file, 'utf8') : null;
  } catch {
    return null;
  }
}
