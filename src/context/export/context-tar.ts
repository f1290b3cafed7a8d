import { Buffer } from 'node:buffer';
import { closeSync, readSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { showStrayBytes } from '../../core/byte-text.ts';
import { PlimsollError } from '../../core/errors.ts';
import { openCarefully } from '../../files/open-carefully.ts';
import type { SurveyOptions } from '../options.ts';
import { placeOf, requireDirectory } from '../place.ts';
import { planLanes } from '../plan/plan.ts';
import { readIdentity } from '../walk/disk.ts';
import { hasOtherNames, targetOf, type Visited } from '../walk/entry.ts';
import { createJudge } from '../walk/judge.ts';
import { FileType, fileType, PERMISSIONS } from '../walk/mode.ts';
import { unreadable } from '../walk/unreadable.ts';
import { beginWalk, stepWalk, type WalkSink } from '../walk/walk.ts';
import { encodeTarHeader, padding, type TarHeaderFields } from './tar-header.ts';

const CHUNK = 1 << 16;
/** Small members travel together. */
const BATCH = 1 << 18;
/** Two empty blocks. */
const END = Buffer.alloc(1024);
const TYPE_FLAGS: ReadonlyMap<number, string> = new Map([
  [FileType.Regular, '0'],
  [FileType.Symlink, '2'],
  [FileType.CharacterDevice, '3'],
  [FileType.BlockDevice, '4'],
  [FileType.Directory, '5'],
  [FileType.Fifo, '6'],
]);

/**
 * The tar that the classic builder would send for a context, piece by piece, in walk order: as long as the report's `classicTarBytes`.
 * `except` is the path of a file to leave out: the one that is being written. Nothing is kept in memory but the names of files with several names. Throws as the survey does, and when a file changes its size meanwhile.
 */
export async function* contextTar(
  root: string,
  options: SurveyOptions = {},
  except: string | null = null,
): AsyncGenerator<Buffer> {
  const entries = sentEntries(root, options, except);
  const names = new Map<string, string>();
  let batch: Buffer[] = [];
  let bytes = 0;
  for (const entry of entries) {
    for (const piece of memberPieces(entry, names)) {
      batch.push(piece);
      bytes += piece.length;
      if (bytes < BATCH) continue;
      yield Buffer.concat(batch);
      batch = [];
      bytes = 0;
    }
  }
  yield Buffer.concat([...batch, END]);
}

function* sentEntries(root: string, options: SurveyOptions, except: string | null): Generator<Visited> {
  requireDirectory(root);
  const isExcepted = (path: string): boolean =>
    except !== null && path.endsWith(basename(except)) && resolve(root, path) === resolve(except);
  const place = placeOf(root, options);
  const plan = planLanes(place, 'classic');
  const found: Visited[] = [];
  const sink: WalkSink = {
    visit: (entry) => {
      if (entry.sent !== 0 && !isExcepted(entry.path)) found.push(entry);
    },
    announce: () => {},
    enter: () => {},
    leave: () => {},
    fail: (_, error) => {
      if (error.code !== 'ignore-file') throw error;
    },
    refuse: () => {},
    vanish: () => {},
  };
  const judge = createJudge([plan.lanes[plan.shown]!], 0, sink.fail);
  const walk = beginWalk(root, judge, sink, { measureExcluded: false });
  while (stepWalk(walk)) yield* found.splice(0);
}

function* memberPieces(entry: Visited, names: Map<string, string>): Generator<Buffer> {
  const fields = fieldsOf(entry, firstName(entry, names));
  yield encodeTarHeader(fields);
  if (fields.bytes === 0) return;
  yield* contentOf(entry, fields.bytes);
  yield padding(fields.bytes);
}

/** The first name under which a file with several was sent; null for that one itself. */
function firstName(entry: Visited, names: Map<string, string>): string | null {
  if (!hasOtherNames(entry)) return null;
  const identity = readIdentity(entry.disk);
  const first = names.get(identity) ?? null;
  if (first === null) names.set(identity, entry.path);
  return first;
}

function fieldsOf(entry: Visited, first: string | null): TarHeaderFields {
  const { path, type, stats } = entry;
  const isDevice = type === 'other' && stats.rdev !== 0;
  return {
    path: type === 'directory' ? `${path}/` : path,
    linkTarget: first ?? targetOf(entry),
    bytes: type === 'file' && first === null ? stats.size : 0,
    seconds: Math.floor(stats.mtimeMs / 1000),
    typeFlag: first === null ? TYPE_FLAGS.get(fileType(stats.mode))! : '1',
    mode: stats.mode & PERMISSIONS,
    major: isDevice ? Math.floor(stats.rdev / 2 ** 8) % 2 ** 12 : 0,
    minor: isDevice ? (stats.rdev % 2 ** 8) + (Math.floor(stats.rdev / 2 ** 20) % 2 ** 24) * 2 ** 8 : 0,
  };
}

/** Exactly as many bytes as the header promises. */
function* contentOf(entry: Visited, size: number): Generator<Buffer> {
  const file = open(entry);
  try {
    for (let at = 0; at < size; ) {
      const piece = Buffer.allocUnsafe(Math.min(CHUNK, size - at));
      const length = readSync(file, piece, 0, piece.length, at);
      if (length === 0) throw shrunk(entry);
      yield piece.subarray(0, length);
      at += length;
    }
  } finally {
    closeSync(file);
  }
}

function open(entry: Visited): number {
  try {
    return openCarefully(entry.disk);
  } catch (error) {
    throw unreadable(entry.path, 'cannot be read', error);
  }
}

function shrunk(entry: Visited): PlimsollError {
  const path = showStrayBytes(entry.path);
  return new PlimsollError('unreadable', `${path} became shorter while it was read.`, {
    entry: path,
    hint: 'Try again when nothing writes to it.',
  });
}
