import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { ReadAhead } from '../walk/walk.ts';
import { CHUNK, type ReadAheadMessage, type ReadAheadTask, type ReadPart } from './read-part.ts';
import {
  createReadStore,
  forget,
  hasPassed,
  type ReadStore,
  statsIn,
  takePart,
  turnTo,
} from './read-store.ts';

/** A helper that can be sent home. */
export interface ReadAheadThread extends ReadAhead {
  readonly stop: () => void;
}

/** A second thread that reads from the end of the context, see `readBackwards`; if it cannot start, the walk does it all. */
export function startReadAhead(task: Omit<ReadAheadTask, 'stop'>): ReadAheadThread {
  const { port1, port2 } = new MessageChannel();
  const stop = new SharedArrayBuffer(4);
  const workerData: ReadAheadMessage = { ...task, stop, port: port2 };
  const script = new URL('./read-backwards-worker.js', import.meta.url);
  const worker = new Worker(script, { workerData, transferList: [port2] });
  worker.on('error', () => {});
  worker.unref();
  port1.unref();
  const store = createReadStore();
  const enough = (): number => Atomics.store(new Int32Array(stop), 0, 1);
  return {
    names: (directory) => {
      receive(port1, store);
      const names = turnTo(store, directory);
      if (names !== null && hasPassed(store, directory)) enough();
      return names;
    },
    stats: (directory, index) => {
      if (directory !== store.directory || index % CHUNK === 0) {
        receive(port1, store);
        turnTo(store, directory);
      }
      return statsIn(store, index);
    },
    forget: (directory) => forget(store, directory),
    stop: () => {
      enough();
      port1.close();
    },
  };
}

function receive(port: MessagePort, store: ReadStore): void {
  for (;;) {
    const received = receiveMessageOnPort(port);
    if (received === undefined) return;
    for (const part of received.message as readonly ReadPart[]) takePart(store, part);
  }
}
