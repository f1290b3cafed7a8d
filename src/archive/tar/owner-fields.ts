import { FIELD } from './header-block.ts';
import type { TarMember } from './member.ts';
import { readNumeric } from './numeric-field.ts';

const MAX_ID = 2 ** 32 - 1;
/** mode, uid and gid lie side by side: 24 bytes, six words; mtime has 12 bytes, three words. */
const OWNER_WORDS = 6;
const MTIME_WORDS = 3;

/** mode, uid, gid and mtime of headers. Neighbours mostly agree in them, so equal bytes are not parsed again. */
export class OwnerFields {
  readonly #seen: Int32Array = new Int32Array(OWNER_WORDS + MTIME_WORDS);
  #mode = 0;
  #uid = 0;
  #gid = 0;
  #mtime = 0;

  /** Fills a member from the block at `at`; returns a complaint about a field that is no number within bounds, else null. */
  fill(member: TarMember, bytes: Uint8Array, words: Int32Array, at: number): string | null {
    if (this.#isNew(words, (at + FIELD.mode[0]) >> 2, 0, OWNER_WORDS)) {
      const complaint = this.#parseOwner(bytes, at);
      if (complaint !== null) return complaint;
    }
    if (this.#isNew(words, (at + FIELD.mtime[0]) >> 2, OWNER_WORDS, MTIME_WORDS)) {
      this.#mtime = readNumeric(bytes, at + FIELD.mtime[0], FIELD.mtime[1]);
      if (Number.isNaN(this.#mtime)) return fieldComplaint('mtime', this.#mtime);
    }
    member.mode = this.#mode;
    member.uid = this.#uid;
    member.gid = this.#gid;
    member.mtime = this.#mtime;
    return null;
  }

  #isNew(words: Int32Array, from: number, at: number, count: number): boolean {
    let isNew = false;
    for (let i = 0; i < count; i++) {
      const word = words[from + i]!;
      if (word === this.#seen[at + i]) continue;
      this.#seen[at + i] = word;
      isNew = true;
    }
    return isNew;
  }

  #parseOwner(bytes: Uint8Array, at: number): string | null {
    const mode = readNumeric(bytes, at + FIELD.mode[0], FIELD.mode[1]);
    const uid = readNumeric(bytes, at + FIELD.uid[0], FIELD.uid[1]);
    const gid = readNumeric(bytes, at + FIELD.gid[0], FIELD.gid[1]);
    if (!isId(mode)) return fieldComplaint('mode', mode);
    if (!isId(uid)) return fieldComplaint('uid', uid);
    if (!isId(gid)) return fieldComplaint('gid', gid);
    this.#mode = mode & 0o7777;
    this.#uid = uid;
    this.#gid = gid;
    return null;
  }
}

/** The sentence about a numeric field that cannot be. */
export function fieldComplaint(field: string, value: number): string {
  return Number.isNaN(value)
    ? `the ${field} in the header is not a number within bounds`
    : `the header says ${field} ${value}`;
}

function isId(value: number): boolean {
  return value >= 0 && value <= MAX_ID;
}
