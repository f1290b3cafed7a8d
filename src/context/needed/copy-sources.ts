import { PlimsollError } from '../../core/errors.ts';
import type { NeededSource, NeedingInstruction } from '../../dockerfile/stages/needs.ts';
import { neededSource, rooted } from '../../dockerfile/stages/sources.ts';
import { hasWildcard } from '../../ignore/file-match.ts';
import { patternRules, type RuleSet, ruleSet } from '../../ignore/rule-set.ts';
import type { LinkReader } from './links.ts';
import { findSourceHits, type SourceHit } from './source-hits.ts';

/** One source of one instruction, looked up on disk. */
export interface CopySource {
  /** Index of the instruction. */
  readonly instruction: number;
  readonly source: NeededSource;
  readonly hasWildcard: boolean;
  /** What it names on disk, sent or not. */
  readonly hits: readonly SourceHit[];
  /** What has to be there for the source to be more than nothing; null: nobody can tell without the walk. */
  readonly checked: readonly SourceHit[] | null;
  /** `--parents`: what of the hits is taken; null: everything. */
  readonly include: RuleSet | null;
  /** `--exclude`, below each hit. */
  readonly exclude: RuleSet | null;
}

/** Looks up every source of the instructions that take from one context. */
export function findCopySources(
  disk: LinkReader,
  instructions: readonly NeedingInstruction[],
  file: string,
): readonly CopySource[] {
  return instructions.flatMap((instruction, index) => {
    const { line, exclude } = instruction;
    const rules = exclude.length === 0 ? null : patterns(exclude, file, line);
    return instruction.sources.map((source): CopySource => {
      const { base, include } = instruction.parents
        ? splitParents(source, file, line)
        : { base: source.path, include: null };
      const takesWildcards = instruction.kind !== 'bind';
      const hits = findSourceHits(disk, base, takesWildcards);
      const isOpen = takesWildcards && hasWildcard(source.path);
      const whole = instruction.parents && !isOpen ? findSourceHits(disk, source.path, false) : hits;
      return {
        instruction: index,
        source,
        hasWildcard: isOpen,
        hits,
        checked: instruction.parents && isOpen ? null : [...whole, ...linksBroken(disk, instruction, source)],
        include,
        exclude: rules,
      };
    });
  });
}

/** `COPY --exclude=... .` looks up every entry of the root, and fails on a link that leads nowhere; `COPY .` does not. */
function linksBroken(
  disk: LinkReader,
  { exclude }: NeedingInstruction,
  { path }: NeededSource,
): readonly SourceHit[] {
  if (exclude.length === 0 || path !== '.') return [];
  return findSourceHits(disk, '*', true).filter(({ target }) => target === null);
}

/** `base/./pattern`: the pattern is one of the ignore dialect, below the base; without `/./` the base is the root. */
function splitParents(
  { written }: NeededSource,
  file: string,
  line: number,
): { readonly base: string; readonly include: RuleSet | null } {
  const pivot = written.indexOf('/./');
  const base = pivot < 0 ? '.' : neededSource(written.slice(0, pivot)).path;
  const pattern = rooted(pivot < 0 ? written : written.slice(pivot + 3)).slice(1);
  return { base, include: pattern === '' ? null : patterns([pattern], file, line) };
}

/** A pattern that Docker refuses fails the build when it comes to the copy; here it matches nothing. */
function patterns(texts: readonly string[], file: string, line: number): RuleSet {
  try {
    return patternRules(texts, file, line);
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error;
    return ruleSet([], file);
  }
}
