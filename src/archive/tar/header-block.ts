/** Size of a header and the unit of padding, in bytes. */
export const BLOCK = 512;

/** Fields of a header block: offset and length. Source: POSIX.1-1988 ustar, GNU tar manual "Basic Tar Format". */
export const FIELD = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  link: [157, 100],
  magic: [257, 6],
  prefix: [345, 155],
  gnuSparse: [386, 96],
  gnuIsExtended: [482, 1],
  gnuRealSize: [483, 12],
} as const;

/** Regions of a sparse file in a header and in an extension block. */
export const SPARSE_REGIONS = { header: 4, extension: 21 } as const;

/** Where the GNU sparse extension block says whether another one follows. */
export const SPARSE_EXTENSION_MORE = 504;

const BLANK = 0x20;
/** The bytes of a word that stand two apart: their sums over a block fit 16 bits each. */
const EVEN = 0x00ff00ff;

/**
 * Sum of the 512 unsigned bytes of a block with the checksum field taken as blanks; -1 for a block of zeros.
 * Adds four bytes at a time and passes over the zeros that most of a header is: `words` is the same memory as `bytes` and `at` is
 * a multiple of four.
 */
export function blockSum(bytes: Uint8Array, words: Int32Array, at: number): number {
  let even = 0;
  let odd = 0;
  for (let word = at >> 2, last = word + BLOCK / 4; word < last; word += 4) {
    const a = words[word]!;
    const b = words[word + 1]!;
    const c = words[word + 2]!;
    const d = words[word + 3]!;
    if ((a | b | c | d) === 0) continue;
    even += (a & EVEN) + (b & EVEN) + (c & EVEN) + (d & EVEN);
    odd += ((a >>> 8) & EVEN) + ((b >>> 8) & EVEN) + ((c >>> 8) & EVEN) + ((d >>> 8) & EVEN);
  }
  const sum = (even & 0xffff) + (even >>> 16) + (odd & 0xffff) + (odd >>> 16);
  if (sum === 0) return -1;
  let field = 0;
  const start = at + FIELD.checksum[0];
  for (let i = start; i < start + 8; i++) field += bytes[i]!;
  return sum - field + 8 * BLANK;
}

/** The same sum over signed bytes, which some old writers stored. */
export function signedBlockSum(bytes: Uint8Array, at: number): number {
  const [start, length] = FIELD.checksum;
  let sum = 8 * BLANK;
  for (let i = 0; i < BLOCK; i++) {
    if (i >= start && i < start + length) continue;
    sum += (bytes[at + i]! << 24) >> 24;
  }
  return sum;
}

/** Bytes that pad a body to whole blocks. */
export function paddedSize(size: number): number {
  return size + ((BLOCK - (size % BLOCK)) % BLOCK);
}
