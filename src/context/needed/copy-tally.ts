import { baseName, firstName } from '../../core/posix-path.ts';
import type { NeedingInstruction } from '../../dockerfile/stages/needs.ts';
import { matchEntry } from '../../ignore/matcher.ts';
import { type Decision, enterScope, NO_MATCH, type RuleScope, rootScope } from '../../ignore/rule-scope.ts';
import type { InstructionUse } from '../report.ts';
import { readIdentity } from '../walk/disk.ts';
import { hasOtherNames, type Visited } from '../walk/entry.ts';
import type { CopySource } from './copy-sources.ts';

/** A source at work in one directory, with what `--parents` and `--exclude` hand down. */
interface Cover {
  readonly source: CopySource;
  /** Length of the prefix of paths that patterns do not see. */
  readonly prefix: number;
  readonly include: RuleScope | null;
  readonly exclude: RuleScope | null;
}

/** A directory under way: what is at work in it. */
interface Frame {
  readonly covers: readonly Cover[];
  /** The instructions, once each, when no pattern has a say; null when one has. */
  readonly instructions: readonly number[] | null;
}

/** What no instruction takes of one entry of the root. */
interface Unneeded {
  readonly isDirectory: boolean;
  files: number;
  bytes: number;
}

/** What the instructions of a Dockerfile take from a context that is being walked. */
export interface CopyTally {
  /** By instruction. */
  readonly files: number[];
  readonly bytes: number[];
  /** Of files that are sent and that no instruction takes. */
  unneededBytes: number;
  /** The same by entry of the root. */
  readonly unneededTop: Map<string, Unneeded>;
  /** Paths that sources name or pass on their way, as far as they are sent. */
  readonly sentPaths: Set<string>;
  readonly watched: ReadonlySet<string>;
  readonly roots: ReadonlyMap<string, readonly CopySource[]>;
  /** The root first. */
  readonly frames: Frame[];
  /** By instruction: bodies with several names that it has taken. */
  readonly identities: Map<number, Set<string>>;
}

/** Nothing taken yet. */
export function createCopyTally(sources: readonly CopySource[], instructions: number): CopyTally {
  const roots = new Map<string, CopySource[]>();
  const watched = new Set<string>();
  for (const source of sources) {
    for (const { target, links } of [...source.hits, ...(source.checked ?? [])]) {
      for (const path of target === null ? links : [...links, target]) watched.add(path);
    }
    for (const { target } of source.hits)
      if (target !== null) roots.set(target, [...(roots.get(target) ?? []), source]);
  }
  return {
    files: new Array<number>(instructions).fill(0),
    bytes: new Array<number>(instructions).fill(0),
    unneededBytes: 0,
    unneededTop: new Map(),
    sentPaths: new Set(['.']),
    watched,
    roots,
    frames: [frameOf(newCovers(roots.get('.') ?? [], 0))],
    identities: new Map(),
  };
}

/** Counts an entry that the walk meets and that is sent. */
export function countCopied(tally: CopyTally, entry: Visited): void {
  if (tally.watched.has(entry.path)) tally.sentPaths.add(entry.path);
  if (entry.type !== 'file') return;
  const taken = takenBy(tally, entry.path);
  for (const instruction of taken) addFile(tally, instruction, entry);
  if (taken.length === 0) addUnneeded(tally, entry);
}

/** A directory that was held back goes along after all. */
export function countAnnounced(tally: CopyTally, directory: Visited): void {
  if (tally.watched.has(directory.path)) tally.sentPaths.add(directory.path);
}

/** The walk goes into a directory. */
export function enterCopied(tally: CopyTally, directory: Visited): void {
  const frame = tally.frames.at(-1)!;
  const roots = tally.roots.get(directory.path);
  if (roots === undefined && frame.instructions !== null) {
    tally.frames.push(frame);
    return;
  }
  const covers = frame.covers.map((cover) => below(cover, directory.path));
  tally.frames.push(frameOf([...covers, ...newCovers(roots ?? [], directory.path.length + 1)]));
}

/** The walk is through with a directory. */
export function leaveCopied(tally: CopyTally): void {
  tally.frames.pop();
}

/** What each instruction took, when the walk is over. */
export function instructionUses(
  takers: readonly NeedingInstruction[],
  copies: CopyTally,
): readonly InstructionUse[] {
  return takers.map(({ line, endLine, text, kind, stage, context, sources }, index) => ({
    line,
    endLine,
    text,
    kind,
    stage,
    context,
    sources: sources.map(({ written }) => written),
    files: copies.files[index]!,
    bytes: copies.bytes[index]!,
  }));
}

function takenBy(tally: CopyTally, path: string): readonly number[] {
  const { covers, instructions } = tally.frames.at(-1)!;
  const own = tally.roots.get(path);
  if (own === undefined && instructions !== null) return instructions;
  const taken = new Set(own?.map(({ instruction }) => instruction));
  for (const cover of covers) if (isTaken(cover, path)) taken.add(cover.source.instruction);
  return [...taken];
}

function frameOf(covers: readonly Cover[]): Frame {
  const isPlain = covers.every(({ include, exclude }) => include === null && exclude === null);
  return {
    covers,
    instructions: isPlain ? [...new Set(covers.map(({ source }) => source.instruction))] : null,
  };
}

function newCovers(sources: readonly CopySource[], prefix: number): readonly Cover[] {
  return sources.map((source) => ({
    source,
    prefix,
    include: source.include && rootScope(source.include),
    exclude: source.exclude && rootScope(source.exclude),
  }));
}

function below(cover: Cover, directory: string): Cover {
  const path = directory.slice(cover.prefix);
  const enter = (scope: RuleScope | null): RuleScope | null =>
    scope && enterScope(scope, path, verdictOn(scope, path));
  return { ...cover, include: enter(cover.include), exclude: enter(cover.exclude) };
}

function isTaken({ include, exclude, prefix }: Cover, path: string): boolean {
  const inside = path.slice(prefix);
  if (include !== null && !verdictOn(include, inside).excluded) return false;
  return exclude === null || !verdictOn(exclude, inside).excluded;
}

/** A pattern on which Docker fails when it tries it fails the build; here it matches nothing. */
function verdictOn(scope: RuleScope, path: string): Decision {
  try {
    return matchEntry(scope, path, baseName(path));
  } catch {
    return NO_MATCH;
  }
}

/** A body with several names counts once for each instruction. */
function addFile(tally: CopyTally, instruction: number, entry: Visited): void {
  tally.files[instruction]!++;
  if (hasOtherNames(entry)) {
    const seen = tally.identities.get(instruction) ?? new Set();
    tally.identities.set(instruction, seen);
    const identity = readIdentity(entry.disk);
    if (seen.has(identity)) return;
    seen.add(identity);
  }
  tally.bytes[instruction]! += entry.stats.size;
}

function addUnneeded(tally: CopyTally, entry: Visited): void {
  const top = firstName(entry.path);
  const known = tally.unneededTop.get(top) ?? { isDirectory: top !== entry.path, files: 0, bytes: 0 };
  tally.unneededTop.set(top, known);
  known.files++;
  known.bytes += entry.stats.size;
  tally.unneededBytes += entry.stats.size;
}
