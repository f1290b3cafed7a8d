import { configError, type Origin } from '../config/origin.ts';
import type { NameTest } from '../core/path-visit.ts';
import { cleanPath, firstName, parentPath } from '../core/posix-path.ts';
import { isGoMatchPattern } from '../ignore/go-match.ts';
import { compilePattern, type PathTest } from '../ignore/pattern.ts';
import { lastNameTest } from './last-name.ts';

/** Tells which patterns cover a path: each as its index. */
export interface PathCover {
  readonly of: (path: string) => readonly number[];
  /** False where nothing in or below a directory can be covered, whatever its name. */
  readonly mayCover: (directory: string) => boolean;
  /** True where what is in this directory has to be looked at by its path, not by its name alone. */
  readonly needsPaths: (directory: string) => boolean;
  /** False where no path with this last name is covered, unless {@link needsPaths} says otherwise of its directory. */
  readonly mayEnd: NameTest;
}

interface Pattern {
  readonly index: number;
  readonly test: PathTest;
  readonly mayEnd: NameTest;
}

const NONE: readonly number[] = [];
const WILD = /[*?[\]\\]/;

/** Compiles a pattern in Docker's dialect; a leading slash is allowed. Throws a `config` error, at `origin`, for one that Docker refuses. */
export function compileCover(pattern: string, origin: Origin | null = null): PathTest {
  const clean = cleanPattern(pattern);
  const compiled = isGoMatchPattern(clean) ? compilePattern(clean).test : null;
  if (compiled === null) throw configError(origin, `"${pattern}" is no pattern of Docker's dialect`);
  return clean === '' || clean === '.' ? () => true : compiled;
}

/** The root is empty, or a dot. */
function cleanPattern(pattern: string): string {
  return cleanPath(pattern.trim()).replace(/^\//, '');
}

/** Tells which patterns cover a path: those that match it or any directory above it. */
export function pathCover(patterns: readonly string[]): PathCover {
  const { byFirst, anywhere } = sortPatterns(patterns);
  const directories = new Map<string, readonly number[]>();
  const coverOf = (path: string, inherited: readonly number[]): readonly number[] => {
    const cover = extend(inherited, anywhere, path);
    if (byFirst.size === 0) return cover;
    const near = byFirst.get(firstName(path));
    return near === undefined ? cover : extend(cover, near, path);
  };
  // Not by recursion: a path may be thousands of directories deep.
  const coverOfDirectory = (path: string): readonly number[] => {
    const unknown: string[] = [];
    let at = path;
    for (; at !== '.' && !directories.has(at); at = parentPath(at)) unknown.push(at);
    let cover = directories.get(at) ?? NONE;
    for (const directory of unknown.reverse()) {
      cover = coverOf(directory, cover);
      directories.set(directory, cover);
    }
    return cover;
  };
  // Neighbours mostly lie in one directory.
  let prefix = '';
  let cover = NONE;
  return {
    mayCover: (directory) => anywhere.length > 0 || byFirst.has(firstName(directory)),
    needsPaths: (directory) =>
      directory === '' || byFirst.has(firstName(directory)) || coverOfDirectory(directory).length > 0,
    mayEnd: anyOf(anywhere.map(({ mayEnd }) => mayEnd)),
    of: (path) => {
      const end = path.lastIndexOf('/') + 1;
      if (end !== prefix.length || !path.startsWith(prefix)) {
        prefix = path.slice(0, end);
        cover = coverOfDirectory(parentPath(path));
      }
      return coverOf(path, cover);
    },
  };
}

/** A pattern whose first component is plain text can only match below it; the others are tried everywhere. */
function sortPatterns(patterns: readonly string[]): {
  readonly byFirst: ReadonlyMap<string, readonly Pattern[]>;
  readonly anywhere: readonly Pattern[];
} {
  const byFirst = new Map<string, Pattern[]>();
  const anywhere: Pattern[] = [];
  for (const [index, text] of patterns.entries()) {
    const clean = cleanPattern(text);
    const pattern = { index, test: compileCover(text), mayEnd: lastNameTest(clean) };
    const first = firstName(clean);
    if (first === '' || first === '.' || WILD.test(first)) anywhere.push(pattern);
    else byFirst.set(first, [...(byFirst.get(first) ?? []), pattern]);
  }
  return { byFirst, anywhere };
}

function anyOf(tests: readonly NameTest[]): NameTest {
  return (bytes, from, to) => {
    for (const test of tests) if (test(bytes, from, to)) return true;
    return false;
  };
}

function extend(inherited: readonly number[], patterns: readonly Pattern[], path: string): readonly number[] {
  let own: number[] | null = null;
  for (const { index, test } of patterns) {
    if (!inherited.includes(index) && test(path)) {
      own ??= [...inherited];
      own.push(index);
    }
  }
  return own ?? inherited;
}
