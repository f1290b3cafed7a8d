import { isRecord } from '../../core/value.ts';
import { type JsonObject, textField } from '../json.ts';
import type { LayerVisitor } from '../layer-scan.ts';
import type { TarPlace } from '../tar/corrupt.ts';
import { sliceText, type TarMember } from '../tar/member.ts';
import { type BodyVisitor, TarStreamScanner } from '../tar/scan-stream.ts';
import { contentDigest } from './toc-entries.ts';

/** What a line of tar-split holds: the body of a file, by its size alone, or bytes of the tar as they are. */
const LINE = { file: 1, segment: 2 } as const;
const LINE_END = 0x0a;

/**
 * Visits the members of a tar whose headers and padding tar-split kept, with the content digests of a table of contents beside
 * them. Returns the length of the tar, or null where the two do not make one. Source: vbatts/tar-split, tar/storage.
 */
export function scanTarSplit(
  tarSplit: Uint8Array,
  entries: readonly JsonObject[],
  place: TarPlace,
  visitor: LayerVisitor,
): number | null {
  const contents = new ContentVisitor(visitor, digestsByName(entries));
  const scanner = new TarStreamScanner(place, contents);
  try {
    for (let at = 0; at < tarSplit.length; ) {
      const end = tarSplit.indexOf(LINE_END, at);
      const stop = end < 0 ? tarSplit.length : end;
      if (stop > at && !takeLine(scanner, tarSplit.subarray(at, stop))) return null;
      at = stop + 1;
    }
    scanner.end();
  } catch {
    return null; // malformed: whoever unpacks the layer finds out what is wrong with it, if anything is
  }
  return contents.isComplete ? scanner.offset : null;
}

function takeLine(scanner: TarStreamScanner, line: Uint8Array): boolean {
  const value: unknown = JSON.parse(Buffer.from(line).toString('utf8'));
  if (!isRecord(value)) return false;
  const payload = textField(value, 'payload') ?? '';
  if (value['type'] === LINE.segment) scanner.push(Buffer.from(payload, 'base64'));
  else if (value['type'] !== LINE.file) return false;
  else if (value['size'] !== 0 && value['size'] !== undefined) return scanner.passBody(value['size']);
  return true;
}

/** Content digests of regular files; null for a name that has several. */
function digestsByName(entries: readonly JsonObject[]): ReadonlyMap<string, Uint8Array | null> {
  const digests = new Map<string, Uint8Array | null>();
  for (const entry of entries) {
    const name = textField(entry, 'name');
    if (entry['type'] === 'reg' && name !== null)
      digests.set(name, digests.has(name) ? null : contentDigest(entry));
  }
  return digests;
}

/** Passes members on, and in place of each body its digest. */
class ContentVisitor implements BodyVisitor {
  /** False when a body had no digest. */
  isComplete = true;
  readonly #visitor: LayerVisitor;
  readonly #digests: ReadonlyMap<string, Uint8Array | null>;
  #digest: Uint8Array | null = null;

  constructor(visitor: LayerVisitor, digests: ReadonlyMap<string, Uint8Array | null>) {
    this.#visitor = visitor;
    this.#digests = digests;
  }

  member(member: TarMember): void {
    this.#digest = member.storedSize > 0 ? (this.#digests.get(sliceText(member.name)) ?? null) : null;
    this.#visitor.member(member);
  }

  body(): void {
    this.isComplete = false; // a body among the headers: its digest would not be the table's
  }

  bodyEnd(): void {
    if (this.#digest === null) this.isComplete = false;
    else this.#visitor.bodyDigest(this.#digest);
  }
}
