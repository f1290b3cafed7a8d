import { type DiskPath, type EntryStats, readExactTime } from '../walk/disk.ts';
import { FileType, fileType } from '../walk/mode.ts';

const CHUNK = 32_768;
/** Modification times, in milliseconds, whose nanoseconds take nine bytes for certain: 1972 to 2262. */
const NINE_BYTES_FROM = 72_057_595_000;
const NINE_BYTES_UNTIL = 9_223_372_036_000;
/** Bits of Go's os.FileMode by the type bits of Unix. */
const GO_TYPE: ReadonlyMap<number, number> = new Map([
  [FileType.Directory, 2 ** 31],
  [FileType.Symlink, 2 ** 27],
  [FileType.BlockDevice, 2 ** 26],
  [FileType.Fifo, 2 ** 25],
  [FileType.CharacterDevice, 2 ** 26 + 2 ** 21],
]);

/** Bytes that end a transfer, all that is sent when nothing is. */
export const TRANSFER_END_BYTES = 2;

/** What the length of a STAT packet depends on. */
export interface StatFields {
  readonly pathBytes: number;
  readonly targetBytes: number;
  readonly stats: EntryStats;
  readonly disk: DiskPath;
}

/** Bytes of the packet that announces an entry. Source: tonistiigi/fsutil, types.Stat and types.Packet (protobuf, zero fields left out). */
export function statPacketBytes({ pathBytes, targetBytes, stats, disk }: StatFields): number {
  const isDirectory = fileType(stats.mode) === FileType.Directory;
  const message =
    textField(pathBytes) +
    numberField(goMode(stats.mode)) +
    (isDirectory ? 0 : numberField(stats.size)) +
    timeField(stats.mtimeMs, disk) +
    textField(targetBytes) +
    (stats.rdev === 0 || isDirectory ? 0 : deviceFields(stats.rdev));
  return 1 + varintBytes(message) + message;
}

/** Bytes of the DATA packets of one file without their ids. */
export function dataPacketBytes(size: number): number {
  const whole = Math.floor(size / CHUNK);
  const rest = size - whole * CHUNK;
  return whole * chunkBytes(CHUNK) + (rest > 0 ? chunkBytes(rest) : 0) + 2;
}

/** Number of DATA packets of one file, the empty one at its end included. */
export function dataPacketCount(size: number): number {
  return Math.ceil(size / CHUNK) + 1;
}

/** Bytes that the id of entry `index` takes in each of its DATA packets. */
export function idBytes(index: number): number {
  return index === 0 ? 0 : 1 + varintBytes(index);
}

function chunkBytes(size: number): number {
  return 2 + 1 + varintBytes(size) + size;
}

function textField(bytes: number): number {
  return bytes === 0 ? 0 : 1 + varintBytes(bytes) + bytes;
}

function numberField(value: number): number {
  return value === 0 ? 0 : 1 + varintBytes(value);
}

function timeField(ms: number, disk: DiskPath): number {
  if (ms > NINE_BYTES_FROM && ms < NINE_BYTES_UNTIL) return 10;
  const nanoseconds = BigInt.asIntN(64, readExactTime(disk));
  if (nanoseconds < 0n) return 11;
  return nanoseconds === 0n ? 0 : 1 + Math.ceil(nanoseconds.toString(2).length / 7);
}

function deviceFields(device: number): number {
  const high = Math.floor(device / 4096);
  const major = Math.floor(device / 256) % 4096;
  const minor = (device % 256) + high - (high % 256);
  return numberField(major) + numberField(minor);
}

function goMode(mode: number): number {
  const special =
    (mode & 0o4000 ? 2 ** 23 : 0) + (mode & 0o2000 ? 2 ** 22 : 0) + (mode & 0o1000 ? 2 ** 20 : 0);
  return (GO_TYPE.get(fileType(mode)) ?? 0) + special + (mode & 0o777);
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}
