import type { MessagePort } from 'node:worker_threads';

/** What the thread that wants data unpacked sends; null ends a stream. */
export type PackedMessage = Uint8Array | null;

/** What the decoding thread sends: unpacked bytes, that it took a piece, that the stream is complete, or what is wrong with it. */
export type UnpackedMessage = Uint8Array | 'taken' | 'complete' | { readonly damage: string };

/** What a decoding thread starts with. */
export interface DecoderTask {
  readonly port: MessagePort;
  /** Two numbers, {@link SIGNAL} and {@link ROOM}, which the decoding thread waits on while it has nothing else to do. */
  readonly shared: SharedArrayBuffer;
}

/** Rises with every message to the decoding thread. */
export const SIGNAL = 0;
/** Bytes that the decoding thread may still send before somebody has used some. */
export const ROOM = 1;
/** Unpacked bytes under way. */
export const MOST_UNDER_WAY: number = 4 << 20;
