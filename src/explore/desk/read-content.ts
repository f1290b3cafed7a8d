import type { FileContent } from '../subject/subject.ts';
import { openViewer, TEXT_LIMIT } from '../viewer/content.ts';
import type { Viewer } from '../viewer/viewer.ts';

/** Reads the beginning of a file, as much as the viewer shows, and no further. */
export async function readForViewer({ title, size, pieces }: FileContent): Promise<Viewer> {
  const head: Uint8Array[] = [];
  let left = TEXT_LIMIT;
  for await (const piece of pieces()) {
    head.push(piece.subarray(0, left));
    left -= piece.length;
    if (left <= 0) break;
  }
  return openViewer({ title, head: Buffer.concat(head), size });
}
