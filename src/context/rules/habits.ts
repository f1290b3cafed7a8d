import { showStrayBytes } from '../../core/byte-text.ts';
import type { Observation } from '../../core/finding.ts';
import { sumOf } from '../../core/sum.ts';
import { literalRule } from '../../ignore/literal.ts';
import { compileRules, type IgnoreRule } from '../../ignore/rule.ts';
import type { Visited } from '../walk/entry.ts';
import { ARTIFACT_NAMES } from './artifact-names.ts';
import { isAskedFor } from './asked-for.ts';
import { type HabitIndex, indexHabits } from './habit-index.ts';
import { enterMarked, leaveMarked, noneMarked } from './marked.ts';
import { observation } from './observation.ts';
import type { RuleWatch, Scene, Seen, WalkEnd } from './watch.ts';

/** What a line of an ignore file was meant for, by the habits of .gitignore. */
type HabitKind = 'every level' | 'trailing comment' | 'directories only' | 'comment';

/** What in the tree shows a misunderstanding. */
interface Evidence {
  readonly kind: HabitKind;
  files: number;
  bytes: number;
  /** Directories, by their number in the totals. */
  readonly directories: number[];
  readonly paths: string[];
}

const LISTED = 5;
const NONE: readonly number[] = [];
const TRAILING_COMMENT = /^(.*?\S)\s+#/;

/** Lines that Docker reads otherwise than git would: only where the tree holds what shows it. */
export function watchHabits(scene: Scene): RuleWatch {
  const { rules } = scene.rules;
  const levels = indexHabits(rules);
  const comments = commentedRules(rules);
  const evidence = new Map<number, Evidence>();
  const marked = noneMarked<readonly Evidence[]>();
  return {
    visit: (seen) => {
      marked.last = null;
      if (marked.depth > 0) return;
      noteDirectoryOnly(rules, evidence, seen);
      const everywhere = meantEverywhere(scene, levels, seen);
      if (comments.length === 0 && everywhere.length === 0) return;
      const shown = [
        ...comments
          .filter(({ meant }) => meant.isException !== seen.isSent && meant.test?.(seen.entry.path))
          .map(({ index }) => note(evidence, index, 'trailing comment', seen)),
        ...everywhere.map((index) => note(evidence, index, 'every level', seen)),
      ];
      if (shown.length > 0) marked.last = shown;
    },
    enter: (_, index) => {
      for (const each of enterMarked(marked) ?? []) each.directories.push(index);
    },
    leave: () => leaveMarked(marked),
    observe: (end) => [...commentLines(scene, end), ...summarize(scene, evidence)],
  };
}

/** Rules of the root alone that match an entry further down by its name. */
function meantEverywhere(scene: Scene, levels: HabitIndex, seen: Seen): readonly number[] {
  const { rules } = scene.rules;
  if (levels.isEmpty || !seen.isSent) return NONE;
  const found = levels.find(seen.entry.name);
  if (found.length === 0 || !isDeep(rules, seen.entry) || isAskedFor(scene, seen.entry.path)) return NONE;
  return found.filter((index) => isMeantEverywhere(rules[index]!, seen));
}

/** Below the root's own entries, and not brought back by an exception. */
function isDeep(rules: readonly IgnoreRule[], entry: Visited): boolean {
  const isBroughtBack = entry.decidedBy >= 0 && rules[entry.decidedBy]!.isException;
  return !isBroughtBack && entry.path.includes('/');
}

/** A name that sources have, too, may be meant for the root alone: only git can tell. */
function isMeantEverywhere({ pattern }: IgnoreRule, { isGitIgnored }: Seen): boolean {
  return ARTIFACT_NAMES.get(pattern)?.isIt === undefined || isGitIgnored === true;
}

/** `build/` leaves out a file `build`, too. */
function noteDirectoryOnly(rules: readonly IgnoreRule[], evidence: Map<number, Evidence>, seen: Seen): void {
  const { decidedBy, type, path, isBelowSkipped } = seen.entry;
  if (decidedBy < 0 || type === 'directory' || isBelowSkipped) return;
  const rule = rules[decidedBy]!;
  if (rule.text.endsWith('/') && !rule.isException && rule.test?.(path))
    note(evidence, decidedBy, 'directories only', seen);
}

function note(evidence: Map<number, Evidence>, index: number, kind: HabitKind, { entry }: Seen): Evidence {
  const known = evidence.get(index) ?? { kind, files: 0, bytes: 0, directories: [], paths: [] };
  evidence.set(index, known);
  if (known.paths.length < LISTED) known.paths.push(showStrayBytes(entry.path));
  if (entry.type === 'file') {
    known.files++;
    known.bytes += entry.stats.size;
  }
  return known;
}

/** Rules with ` # ...` at the end, which is part of the pattern, and what they would be without it. */
function commentedRules(
  rules: readonly IgnoreRule[],
): readonly { readonly index: number; readonly meant: IgnoreRule }[] {
  return rules.flatMap(({ text, line }, index) => {
    const before = TRAILING_COMMENT.exec(text)?.[1];
    const meant = before === undefined ? [] : tryCompile(before, line);
    return meant.length === 1 ? [{ index, meant: meant[0]! }] : [];
  });
}

function tryCompile(text: string, line: number): readonly IgnoreRule[] {
  try {
    return compileRules([{ line, text, pattern: text.replace(/^(!?)\//, '$1') }], '');
  } catch {
    return [];
  }
}

/** `// why` and a comment behind a blank are rules, most of which match nothing; `// docs` leaves out docs. */
function commentLines({ ignoreFile }: Scene, { uses }: WalkEnd): readonly Observation[] {
  return uses
    .filter(({ state, text }) => (state === 'unused' ? /^(?:\/\/|#)/ : /^\/\/\s/).test(text))
    .map(({ line, text, state, decidedFiles, decidedBytes }) =>
      observation(
        'context/gitignore-habit',
        decidedBytes,
        { file: ignoreFile!.path, line },
        {
          kind: 'comment' satisfies HabitKind,
          text,
          files: decidedFiles,
          paths: state === 'used' ? [text.replace(/^[\s/]+/, '')] : [],
          instead: `# ${text.replace(/^(?:\/\/|#)\s*/, '')}`,
        },
      ),
    );
}

function summarize(
  { rules, totals, ignoreFile }: Scene,
  evidence: ReadonlyMap<number, Evidence>,
): readonly Observation[] {
  return [...evidence]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, { kind, files, bytes, directories, paths }]) => {
      const rule = rules.rules[index]!;
      const below = (totals: readonly number[]): number => sumOf(directories, (at) => totals[at]!);
      const allFiles = files + below(totals.files);
      if (allFiles === 0 && kind === 'every level') return [];
      const text = showStrayBytes(rule.text);
      return observation(
        'context/gitignore-habit',
        bytes + below(totals.bytes),
        { file: ignoreFile!.path, line: rule.line, path: paths[0]! },
        {
          kind,
          text,
          files: allFiles,
          paths,
          instead: insteadOf(kind, rule, paths[0]!),
        },
      );
    });
}

function insteadOf(kind: HabitKind, { text, pattern }: IgnoreRule, path: string): string | null {
  switch (kind) {
    case 'every level':
      return `**/${pattern}`;
    case 'trailing comment':
      return TRAILING_COMMENT.exec(text)?.[1] ?? null;
    case 'directories only':
      return `!${literalRule(path)}`;
    case 'comment':
      return null;
  }
}
