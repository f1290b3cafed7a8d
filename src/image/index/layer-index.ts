import type { LayerVisitor } from '../../archive/layer-scan.ts';
import { sliceText, type TarMember } from '../../archive/tar/member.ts';
import type { PlainMembers } from '../../archive/tar/plain-members.ts';
import { PlimsollError } from '../../core/errors.ts';
import { type EntryKind, entryKind, KIND, WHITEOUT_PREFIX } from './entry-kind.ts';
import { FINGERPRINT_BYTES, Fingerprinter } from './fingerprint.ts';
import { grown, type NumberArray, trimmed } from './grow.ts';
import { type NameTree, ROOT } from './name-tree.ts';
import { lastName, withoutSlashes } from './path-bytes.ts';
import { HEAD_BYTES, isSuspicious, judgeHead } from './suspicion.ts';

const FIRST_CAPACITY = 256;
/** Characters of symlink targets that are always allowed, and more for each entry. */
const TARGETS_ANYWAY = 32 << 20;
const TARGETS_PER_ENTRY = 512;
/** Room that a mere guess may ask for. */
const LARGEST_GUESS = 1 << 16;

/**
 * The entries of one layer in columns: about 46 bytes an entry beside its name, no objects.
 * Fills itself from a tar scan; bodies that pass by in a stream leave a fingerprint.
 */
export class LayerIndex implements LayerVisitor {
  readonly tree: NameTree;
  count = 0;
  /** Node of the path; of a whiteout, the path it hides; of an opaque marker, its directory. */
  node: Int32Array = new Int32Array(0);
  kind: Uint8Array = new Uint8Array(0);
  size: Float64Array = new Float64Array(0);
  mode: Uint16Array = new Uint16Array(0);
  uid: Uint32Array = new Uint32Array(0);
  gid: Uint32Array = new Uint32Array(0);
  mtime: Float64Array = new Float64Array(0);
  /** Where the body begins in the layer's tar. */
  bodyOffset: Float64Array = new Float64Array(0);
  /** Of a hard link: the node of its target. Of a symlink: its place in `linkTexts`. */
  link: Int32Array = new Int32Array(0);
  readonly linkTexts: string[] = [];
  /** Entries with extended attributes. */
  readonly xattrs: Map<number, number> = new Map();
  /** Entries whose stored body is not simply their content. */
  readonly sparse: Set<number> = new Set();
  /** FINGERPRINT_BYTES an entry; empty where bodies were not read. */
  fingerprints: Uint8Array = new Uint8Array(0);
  #targetLength = 0;
  /** Of so many entries, the sizes added up. */
  #summed = 0;
  #sum = 0;
  /** Of bodies that passed by: what the first bytes made of a suspicion by the name. */
  readonly verdicts: Map<number, number> = new Map();
  readonly #fingerprinter = new Fingerprinter();
  /** The entry whose body passed by last; its first bytes while they come, -1 of them where nobody wants them. */
  #passing = -1;
  #headLength = -1;
  #head: Uint8Array | null = null;

  constructor(tree: NameTree) {
    this.tree = tree;
  }

  member(member: TarMember): void {
    const entry = this.count++;
    if (entry >= this.kind.length)
      this.#resize((column) => grown(column, Math.max(entry + 1, FIRST_CAPACITY)));
    const { bytes, start, end } = member.name;
    const kind = this.#place(entry, member.type, bytes, start, end);
    this.kind[entry] = kind;
    this.size[entry] = kind === KIND.file ? member.size : 0;
    this.mode[entry] = member.mode;
    this.uid[entry] = member.uid;
    this.gid[entry] = member.gid;
    this.mtime[entry] = member.mtime;
    this.bodyOffset[entry] = member.bodyOffset;
    if (kind === KIND.hardlink)
      this.link[entry] = this.tree.internPath(member.link.bytes, member.link.start, member.link.end);
    else if (kind === KIND.symlink) this.link[entry] = this.#keepTarget(sliceText(member.link));
    if (member.xattrHash !== 0) this.xattrs.set(entry, member.xattrHash);
    if (member.isSparse) this.sparse.add(entry);
  }

  #keepTarget(target: string): number {
    this.#targetLength += target.length;
    if (this.#targetLength > TARGETS_ANYWAY + TARGETS_PER_ENTRY * this.count)
      throw new PlimsollError('limit', 'its symlinks point at longer paths than any file system has');
    return this.linkTexts.push(target) - 1;
  }

  expectMembers(count: number): void {
    const guess = Math.min(Math.ceil(count), LARGEST_GUESS);
    this.#resize((column) => grown(column, guess));
    this.tree.reserve(guess);
  }

  plainMembers(batch: PlainMembers): void {
    const first = this.count;
    const { count, bytes } = batch;
    this.count += count;
    if (this.count > this.kind.length) this.#resize((column) => grown(column, this.count));
    this.kind.set(batch.type.subarray(0, count), first);
    this.size.set(batch.size.subarray(0, count), first);
    this.mode.set(batch.mode.subarray(0, count), first);
    this.uid.set(batch.uid.subarray(0, count), first);
    this.gid.set(batch.gid.subarray(0, count), first);
    this.mtime.set(batch.mtime.subarray(0, count), first);
    this.bodyOffset.set(batch.bodyOffset.subarray(0, count), first);
    for (let i = 0; i < count; i++) {
      const type = batch.type[i] as TarMember['type'];
      const kind = this.#place(first + i, type, bytes, batch.nameStart[i]!, batch.nameEnd[i]!);
      if (kind === type) continue;
      this.kind[first + i] = kind;
      this.size[first + i] = 0; // a marker, whatever it says
    }
  }

  body(piece: Uint8Array): void {
    if (this.kind[this.count - 1] !== KIND.file) return;
    this.#fingerprinter.write(piece);
    if (this.#passing !== this.count - 1) {
      this.#passing = this.count - 1;
      this.#headLength = isSuspicious(this.tree, this.node[this.#passing]!) ? 0 : -1;
    }
    if (this.#headLength >= 0 && this.#headLength < HEAD_BYTES) this.#takeHead(piece);
  }

  #takeHead(piece: Uint8Array): void {
    this.#head ??= new Uint8Array(HEAD_BYTES);
    const more = piece.subarray(0, HEAD_BYTES - this.#headLength);
    this.#head.set(more, this.#headLength);
    this.#headLength += more.length;
  }

  bodyEnd(): void {
    if (this.kind[this.count - 1] !== KIND.file) return;
    this.bodyDigest(this.#fingerprinter.finish());
    if (this.#passing !== this.count - 1 || this.#headLength < 0) return;
    const head = this.#head!.subarray(0, this.#headLength);
    this.verdicts.set(this.#passing, judgeHead(this.tree, this.node[this.#passing]!, head));
  }

  bodyDigest(sha256: Uint8Array): void {
    this.fingerprints = grown(this.fingerprints, Math.max(this.count, FIRST_CAPACITY) * FINGERPRINT_BYTES);
    this.fingerprints.set(sha256, (this.count - 1) * FINGERPRINT_BYTES);
  }

  /** Target text of a symlink entry. */
  linkText(entry: number): string {
    return this.linkTexts[this.link[entry]!] ?? '';
  }

  /** Bytes of a symlink's target. */
  linkBytes(entry: number): number {
    return Buffer.byteLength(this.linkText(entry));
  }

  /** Fingerprint of a file entry whose body passed by; null where it was not read. */
  fingerprint(entry: number): Uint8Array | null {
    const at = entry * FINGERPRINT_BYTES;
    return at + FINGERPRINT_BYTES <= this.fingerprints.length
      ? this.fingerprints.subarray(at, at + FINGERPRINT_BYTES)
      : null;
  }

  #place(
    entry: number,
    type: TarMember['type'],
    bytes: Uint8Array,
    start: number,
    nameEnd: number,
  ): EntryKind {
    const end = withoutSlashes(bytes, start, nameEnd);
    const last = lastName(bytes, start, end);
    const kind = entryKind(type, bytes, last, end);
    if (kind === KIND.whiteout) {
      const directory = this.tree.internPath(bytes, start, last);
      this.node[entry] = this.tree.intern(directory, bytes, last + WHITEOUT_PREFIX, end);
    } else if (kind === KIND.opaque || kind === KIND.ignored) {
      this.node[entry] = this.tree.internPath(bytes, start, last);
    } else {
      const node = this.tree.internSplit(bytes, start, last, end);
      this.node[entry] = node;
      if (this.tree.isBelowAufs || (node === ROOT && kind !== KIND.directory)) return KIND.ignored;
    }
    return kind;
  }

  /** Gives back the room that growing left, where it is worth a copy. */
  seal(): void {
    if (this.kind.length > 1.5 * this.count) this.#resize((column) => trimmed(column, this.count));
  }

  /** The same entries with their names in another tree; everything else is shared, so neither may be filled further. */
  over(tree: NameTree): LayerIndex {
    const copy = new LayerIndex(tree);
    Object.assign(copy, this, { tree, link: this.link.slice() });
    tree.expectPaths(this.count);
    const translate = translation(this.tree, tree);
    copy.node = this.node.subarray(0, this.count).map(translate);
    for (let entry = 0; entry < this.count; entry++)
      if (this.kind[entry] === KIND.hardlink) copy.link[entry] = translate(this.link[entry]!);
    return copy;
  }

  /** Sum of the sizes of its files. */
  get fileBytes(): number {
    const { size, count } = this;
    if (this.#summed !== count) {
      this.#sum = 0;
      for (let i = 0; i < count; i++) this.#sum += size[i]!;
      this.#summed = count;
    }
    return this.#sum;
  }

  #resize(change: <A extends NumberArray>(column: A) => A): void {
    this.node = change(this.node);
    this.kind = change(this.kind);
    this.size = change(this.size);
    this.mode = change(this.mode);
    this.uid = change(this.uid);
    this.gid = change(this.gid);
    this.mtime = change(this.mtime);
    this.bodyOffset = change(this.bodyOffset);
    this.link = change(this.link);
  }
}

/** The node of one tree that has the same path as a node of another; a parent has a lower number than its children. */
function translation(from: NameTree, to: NameTree): (node: number) => number {
  const known = new Int32Array(from.size).fill(-1);
  known[ROOT] = ROOT;
  return (node) => {
    const missing: number[] = [];
    let at = node;
    for (; known[at]! < 0; at = from.parent(at)) missing.push(at);
    let found = known[at]!;
    for (const step of missing.reverse()) {
      const name = from.nameBytes(step);
      found = to.intern(found, name, 0, name.length);
      known[step] = found;
    }
    return found;
  };
}
