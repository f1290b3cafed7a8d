import { gunzipSync } from 'node:zlib';
import type { FileRange } from '../file-range.ts';
import { readHead } from '../file-range.ts';
import { digestOf } from '../sha256.ts';
import { TarStreamScanner } from '../tar/scan-stream.ts';
import { TOC_LIMIT } from './toc-claim.ts';

const FOOTER_LENGTH = 51;
/** An empty gzip member whose extra field, `SG`, says in 16 hex digits where the table begins. */
const FOOTER = /^\x1f\x8b\x08\x04.{6}\x1a\x00SG\x16\x00([0-9a-f]{16})STARGZ/s;
const TOC_NAME = 'stargz.index.json';

/**
 * The JSON of an eStargz blob's table of contents, from the blob's end; null where there is none with that digest.
 * Source: stargz-snapshotter, docs/estargz.md, "The structure" and "Footer".
 */
export function readStargzToc(blob: FileRange, digest: string): Uint8Array | null {
  const footerAt = blob.length - FOOTER_LENGTH;
  if (footerAt <= 0) return null;
  const found = FOOTER.exec(latin1(sectionOf(blob, footerAt, FOOTER_LENGTH)));
  const tocAt = found === null ? Number.NaN : Number.parseInt(found[1]!, 16);
  if (!(tocAt < footerAt) || footerAt - tocAt > TOC_LIMIT) return null;
  const toc = bodyOfOnly(unzip(sectionOf(blob, tocAt, footerAt - tocAt)));
  return toc !== null && digestOf(toc) === digest ? toc : null;
}

/** Bytes of a blob by their place in it. */
export function sectionOf(blob: FileRange, offset: number, length: number): Uint8Array {
  return readHead({ fd: blob.fd, start: blob.start + offset, length }, length);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function unzip(bytes: Uint8Array): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: TOC_LIMIT });
  } catch {
    return null; // it is not what the footer promised
  }
}

/** The body of the table's own member in the little tar that holds it. */
function bodyOfOnly(tar: Uint8Array | null): Uint8Array | null {
  if (tar === null) return null;
  const pieces: Uint8Array[] = [];
  let isToc = false;
  const scanner = new TarStreamScanner(
    { file: '', entry: null, isDecompressed: true },
    {
      member({ name }) {
        isToc = latin1(name.bytes.subarray(name.start, name.end)) === TOC_NAME;
      },
      body(piece) {
        if (isToc) pieces.push(piece);
      },
      bodyEnd() {},
    },
  );
  try {
    scanner.push(tar);
    scanner.end();
  } catch {
    return null;
  }
  return Buffer.concat(pieces);
}
