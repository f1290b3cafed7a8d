import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { ZSTDDecoder } from 'zstddec/stream';
import { type DecoderTask, type PackedMessage, ROOM, SIGNAL, type UnpackedMessage } from './channel.ts';

/** A piece holds at most one end of a frame, so the decoder has at most that many calls without a byte for it. */
const MOST_EMPTY = 4;

const { port, shared } = workerData as DecoderTask;
const counters = new Int32Array(shared);
const decoder = new ZSTDDecoder();
await decoder.init();
for (;;) decodeOne();

/** Decodes one stream from its first piece to its last. */
function decodeOne(): void {
  let empty = 0;
  const source = function* (): Generator<Uint8Array> {
    for (let piece = nextMessage(); piece !== null; piece = nextMessage()) {
      empty = 0;
      yield piece;
      send('taken');
    }
  };
  try {
    for (const unpacked of decoder.decodeStreaming(source())) {
      if (unpacked.length > 0) sendBytes(unpacked);
      // The package does not look at the decoder's errors: after one it would go on without end.
      else if (++empty > MOST_EMPTY) throw new Error('a block is damaged');
    }
    send('complete');
  } catch (error) {
    send({ damage: error instanceof Error ? error.message : String(error) });
  }
}

function nextMessage(): PackedMessage {
  for (;;) {
    const before = Atomics.load(counters, SIGNAL);
    const received = receiveMessageOnPort(port);
    if (received !== undefined) return received.message as PackedMessage;
    Atomics.wait(counters, SIGNAL, before);
  }
}

function sendBytes(bytes: Uint8Array): void {
  for (let room = Atomics.load(counters, ROOM); room <= 0; room = Atomics.load(counters, ROOM))
    Atomics.wait(counters, ROOM, room);
  Atomics.sub(counters, ROOM, bytes.length);
  port.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
}

function send(message: UnpackedMessage): void {
  port.postMessage(message);
}
