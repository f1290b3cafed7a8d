const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;
const encoder = new TextEncoder();

/** 16 hex digits that stand for a text: FNV-1a, 64 bits. They tell issues apart; they are no proof against forgers. */
function fingerprint(text: string): string {
  let hash = OFFSET;
  for (const byte of encoder.encode(text)) hash = ((hash ^ BigInt(byte)) * PRIME) & MASK;
  return hash.toString(16).padStart(16, '0');
}

/** Fingerprints of a list of texts, made different where a text comes again. */
export function distinctFingerprints(texts: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const before = seen.get(text) ?? 0;
    seen.set(text, before + 1);
    return fingerprint(before === 0 ? text : `${text}\n#${before}`);
  });
}
