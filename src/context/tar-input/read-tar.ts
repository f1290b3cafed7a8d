import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { byteText } from '../../core/byte-text.ts';
import { PlimsollError } from '../../core/errors.ts';

/** One member of a tar. */
export interface TarInputMember {
  /** As it stands there, a `byteText`. */
  readonly name: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'other';
  /** Content of a file, 0 for anything else. */
  readonly bytes: number;
  /** Permissions, setuid, setgid and sticky. */
  readonly mode: number;
}

/** The package's types do not know this option. */
const BYTE_NAMES: object = { filenameEncoding: 'latin1' };
const TYPES: Readonly<Record<string, TarInputMember['type']>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'directory',
  symlink: 'symlink',
  link: 'hardlink',
};

/**
 * Reads the members of a tar that comes in pieces; contents are read past. Throws a `corrupt` error where it is damaged, and for
 * headers without end.
 */
export async function* readTar(
  pieces: AsyncIterable<Uint8Array>,
  what: string,
): AsyncGenerator<TarInputMember> {
  const reader = extract(BYTE_NAMES);
  const fed = { bytes: 0 };
  const source = Readable.from(counted(pieces, fed));
  let failure: Error | null = null;
  source.on('error', (error) => {
    failure = error;
    reader.destroy(error);
  });
  source.pipe(reader);
  try {
    for await (const member of reader) {
      const { header } = member;
      const bytes = header.size ?? 0;
      const type = TYPES[header.type ?? ''] ?? 'other';
      yield { name: nameOf(header), type, bytes: type === 'file' ? bytes : 0, mode: header.mode ?? 0 };
      member.resume();
    }
  } catch (error) {
    if (failure !== null) throw failure;
    const reason = (error as Error).message.split('.')[0]!;
    throw new PlimsollError(
      'corrupt',
      `${what} is damaged before offset ${fed.bytes} of the tar: ${reason}.`,
      {
        offset: fed.bytes,
        cause: error,
      },
    );
  } finally {
    source.destroy();
  }
}

/** Says how far reading has come. */
async function* counted(
  pieces: AsyncIterable<Uint8Array>,
  fed: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    fed.bytes += piece.length;
    yield piece;
  }
}

/** Names in extended headers are UTF-8 (other bytes of theirs are lost as U+FFFD), all others are bytes. */
function nameOf({ name, pax }: Header): string {
  const records = pax as Readonly<Record<string, string>> | null | undefined;
  return records?.['path'] === name ? name : byteText(Buffer.from(name, 'latin1'));
}
