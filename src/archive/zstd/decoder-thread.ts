import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { MessageChannel, Worker } from 'node:worker_threads';
import {
  type DecoderTask,
  MOST_UNDER_WAY,
  type PackedMessage,
  ROOM,
  SIGNAL,
  type UnpackedMessage,
} from './channel.ts';

/** A thread that decodes one zstd stream at a time. */
export interface DecoderThread {
  readonly send: (message: PackedMessage) => void;
  /** The next message of the thread; rejects when it broke down or was given up. */
  readonly receive: () => Promise<UnpackedMessage>;
  /** Says that so many unpacked bytes were used. */
  readonly used: (bytes: number) => void;
  /** Makes the process wait for the thread, or not. */
  readonly hold: (isBusy: boolean) => void;
  /** Nothing will come of the stream: {@link receive} rejects with this from now on. */
  readonly giveUp: (reason: unknown) => void;
  readonly stop: () => void;
}

/** An archive that is packed as a whole takes one for itself beside those of its layers. */
const MOST_THREADS = 1 + Math.max(1, availableParallelism());
const idle: DecoderThread[] = [];
const waiting: ((thread: DecoderThread) => void)[] = [];
let running = 0;

/** An idle thread, a new one, or the next that is given back. */
export function takeDecoder(): Promise<DecoderThread> {
  const thread = idle.pop();
  if (thread !== undefined) return Promise.resolve(thread);
  if (running < MOST_THREADS) {
    running++;
    return Promise.resolve(startDecoder());
  }
  return new Promise((resolve) => waiting.push(resolve));
}

/** Gives a thread back: to whoever waits for one, or to wait itself. One in the middle of a stream is of no more use. */
export function giveBackDecoder(thread: DecoderThread, isComplete: boolean): void {
  if (!isComplete) thread.stop();
  const next = waiting.shift();
  if (next !== undefined) next(isComplete ? thread : startDecoder());
  else if (isComplete) idle.push(thread);
  else running--;
}

function startDecoder(): DecoderThread {
  const { port1, port2 } = new MessageChannel();
  const shared = new SharedArrayBuffer(8);
  const counters = new Int32Array(shared);
  counters[ROOM] = MOST_UNDER_WAY;
  const workerData: DecoderTask = { port: port2, shared };
  const worker = new Worker(scriptOf(new URL('./decoder-worker.js', import.meta.url)), {
    workerData,
    transferList: [port2],
  });
  const messages: UnpackedMessage[] = [];
  let failure: { readonly reason: unknown } | null = null;
  let wake: () => void = () => {};
  port1.on('message', (message: UnpackedMessage) => {
    messages.push(message);
    wake();
  });
  const giveUp = (reason: unknown): void => {
    failure ??= { reason };
    wake();
  };
  worker.on('error', giveUp);
  const hold = (isBusy: boolean): void => {
    for (const held of [port1, worker]) isBusy ? held.ref() : held.unref();
  };
  hold(false);
  return {
    send: (message) => {
      port1.postMessage(message, message === null ? [] : [message.buffer as ArrayBuffer]);
      Atomics.add(counters, SIGNAL, 1);
      Atomics.notify(counters, SIGNAL);
    },
    receive: async () => {
      while (messages.length === 0 || failure !== null) {
        if (failure !== null) throw failure.reason;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return messages.shift()!;
    },
    used: (bytes) => {
      Atomics.add(counters, ROOM, bytes);
      Atomics.notify(counters, ROOM);
    },
    hold,
    giveUp,
    stop: () => {
      port1.close();
      void worker.terminate();
    },
  };
}

/** Sources that run as they are, in tests, start what was built of them. */
function scriptOf(beside: URL): URL {
  if (beside.protocol !== 'file:' || existsSync(beside)) return beside;
  return new URL(beside.href.replace(/\/src\/(?!.*\/src\/)/, '/dist/'));
}
