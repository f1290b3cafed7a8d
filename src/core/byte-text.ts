const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const STRAY_BASE = 0xdc00;
const STRAY = /[\udc80-\udcff]/u;
const EVERY_STRAY = /[\udc80-\udcff]/gu;

/**
 * Bytes as text in which nothing is lost: well-formed UTF-8 as it is, any other byte `b` as the lone surrogate U+DC00 + b.
 * Equal texts mean equal bytes (Python calls this `surrogateescape`).
 */
export function byteText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return withStrayBytes(bytes);
  }
}

/** Bytes of a name as people and reports see them: well-formed UTF-8 as it is, any other byte as `\\xNN`. */
export function nameText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes); // as nearly all are
  } catch {
    return showStrayBytes(withStrayBytes(bytes));
  }
}

/** True when the bytes are well-formed UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  return !hasStrayByte(byteText(bytes));
}

/** The bytes behind a {@link byteText}. */
export function textBytes(text: string): Uint8Array {
  if (!hasStrayByte(text)) return encoder.encode(text);
  const out: number[] = [];
  for (const character of text) {
    if (STRAY.test(character)) out.push(character.charCodeAt(0) - STRAY_BASE);
    else out.push(...encoder.encode(character));
  }
  return Uint8Array.from(out);
}

/** True when a byte of the text is not UTF-8. */
export function hasStrayByte(text: string): boolean {
  return STRAY.test(text);
}

/** The text with every byte that is not UTF-8 as `\xNN`. */
export function showStrayBytes(text: string): string {
  return text.replace(EVERY_STRAY, (stray) => `\\x${(stray.charCodeAt(0) - STRAY_BASE).toString(16)}`);
}

/** The text with another character for every byte that is not UTF-8. */
export function replaceStrayBytes(text: string, replacement: string): string {
  return text.replace(EVERY_STRAY, replacement);
}

function withStrayBytes(bytes: Uint8Array): string {
  let text = '';
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += decoder.decode(bytes.subarray(from, at)) + String.fromCharCode(STRAY_BASE + bytes[at]!);
    from = ++at;
  }
  return text + decoder.decode(bytes.subarray(from));
}

/** Length of the well-formed sequence at `at`, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  const length =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length <= 1) return length;
  try {
    decoder.decode(bytes.subarray(at, at + length));
    return at + length <= bytes.length ? length : 0;
  } catch {
    return 0;
  }
}
