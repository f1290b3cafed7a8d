import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readlinkSync, readSync } from 'node:fs';
import { nameText } from '../../core/byte-text.ts';
import { openCarefully } from '../../files/open-carefully.ts';
import type { NameTree } from '../../image/index/name-tree.ts';
import type { PathColumns } from '../paths/path-columns.ts';
import { type ContentReader, type Equality, ReadAllowance } from './content-reader.ts';

/** One directory of a comparison. */
export interface DirectorySide {
  readonly root: string;
  readonly columns: PathColumns;
}

const PIECE = 256 << 10;

/** Compares files of two directories on disk: sizes first, then the bytes up to the first difference, in all at most `limit` of them. */
export class DirectoryContent implements ContentReader {
  readonly #names: NameTree;
  readonly #before: DirectorySide;
  readonly #after: DirectorySide;
  readonly #pieces = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)] as const;
  readonly #allowance: ReadAllowance;

  constructor(names: NameTree, before: DirectorySide, after: DirectorySide, limit: number) {
    this.#names = names;
    this.#before = before;
    this.#after = after;
    this.#allowance = new ReadAllowance(limit);
  }

  get leftOut(): number {
    return this.#allowance.leftOut;
  }

  compare(before: number, after: number): Equality {
    const size = this.#before.columns.bytes[before]!;
    if (size !== this.#after.columns.bytes[after]!) return 'different';
    if (size === 0) return 'same';
    if (!this.#allowance.spend(size)) return 'unknown';
    return withFile(this.#diskPath('before', before), (a) =>
      withFile(this.#diskPath('after', after), (b) => this.#compareFiles(a, b)),
    );
  }

  fingerprint(side: 'before' | 'after', node: number): string | null {
    const { columns } = side === 'before' ? this.#before : this.#after;
    if (!this.#allowance.spend(columns.bytes[node]!)) return null;
    const hash = createHash('sha256');
    const outcome = withFile(this.#diskPath(side, node), (file) => {
      const [piece] = this.#pieces;
      for (let read = readSync(file, piece); read > 0; read = readSync(file, piece))
        hash.update(piece.subarray(0, read));
      return 'same';
    });
    return outcome === 'same' ? hash.digest('base64') : null;
  }

  /** Target of a symbolic link; null when it went away. */
  target(side: 'before' | 'after', node: number): string | null {
    try {
      return nameText(readlinkSync(this.#diskPath(side, node), 'buffer'));
    } catch {
      return null;
    }
  }

  #diskPath(side: 'before' | 'after', node: number): Buffer {
    const { root } = side === 'before' ? this.#before : this.#after;
    return Buffer.concat([Buffer.from(`${root}/`), this.#names.pathBytes(node)]);
  }

  #compareFiles(a: number, b: number): Equality {
    const [left, right] = this.#pieces;
    for (;;) {
      const [have, other] = [readFull(a, left), readFull(b, right)];
      if (have !== other || left.compare(right, 0, other, 0, have) !== 0) return 'different';
      if (have < PIECE) return 'same';
    }
  }
}

/** Opens a regular file; what cannot be opened, or is none any more, is not known. */
function withFile(path: Buffer, use: (file: number) => Equality): Equality {
  let file: number;
  try {
    file = openCarefully(path);
  } catch {
    return 'unknown';
  }
  try {
    return fstatSync(file).isFile() ? use(file) : 'unknown';
  } catch {
    return 'unknown';
  } finally {
    closeSync(file);
  }
}

/** Fills the piece as far as the file goes. */
function readFull(file: number, piece: Buffer): number {
  let have = 0;
  for (let read = -1; read !== 0 && have < piece.length; have += read)
    read = readSync(file, piece, have, piece.length - have, null);
  return have;
}
