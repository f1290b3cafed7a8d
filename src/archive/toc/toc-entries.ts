import { parseDigest } from '../../core/digest.ts';
import { isRecord } from '../../core/value.ts';
import { type JsonObject, textField } from '../json.ts';
import type { LayerVisitor } from '../layer-scan.ts';
import { BLOCK, paddedSize } from '../tar/header-block.ts';
import { emptyMember, MEMBER, type MemberType, type TarMember } from '../tar/member.ts';
import { hashAttribute } from '../tar/pax-member.ts';

const TYPES: ReadonlyMap<string, MemberType> = new Map<string, MemberType>([
  ['reg', MEMBER.file],
  ['dir', MEMBER.directory],
  ['symlink', MEMBER.symlink],
  ['hardlink', MEMBER.hardlink],
  ['char', MEMBER.charDevice],
  ['block', MEMBER.blockDevice],
  ['fifo', MEMBER.fifo],
]);
/** More of a file's body, of which the table has spoken already. */
const CHUNK = 'chunk';
const MAX_ID = 2 ** 32 - 1;
/** What a name that was not UTF-8 has become in JSON. */
const LOST = '\ufffd';
const utf8 = new TextEncoder();

/** A table of contents. */
export interface Toc {
  readonly entries: readonly JsonObject[];
  /** Digest of the tar-split data beside it. */
  readonly tarSplitDigest: string | null;
}

/** Reads a table of contents; null where it is malformed. Source: google/crfs, stargz, `jtoc`; containers/storage, `TOC`. */
export function readToc(json: Uint8Array): Toc | null {
  const value = parseQuietly(json);
  if (!isRecord(value)) return null;
  const entries = value['entries'];
  if (value['version'] !== 1 || !Array.isArray(entries) || !entries.every(isRecord)) return null;
  return { entries, tarSplitDigest: textField(value, 'tarSplitDigest') };
}

function parseQuietly(json: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(json).toString('utf8'));
  } catch {
    return null;
  }
}

/**
 * Tells a visitor of the members that the entries describe. Returns the bytes that their tar has at least, headers and bodies; null where
 * an entry says less than its tar header would.
 */
export function visitTocEntries(entries: readonly JsonObject[], visitor: LayerVisitor): number | null {
  const member = emptyMember();
  let tarBytes = 0;
  for (const entry of entries) {
    if (entry['type'] === CHUNK) continue;
    if (!fillMember(member, entry)) return null;
    visitor.member(member);
    tarBytes += BLOCK + paddedSize(member.size);
    if (member.size === 0) continue;
    const digest = contentDigest(entry);
    if (digest === null) return null;
    visitor.bodyDigest(digest);
  }
  return tarBytes;
}

/** The sha256 of a file's content; null where the entry does not say it. */
export function contentDigest(entry: JsonObject): Uint8Array | null {
  const digest = parseDigest(textField(entry, 'digest') ?? '');
  return digest?.algorithm === 'sha256' ? Buffer.from(digest.hex, 'hex') : null;
}

function fillMember(member: TarMember, entry: JsonObject): boolean {
  const type = TYPES.get(String(entry['type']));
  const name = textField(entry, 'name');
  const link = textField(entry, 'linkName') ?? '';
  const [size, mode] = [whole(entry['size'], Number.MAX_SAFE_INTEGER), whole(entry['mode'], MAX_ID)];
  const [uid, gid] = [whole(entry['uid'], MAX_ID), whole(entry['gid'], MAX_ID)];
  const mtime = entry['modtime'] === undefined ? 0 : Date.parse(String(entry['modtime'])) / 1000;
  const xattrs = hashAttributes(entry['xattrs']);
  if (type === undefined || name === null || size === null || mode === null || uid === null || gid === null)
    return false;
  if (xattrs === null || Number.isNaN(mtime) || name.includes(LOST) || link.includes(LOST)) return false;
  member.type = type;
  member.size = type === MEMBER.file ? size : 0;
  Object.assign(member, { mode: mode & 0o7777, uid, gid, mtime, xattrHash: xattrs });
  setText(member.name, name);
  setText(member.link, link);
  return true;
}

function setText(slice: TarMember['name'], text: string): void {
  slice.bytes = utf8.encode(text);
  slice.start = 0;
  slice.end = slice.bytes.length;
}

/** A whole number of at least 0; absent counts as 0, as Go leaves it out; null for anything else. */
function whole(value: unknown, limit: number): number | null {
  if (value === undefined) return 0;
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= limit
    ? (value as number)
    : null;
}

function hashAttributes(xattrs: unknown): number | null {
  if (xattrs === undefined || xattrs === null) return 0;
  if (!isRecord(xattrs)) return null;
  let hash = 0;
  for (const [key, value] of Object.entries(xattrs)) {
    if (typeof value !== 'string') return null;
    hash = hashAttribute(hash, `SCHILY.xattr.${key}`, Buffer.from(value, 'base64'));
  }
  return hash;
}
