import { hasStrayByte, showStrayBytes, textBytes } from '../core/byte-text.ts';
import type { ContextEntry } from './report.ts';

/** A path as reports have it, with its exact bytes beside it where it is not UTF-8. */
export function reportedPath(path: string): Pick<ContextEntry, 'path' | 'pathBase64'> {
  if (!hasStrayByte(path)) return { path };
  return { path: showStrayBytes(path), pathBase64: Buffer.from(textBytes(path)).toString('base64') };
}
