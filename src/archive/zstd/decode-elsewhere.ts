import { type DecoderThread, giveBackDecoder, takeDecoder } from './decoder-thread.ts';
import { splitZstdFrames, ZstdDamage } from './frames.ts';

/** Packed pieces that a thread may have before it has taken the first of them. */
const MOST_PIECES = 4;

/**
 * zstd for Nodes without a decoder of their own: WebAssembly in a thread, several of them at once. It takes several frames and skippable
 * ones, and notices truncation and wrong checksums.
 */
export async function* decompressZstdElsewhere(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const thread = await takeDecoder();
  thread.hold(true);
  const feeder = createFeeder(thread, splitZstdFrames(pieces));
  let isComplete = false;
  try {
    for (;;) {
      const message = await thread.receive();
      if (message === 'complete') break;
      if (message === 'taken') feeder.taken();
      else if (message instanceof Uint8Array) {
        yield message;
        thread.used(message.length);
      } else throw new ZstdDamage(message.damage);
    }
    isComplete = true;
  } finally {
    feeder.stop();
    thread.hold(false);
    giveBackDecoder(thread, isComplete);
  }
}

/** Sends pieces to a thread as it takes them. */
function createFeeder(
  thread: DecoderThread,
  pieces: AsyncGenerator<Uint8Array>,
): { readonly taken: () => void; readonly stop: () => void } {
  let underWay = 0;
  let isStopped = false;
  let wake: () => void = () => {};
  const feed = async (): Promise<void> => {
    for await (const piece of pieces) {
      thread.send(new Uint8Array(piece));
      underWay++;
      while (underWay >= MOST_PIECES && !isStopped)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (isStopped) return;
    }
    thread.send(null);
  };
  feed().catch(thread.giveUp);
  return {
    taken: () => {
      underWay--;
      wake();
    },
    stop: () => {
      isStopped = true;
      wake();
    },
  };
}
