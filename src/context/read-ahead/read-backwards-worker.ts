import { workerData } from 'node:worker_threads';
import { readBackwards } from './read-backwards.ts';
import type { ReadAheadMessage, ReadPart } from './read-part.ts';

/** Small directories travel together. */
const BATCH_BYTES = 40_000;
const PART_BYTES = 600;

const { port, ...task } = workerData as ReadAheadMessage;
let parts: ReadPart[] = [];
let bytes = 0;

readBackwards(task, (part) => {
  parts.push(part);
  bytes += PART_BYTES + part.packed.byteLength;
  if (bytes >= BATCH_BYTES) send();
});
send();

function send(): void {
  port.postMessage(
    parts,
    parts.map((part) => part.packed.buffer as ArrayBuffer),
  );
  parts = [];
  bytes = 0;
}
