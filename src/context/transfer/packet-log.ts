import { idBytes } from './packet-size.ts';

/** Number of DATA packets of each announced entry, in order: what their ids cost depends on the order alone. */
export interface PacketLog {
  counts: Uint32Array;
  length: number;
}

const FIRST_CAPACITY = 1024;

/** An empty log. */
export function createPacketLog(): PacketLog {
  return { counts: new Uint32Array(FIRST_CAPACITY), length: 0 };
}

/** Adds an entry and returns its index. */
export function addPackets(log: PacketLog, count: number): number {
  if (log.length === log.counts.length) {
    const counts = new Uint32Array(2 * log.counts.length);
    counts.set(log.counts);
    log.counts = counts;
  }
  log.counts[log.length] = count;
  return log.length++;
}

/** Bytes of all ids. */
export function packetIdBytes(log: PacketLog): number {
  let bytes = 0;
  for (let index = 0; index < log.length; index++) bytes += log.counts[index]! * idBytes(index);
  return bytes;
}
