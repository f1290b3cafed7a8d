import { NONE } from '../../image/index/name-tree.ts';
import type { PathSide } from '../report.ts';

/** What stands at a node, as the columns keep it. */
export const TYPE = {
  nothing: 0,
  file: 1,
  directory: 2,
  symlink: 3,
  /** A further name of a file. */
  hardlink: 4,
  device: 5,
  fifo: 6,
  other: 7,
} as const;

/** Types by number. */
const TYPE_NAMES: readonly PathSide['type'][] = [
  'other',
  'file',
  'directory',
  'symlink',
  'hardlink',
  'device',
  'fifo',
  'other',
];

/** A metadata value that is not known. */
export const UNKNOWN = -1;

/**
 * One tree of paths in columns, a place for each node of the name tree that both sides share: comparing two trees is then
 * comparing numbers. About 45 bytes a node.
 */
export interface PathColumns {
  /** Number of nodes. */
  readonly size: number;
  /** One of {@link TYPE}. */
  readonly type: Uint8Array;
  /** A body with several names counts at the first of them in path order. */
  readonly bytes: Float64Array;
  readonly mode: Int32Array;
  readonly uid: Float64Array;
  readonly gid: Float64Array;
  /** Seconds since 1970; NaN where unknown. */
  readonly mtime: Float64Array;
  readonly layer: Int32Array;
  /** Of a further name of a file: the node of the first one. */
  readonly firstName: Int32Array;
}

/** Columns with nothing in them. */
export function createColumns(size: number): PathColumns {
  return {
    size,
    type: new Uint8Array(size),
    bytes: new Float64Array(size),
    mode: new Int32Array(size).fill(UNKNOWN),
    uid: new Float64Array(size).fill(UNKNOWN),
    gid: new Float64Array(size).fill(UNKNOWN),
    mtime: new Float64Array(size).fill(Number.NaN),
    layer: new Int32Array(size).fill(NONE),
    firstName: new Int32Array(size).fill(NONE),
  };
}

/** The name of a {@link TYPE}. */
export function typeName(type: number): PathSide['type'] {
  return TYPE_NAMES[type] ?? 'other';
}

/** True for a file and for a further name of one. */
export function isFileType(type: number): boolean {
  return type === TYPE.file || type === TYPE.hardlink;
}
