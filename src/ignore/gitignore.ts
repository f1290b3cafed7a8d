import ignore, { type Ignore } from 'ignore';

/** What one file of git's rules says of a path. */
type GitVerdict = 'ignored' | 'unignored' | null;

/** See {@link GitRules.asker}. */
export type GitAsker = (path: string, name: string) => GitVerdict;

/** The rules of one .gitignore, exclude or excludesFile. */
export interface GitRules {
  /** Lines that are too costly to ask, 1-based. */
  readonly skippedLines: readonly number[];
  /**
   * A function that says what the rules make of a path relative to the directory of their file, and of its last name; both end in `/`
   * for a directory. It remembers what it is asked: take a new one for each directory.
   */
  readonly asker: () => GitAsker;
}

/** Beyond these a pattern's regular expression, which the package leaves to V8, can take for ever on names made for it. */
const MAX_STARS_IN_SEGMENT = 2;
const MAX_GLOBSTARS = 2;
const OPTIONS = { ignorecase: false, allowRelativePaths: true };
const MAX_REMEMBERED = 20_000;

/** Compiles the text of a .gitignore; null when it holds no rule. */
export function compileGitRules(text: string): GitRules | null {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const skippedLines = lines.flatMap((line, index) => (isCostly(line) ? [index + 1] : []));
  const rules = lines.filter((line) => !line.startsWith('#') && line.trim() !== '' && !isCostly(line));
  if (rules.length === 0 && skippedLines.length === 0) return null;
  // What looks at names alone can be remembered by name, as long as no exception ties it to the rest.
  const byName = rules.some((line) => line.startsWith('!')) && rules.some(hasInnerSlash) ? [] : rules;
  const names = rememberedByName(byName.filter((line) => !hasInnerSlash(line)));
  const paths = byName.length === 0 ? rules : rules.filter(hasInnerSlash);
  const compiled = ignore(OPTIONS).add(paths);
  return {
    skippedLines,
    asker: () => {
      if (paths.length === 0) return names;
      const fresh = ignore(OPTIONS).add(compiled);
      return (path, name) => ask(fresh, path) ?? names(path, name);
    },
  };
}

function rememberedByName(rules: readonly string[]): GitAsker {
  if (rules.length === 0) return () => null;
  let known = new Map<string, GitVerdict>();
  let asked = ignore(OPTIONS).add(rules);
  return (_path, name) => {
    let verdict = known.get(name);
    if (verdict !== undefined) return verdict;
    if (known.size >= MAX_REMEMBERED) {
      known = new Map();
      asked = ignore(OPTIONS).add(rules);
    }
    verdict = ask(asked, name);
    known.set(name, verdict);
    return verdict;
  };
}

/** A slash before the last character ties a pattern to a directory. */
function hasInnerSlash(line: string): boolean {
  return line.trimEnd().slice(0, -1).includes('/');
}

function ask(rules: Ignore, path: string): GitVerdict {
  const { ignored, unignored } = rules.test(path);
  return ignored ? 'ignored' : unignored ? 'unignored' : null;
}

function isCostly(line: string): boolean {
  if (line.startsWith('#')) return false;
  const segments = line.split('/');
  const globstars = segments.filter((segment) => /^\*{2,}$/.test(segment));
  if (globstars.length > MAX_GLOBSTARS) return true;
  return segments.some((segment) => (segment.match(/\*+/g) ?? []).length > MAX_STARS_IN_SEGMENT);
}
