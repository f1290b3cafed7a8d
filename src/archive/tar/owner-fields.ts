import { FIELD } from './header-block.ts';
import { readNumeric } from './numeric-field.ts';

const MAX_ID = 2 ** 32 - 1;
/** Where mode, uid and gid lie side by side, and mtime, as words from the start of the block. */
const OWNER = { first: FIELD.mode[0] >> 2, count: 6 } as const;
const MTIME = { first: FIELD.mtime[0] >> 2, count: 3 } as const;

/** mode, uid, gid and mtime of headers. Neighbours mostly agree in them, so equal bytes are not parsed again. */
export class OwnerFields {
  mode = 0;
  uid = 0;
  gid = 0;
  mtime = 0;
  readonly #ownerSeen: Int32Array = new Int32Array(OWNER.count);
  readonly #mtimeSeen: Int32Array = new Int32Array(MTIME.count);

  /** Reads them from the block at `at`; returns a complaint about a field that is no number within bounds, else null. */
  read(bytes: Uint8Array, words: Int32Array, at: number): string | null {
    const block = at >> 2;
    if (!isSeen(words, block + OWNER.first, this.#ownerSeen)) {
      const complaint = this.#readOwner(bytes, at);
      if (complaint !== null) return complaint;
      see(words, block + OWNER.first, this.#ownerSeen);
    }
    if (!isSeen(words, block + MTIME.first, this.#mtimeSeen)) {
      const mtime = readNumeric(bytes, at + FIELD.mtime[0], FIELD.mtime[1]);
      if (Number.isNaN(mtime)) return fieldComplaint('mtime', mtime);
      this.mtime = mtime;
      see(words, block + MTIME.first, this.#mtimeSeen);
    }
    return null;
  }

  #readOwner(bytes: Uint8Array, at: number): string | null {
    const mode = readNumeric(bytes, at + FIELD.mode[0], FIELD.mode[1]);
    const uid = readNumeric(bytes, at + FIELD.uid[0], FIELD.uid[1]);
    const gid = readNumeric(bytes, at + FIELD.gid[0], FIELD.gid[1]);
    if (!isId(mode)) return fieldComplaint('mode', mode);
    if (!isId(uid)) return fieldComplaint('uid', uid);
    if (!isId(gid)) return fieldComplaint('gid', gid);
    this.mode = mode & 0o7777;
    this.uid = uid;
    this.gid = gid;
    return null;
  }
}

/** The sentence about a numeric field that cannot be. */
export function fieldComplaint(field: string, value: number): string {
  return Number.isNaN(value)
    ? `the ${field} in the header is not a number within bounds`
    : `the header says ${field} ${value}`;
}

function isSeen(words: Int32Array, from: number, seen: Int32Array): boolean {
  for (let i = 0; i < seen.length; i++) if (words[from + i] !== seen[i]) return false;
  return true;
}

function see(words: Int32Array, from: number, seen: Int32Array): void {
  for (let i = 0; i < seen.length; i++) seen[i] = words[from + i]!;
}

function isId(value: number): boolean {
  return value >= 0 && value <= MAX_ID;
}
