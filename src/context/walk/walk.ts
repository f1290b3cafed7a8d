import type { PlimsollError } from '../../core/errors.ts';
import type { RuleScope } from '../../ignore/rule-scope.ts';
import { isAscii } from '../transfer/tar-size.ts';
import {
  type DiskPath,
  diskPath,
  type EntryStats,
  isReadable,
  type Names,
  readNames,
  readStats,
} from './disk.ts';
import type { Visited } from './entry.ts';
import { enterScopes, type Judge, judgeEntry, judgeLost, rootScopes } from './judge.ts';
import { rootPrefix } from './look.ts';
import { isSocket, typeOf } from './mode.ts';
import { unreadable } from './unreadable.ts';

/** Takes what the walk meets, in walk order. */
export interface WalkSink {
  /** Every entry, sent or not. */
  readonly visit: (entry: Visited) => void;
  /** An excluded directory goes along after all, for the sake of something below it: lanes as bits. */
  readonly announce: (directory: Visited, lanes: number) => void;
  /** The walk goes into the directory that it visited last. */
  readonly enter: (directory: Visited) => void;
  /** The walk is through with the directory that it entered last. */
  readonly leave: (directory: Visited) => void;
  /** A lane ends here; the others go on. */
  readonly fail: (lane: number, error: PlimsollError) => void;
  /** Something that the operating system shows to nobody. */
  readonly refuse: (path: string) => void;
  /** An entry that went away between listing and looking. */
  readonly vanish: (path: string) => void;
}

/** Knows some directories already, so that the disk need not be asked. */
export interface ReadAhead {
  /** The names of a directory, null when unknown. */
  readonly names: (directory: string) => Names | null;
  /** An entry of a directory by its place among the names, null when unknown. */
  readonly stats: (directory: string, index: number) => EntryStats | null;
  /** The walk is through with a directory. */
  readonly forget: (directory: string) => void;
}

/** How far a walk looks. */
export interface WalkReach {
  /** Look into what every lane skips. */
  readonly measureExcluded: boolean;
  /** An entry of the root that counts as not there. */
  readonly leaveOut?: string | undefined;
}

/** A walk under way: each call of {@link stepWalk} visits one entry. */
export interface OngoingWalk extends WalkReach {
  readonly judge: Judge;
  readonly sink: WalkSink;
  readonly rootPrefix: string;
  /** Directories under way, the root first. */
  readonly frames: Frame[];
  ahead: ReadAhead | null;
}

/** A directory under way. */
interface Frame extends Names {
  /** Empty for the root. */
  readonly path: string;
  readonly prefix: string;
  /** Place of the next name. */
  next: number;
  /** Bit n: lane n is in here. */
  readonly lanes: number;
  /** Bit n: lane n has sent this directory. */
  announced: number;
  readonly scopes: readonly RuleScope[];
  /** Below a directory that the shown lane skips: index of the rule that decided it. */
  readonly skippedBy: number | null;
  readonly own: Visited | null;
}

/** Begins a walk: reads the names of the root. Throws what the operating system says when it cannot. */
export function beginWalk(root: string, judge: Judge, sink: WalkSink, reach: WalkReach): OngoingWalk {
  const prefix = rootPrefix(root);
  const lanes = (1 << judge.lanes.length) - 1;
  const frame: Frame = {
    ...readNames(prefix),
    path: '',
    prefix: '',
    next: 0,
    lanes,
    announced: lanes,
    scopes: rootScopes(judge),
    skippedBy: null,
    own: null,
  };
  return { ...reach, judge, sink, rootPrefix: prefix, frames: [frame], ahead: null };
}

/** Visits the next entry; false when there is none left. Links are never followed. */
export function stepWalk(walk: OngoingWalk): boolean {
  const frame = walk.frames.at(-1);
  if (frame === undefined) return false;
  const index = frame.next++;
  const name = frame.names[index];
  if (name !== undefined) visitName(walk, frame, name, index);
  else {
    walk.frames.pop();
    walk.ahead?.forget(frame.path);
    if (frame.own !== null) walk.sink.leave(frame.own);
  }
  return true;
}

function visitName(walk: OngoingWalk, frame: Frame, name: string, index: number): void {
  const { judge, sink } = walk;
  const path = frame.prefix + name;
  if (path === walk.leaveOut) return;
  const text = walk.rootPrefix + path;
  const disk = frame.hasStray ? diskPath(text) : text;
  const stats = walk.ahead?.stats(frame.path, index) ?? statsOf(walk, frame, path, name, disk);
  if (stats === null) return;
  const type = typeOf(stats.mode);
  const isBelowSkipped = frame.skippedBy !== null;
  const judged = judgeEntry(judge, frame.lanes & judge.live, frame.scopes, path, name, type);
  const sent = isSocket(stats.mode) ? judged.sent & judge.parentBits : judged.sent;
  const isClosed = (type === 'file' ? sent !== 0 : type === 'directory') && !isReadable(disk, stats.mode);
  const entry: Visited = {
    path,
    name,
    isAscii: frame.isAscii || isAscii(path),
    disk,
    type,
    stats,
    sent,
    empty: judged.empty,
    isReadable: !isClosed || type === 'directory',
    decidedBy: frame.skippedBy ?? judged.decidedBy,
    isSkipped: type === 'directory' && !isBelowSkipped && (judged.entered & judge.shownBit) === 0,
    isBelowSkipped,
    lostTo: isBelowSkipped ? judgeLost(judge, frame.scopes, path, name) : null,
  };
  if (isClosed) failClosed(walk, frame, entry, judged.entered);
  const silent = sent & judge.parentBits & ~frame.announced;
  if (silent !== 0) announceParents(walk, silent);
  sink.visit(entry);
  if (type === 'directory' && (judged.entered !== 0 || walk.measureExcluded)) {
    enterDirectory(walk, frame, entry, judged.entered);
  }
}

function enterDirectory(walk: OngoingWalk, parent: Frame, own: Visited, lanes: number): void {
  const scopes = enterScopes(walk.judge, parent.scopes, own.path);
  let names: Names;
  try {
    names = walk.ahead?.names(own.path) ?? readNames(own.disk);
  } catch (error) {
    refuseDirectory(walk, own, lanes, error as NodeJS.ErrnoException);
    return;
  }
  walk.frames.push({
    names: names.names,
    hasStray: names.hasStray || typeof own.disk !== 'string',
    isAscii: names.isAscii && own.isAscii,
    path: own.path,
    prefix: `${own.path}/`,
    next: 0,
    lanes,
    announced: own.sent,
    scopes,
    skippedBy: parent.skippedBy ?? (own.isSkipped ? own.decidedBy : null),
    own,
  });
  walk.sink.enter(own);
}

/** Excluded parents come before what is sent, outermost first. */
function announceParents(walk: OngoingWalk, lanes: number): void {
  const { frames, sink } = walk;
  let outermost = frames.length - 1;
  while (outermost > 0 && (lanes & ~frames[outermost - 1]!.announced) !== 0) outermost--;
  for (let at = outermost; at < frames.length; at++) {
    const frame = frames[at]!;
    const silent = lanes & ~frame.announced;
    frame.announced |= silent;
    if (silent !== 0 && frame.own !== null) sink.announce(frame.own, silent);
  }
}

function statsOf(
  walk: OngoingWalk,
  frame: Frame,
  path: string,
  name: string,
  disk: DiskPath,
): EntryStats | null {
  const { judge, sink } = walk;
  try {
    const stats = readStats(disk);
    if (stats === null) sink.vanish(path);
    return stats;
  } catch (error) {
    const { sent } = judgeEntry(judge, frame.lanes & judge.live, frame.scopes, path, name, 'file');
    sink.refuse(path);
    failLanes(walk, sent, unreadable(path, 'cannot be looked at', error));
    return null;
  }
}

/** BuildKit survives a directory that it may not read when the rules exclude it; the classic builder looks before it asks the rules. */
function refuseDirectory(walk: OngoingWalk, own: Visited, lanes: number, error: NodeJS.ErrnoException): void {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    walk.sink.vanish(own.path);
    return;
  }
  walk.sink.refuse(own.path);
  const isRefused = error.code === 'EACCES' || error.code === 'EPERM';
  const survivors = isRefused ? walk.judge.parentBits & ~own.sent : 0;
  failLanes(walk, lanes & ~survivors, unreadable(own.path, 'cannot be read', error));
}

/** The classic client opens every file that it sends and every directory, excluded or not, before it begins. */
function failClosed(walk: OngoingWalk, frame: Frame, { path, type, sent }: Visited, entered: number): void {
  const classic = frame.lanes & walk.judge.live & ~walk.judge.parentBits;
  const lanes = classic & (type === 'file' ? sent : ~entered);
  if (lanes !== 0) failLanes(walk, lanes, unreadable(path, 'cannot be read', { code: 'EACCES' }));
}

function failLanes(walk: OngoingWalk, lanes: number, error: PlimsollError): void {
  for (let lane = 0; lane < walk.judge.lanes.length; lane++) {
    if ((lanes & (1 << lane)) === 0) continue;
    walk.judge.live &= ~(1 << lane);
    walk.sink.fail(lane, error);
  }
}
