import { configError, type Origin } from '../config/origin.ts';
import { cleanPath, parentPath } from '../core/posix-path.ts';
import { isGoMatchPattern } from '../ignore/go-match.ts';
import { compilePattern, type PathTest } from '../ignore/pattern.ts';

/** The patterns that cover a path: each as its index. */
export type CoverOf = (path: string) => readonly number[];

interface Pattern {
  readonly index: number;
  readonly test: PathTest;
}

const NONE: readonly number[] = [];
const WILD = /[*?[\]\\]/;

/** Compiles a pattern in Docker's dialect; a leading slash is allowed. Throws a `config` error, at `origin`, for one that Docker refuses. */
export function compileCover(pattern: string, origin: Origin | null = null): PathTest {
  const clean = cleanPath(pattern.trim()).replace(/^\/(?=.)/, '');
  const compiled = isGoMatchPattern(clean) ? compilePattern(clean).test : null;
  if (compiled === null) throw configError(origin, `"${pattern}" is no pattern of Docker's dialect`);
  return clean === '/' || clean === '.' ? () => true : compiled;
}

/** Tells which patterns cover a path: those that match it or any directory above it. */
export function pathCover(patterns: readonly string[]): CoverOf {
  const { byFirst, anywhere } = sortPatterns(patterns);
  const directories = new Map<string, readonly number[]>();
  const coverOf = (path: string, inherited: readonly number[]): readonly number[] => {
    const slash = path.indexOf('/');
    const near = byFirst.get(slash < 0 ? path : path.slice(0, slash)) ?? [];
    return extend(extend(inherited, anywhere, path), near, path);
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
  return (path) => coverOf(path, coverOfDirectory(parentPath(path)));
}

/** A pattern whose first component is plain text can only match below it; the others are tried everywhere. */
function sortPatterns(patterns: readonly string[]): {
  readonly byFirst: ReadonlyMap<string, readonly Pattern[]>;
  readonly anywhere: readonly Pattern[];
} {
  const byFirst = new Map<string, Pattern[]>();
  const anywhere: Pattern[] = [];
  for (const [index, text] of patterns.entries()) {
    const pattern = { index, test: compileCover(text) };
    const [first = ''] = cleanPath(text.trim()).replace(/^\//, '').split('/');
    if (first === '' || first === '.' || WILD.test(first)) anywhere.push(pattern);
    else byFirst.set(first, [...(byFirst.get(first) ?? []), pattern]);
  }
  return { byFirst, anywhere };
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
