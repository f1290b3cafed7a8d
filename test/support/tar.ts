/** Builds tars byte by byte, so that tests can also build what no tool would write. */

/** One member; what is not given is harmless. */
export interface TarEntry {
  readonly name: string | Uint8Array;
  readonly type?: string;
  readonly body?: string | Uint8Array;
  /** Written in the header instead of the body's length. */
  readonly size?: number;
  readonly link?: string | Uint8Array;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: number;
  readonly prefix?: string;
  /** `ustar` (default), `gnu`, or `v7`. */
  readonly format?: 'ustar' | 'gnu' | 'v7';
  /** Last change to the header before its checksum is written. */
  readonly patch?: (header: Buffer) => void;
}

const BLOCK = 512;

/** One header block. */
export function tarHeader(entry: TarEntry): Buffer {
  const header = Buffer.alloc(BLOCK);
  const put = (text: string | Uint8Array, at: number): void => {
    header.set(typeof text === 'string' ? Buffer.from(text) : text, at);
  };
  put(entry.name, 0);
  put(octal(entry.mode ?? 0o644, 8), 100);
  put(octal(entry.uid ?? 0, 8), 108);
  put(octal(entry.gid ?? 0, 8), 116);
  put(octal(entry.size ?? bodyOf(entry).length, 12), 124);
  put(octal(entry.mtime ?? 1_700_000_000, 12), 136);
  put(entry.type ?? '0', 156);
  if (entry.link !== undefined) put(entry.link, 157);
  const format = entry.format ?? 'ustar';
  if (format === 'ustar') put('ustar\x0000', 257);
  if (format === 'gnu') put('ustar  \x00', 257);
  if (entry.prefix !== undefined) put(entry.prefix, 345);
  entry.patch?.(header);
  return sealed(header);
}

/** The header with its checksum. */
export function sealed(header: Buffer): Buffer {
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** A whole tar with its two end blocks. */
export function tarOf(...entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([tarWithoutEnd(...entries), Buffer.alloc(2 * BLOCK)]);
}

/** The same without the end blocks. */
export function tarWithoutEnd(...entries: readonly TarEntry[]): Buffer {
  return Buffer.concat(entries.flatMap((entry) => [tarHeader(entry), padded(bodyOf(entry))]));
}

/** `LENGTH key=value\n`, with the length counting itself. */
function paxRecord(key: string, value: string | Uint8Array): Buffer {
  const tail = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value as string), Buffer.from('\n')]);
  let length = tail.length + 1;
  while (String(length).length + tail.length !== length) length = String(length).length + tail.length;
  return Buffer.concat([Buffer.from(String(length)), tail]);
}

/** A pax header for the next member, or a global one. */
export function paxHeader(
  records: Readonly<Record<string, string | Uint8Array>>,
  type: 'x' | 'g' = 'x',
): TarEntry {
  const body = Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(key, value)));
  return { name: 'PaxHeaders/x', type, body };
}

/** A body filled up to whole blocks. */
export function padded(body: Uint8Array): Buffer {
  return Buffer.concat([body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)]);
}

function bodyOf(entry: TarEntry): Uint8Array {
  return Buffer.from((entry.body ?? '') as string);
}

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, '0')}\0`;
}
