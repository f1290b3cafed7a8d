import { firstName } from '../../core/posix-path.ts';
import { hasOtherNames, targetOf, type Visited } from '../walk/entry.ts';
import { isSocket } from '../walk/mode.ts';
import { addPackets, createPacketLog, type PacketLog, packetIdBytes } from './packet-log.ts';
import { dataPacketBytes, dataPacketCount, statPacketBytes, TRANSFER_END_BYTES } from './packet-size.ts';
import { byteLength, TAR_END_BYTES, tarMemberBytes } from './tar-size.ts';

/** A file with several names: which of them counts is known when the walk is over. */
interface SharedName {
  readonly entry: Visited;
  /** Position in the packet log. */
  readonly packetIndex: number;
}

/** What one lane sends, added up. */
export interface LaneTally {
  readonly form: 'tar' | 'packets';
  readonly bit: number;
  files: number;
  directories: number;
  symlinks: number;
  others: number;
  /** Content of regular files. */
  bytes: number;
  /** On the wire, without what {@link laneWireBytes} adds. */
  wire: number;
  readonly packets: PacketLog;
  readonly shared: SharedName[];
  /** Files and their bytes by entry of the root; null where nobody asks. */
  readonly topLevel: Map<string, Share> | null;
}

/** What lies at or below an entry of the root. */
interface Share {
  files: number;
  bytes: number;
}

/** An empty tally; `hasShares`: it is kept by entry of the root, too. */
export function createLaneTally(form: LaneTally['form'], bit: number, hasShares = false): LaneTally {
  const counts = { files: 0, directories: 0, symlinks: 0, others: 0, bytes: 0, wire: 0 };
  const topLevel = hasShares ? new Map<string, Share>() : null;
  return { form, bit, ...counts, packets: createPacketLog(), shared: [], topLevel };
}

/** Adds an entry that the lane sends. */
export function addSent(tally: LaneTally, entry: Visited): void {
  count(tally, entry);
  const isShared = hasOtherNames(entry);
  if (tally.form === 'packets') addPacketEntry(tally, entry, isShared);
  else if (isShared) tally.shared.push({ entry, packetIndex: -1 });
  else addTarMember(tally, entry, '');
  if (entry.type === 'file' && !isShared) addBody(tally, entry);
}

/**
 * Settles which name of a file with several counts: the first in walk order, the others being links to it. To be called once, when the
 * walk is over.
 */
export function settleShared(tally: LaneTally, identityOf: (entry: Visited) => string): void {
  const first = new Map<string, string>();
  for (const shared of tally.shared) {
    const identity = identityOf(shared.entry);
    addShared(tally, shared, first.get(identity) ?? null);
    if (!first.has(identity)) first.set(identity, shared.entry.path);
  }
}

/** A name that turns out to be the first of its file, or a further one with the first one's path. */
function addShared(tally: LaneTally, { entry, packetIndex }: SharedName, first: string | null): void {
  if (entry.type === 'file' && first === null) addBody(tally, entry);
  if (tally.form === 'tar') {
    addTarMember(tally, entry, first ?? '');
    return;
  }
  tally.wire += statBytes(entry, first ?? '');
  if (first === null) tally.packets.counts[packetIndex] = addContent(tally, entry);
}

/** Bytes on the wire. */
export function laneWireBytes(tally: LaneTally): number {
  return tally.form === 'tar'
    ? tally.wire + TAR_END_BYTES
    : tally.wire + packetIdBytes(tally.packets) + TRANSFER_END_BYTES;
}

function addBody(tally: LaneTally, { path, stats }: Visited): void {
  tally.bytes += stats.size;
  const { topLevel } = tally;
  if (topLevel === null) return;
  const top = firstName(path);
  const share = topLevel.get(top) ?? { files: 0, bytes: 0 };
  topLevel.set(top, share);
  share.files++;
  share.bytes += stats.size;
}

function count(tally: LaneTally, entry: Visited): void {
  if (entry.type === 'file') tally.files++;
  else if (entry.type === 'directory') tally.directories++;
  else if (entry.type === 'symlink') tally.symlinks++;
  else tally.others++;
}

function addPacketEntry(tally: LaneTally, entry: Visited, isShared: boolean): void {
  if (isShared) {
    tally.shared.push({ entry, packetIndex: addPackets(tally.packets, 0) });
    return;
  }
  tally.wire += statBytes(entry, '');
  addPackets(tally.packets, addContent(tally, entry));
}

function statBytes(entry: Visited, first: string): number {
  const { path, isAscii, stats, disk } = entry;
  const pathBytes = isAscii ? path.length : byteLength(path);
  const target = targetOf(entry) || first;
  return statPacketBytes({ pathBytes, targetBytes: target === '' ? 0 : byteLength(target), stats, disk });
}

/** Adds the content of what BuildKit takes for a regular file; the number of its packets. */
function addContent(tally: LaneTally, entry: Visited): number {
  if (entry.type !== 'file' && !isSocket(entry.stats.mode)) return 0;
  const arrives = entry.type === 'file' && entry.isReadable && (entry.empty & tally.bit) === 0;
  const size = arrives ? entry.stats.size : 0;
  tally.wire += dataPacketBytes(size);
  return dataPacketCount(size);
}

function addTarMember(tally: LaneTally, entry: Visited, hardLinkTarget: string): void {
  const { path, isAscii, type, stats } = entry;
  const isDirectory = type === 'directory';
  const member = {
    path: isDirectory ? `${path}/` : path,
    linkTarget: hardLinkTarget || targetOf(entry),
    bytes: type === 'file' && hardLinkTarget === '' ? stats.size : 0,
    seconds: Math.floor(stats.mtimeMs / 1000),
  };
  tally.wire += tarMemberBytes(member, isAscii);
}
