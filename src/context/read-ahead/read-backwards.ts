import { hasStrayByte } from '../../core/byte-text.ts';
import type { RuleScope } from '../../ignore/rule-scope.ts';
import { looksBelowSkipped, planLanes } from '../plan/plan.ts';
import { diskPath, type EntryStats, type Names, readNames, readStats } from '../walk/disk.ts';
import { createJudge, descend, type Judge, rootScopes } from '../walk/judge.ts';
import { rootPrefix } from '../walk/look.ts';
import { typeOf } from '../walk/mode.ts';
import { CHUNK, createPacked, packStats, type ReadAheadTask, type ReadPart } from './read-part.ts';

/** A directory that is read from its end. */
interface Pending extends Names {
  readonly path: string;
  readonly prefix: string;
  readonly scopes: readonly RuleScope[];
  readonly lanes: number;
  /** Names before this are not ours. */
  readonly from: number;
  /** Next chunk to read; chunks go down. */
  chunk: number;
  /** Directories of the chunk read last, the next one at the end. */
  readonly below: string[];
  hasTold: boolean;
}

interface Reader {
  readonly task: ReadAheadTask;
  readonly judge: Judge;
  readonly rootPrefix: string;
  readonly stack: Pending[];
}

/**
 * Reads what a walk has not come to yet, from the end of the context towards the walk, until the two meet: so both are busy to the end, whatever the
 * shape of the tree. Only reads ahead what the walk will look into. Trouble is left for the walk to meet again.
 */
export function readBackwards(task: ReadAheadTask, tell: (part: ReadPart) => void): void {
  const { root } = task.place;
  const plan = planLanes(task.place, task.shown);
  const measureExcluded = looksBelowSkipped(plan, task.measureExcluded);
  const judge = createJudge(plan.lanes, plan.shown, () => {});
  const reader: Reader = {
    task: { ...task, measureExcluded },
    judge,
    rootPrefix: rootPrefix(root),
    stack: [],
  };
  takeOver(reader);
  const stop = new Int32Array(task.stop);
  while (reader.stack.length > 0 && Atomics.load(stop, 0) === 0) stepBack(reader, tell);
}

/** The root's names come last in the walk, so they are the first to read. */
function takeOver(reader: Reader): void {
  const { judge, stack, task } = reader;
  let scopes = rootScopes(judge);
  let lanes = (1 << judge.lanes.length) - 1;
  for (const { path, next } of task.frames) {
    if (path !== '') ({ scopes, lanes } = descend(judge, lanes, scopes, path));
    stack.unshift(pendingOf(reader, path, scopes, lanes, next));
  }
}

function pendingOf(
  { rootPrefix }: Reader,
  path: string,
  scopes: readonly RuleScope[],
  lanes: number,
  from: number,
): Pending {
  const { names, hasStray: hasOwn, isAscii } = readNames(diskPath(rootPrefix + path));
  const hasStray = hasOwn || hasStrayByte(path);
  const chunk = Math.ceil(names.length / CHUNK) - 1;
  const prefix = path === '' ? '' : `${path}/`;
  const task = { path, prefix, scopes, lanes, from, chunk };
  return { names, hasStray, isAscii, ...task, below: [], hasTold: from > 0 };
}

function stepBack(reader: Reader, tell: (part: ReadPart) => void): void {
  const { stack, judge, task } = reader;
  const top = stack.at(-1)!;
  const directory = top.below.pop();
  if (directory !== undefined) {
    const { scopes, lanes } = descend(judge, top.lanes, top.scopes, directory);
    if (lanes === 0 && !task.measureExcluded) return;
    try {
      stack.push(pendingOf(reader, directory, scopes, lanes, 0));
    } catch {
      // The walk will see the same, in its own order.
    }
  } else if (top.chunk * CHUNK + CHUNK > top.from && top.chunk >= 0) tell(readChunk(reader, top));
  else stack.pop();
}

function readChunk({ rootPrefix }: Reader, pending: Pending): ReadPart {
  const { names, prefix, from, path, below, hasStray, isAscii, chunk, hasTold } = pending;
  const first = chunk * CHUNK;
  const end = Math.min(first + CHUNK, names.length);
  const packed = createPacked(end - first);
  for (let at = Math.max(first, from); at < end; at++) {
    const path = prefix + names[at]!;
    const stats = tryStats(rootPrefix + path, hasStray);
    if (stats === null) continue;
    packStats(packed, at - first, stats);
    if (typeOf(stats.mode) === 'directory') below.push(path);
  }
  pending.chunk--;
  pending.hasTold = true;
  return {
    directory: path,
    names: hasTold ? null : names.join('/'),
    hasStray,
    isAscii,
    chunk,
    packed,
  };
}

function tryStats(path: string, hasStray: boolean): EntryStats | null {
  try {
    return readStats(hasStray ? diskPath(path) : path);
  } catch {
    return null;
  }
}
