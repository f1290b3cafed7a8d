import { BodyReaders } from '../body-readers.ts';
import { HEAD_BYTES } from '../layer-index.ts';
import type { ImageSurvey } from '../survey.ts';

/** Reads the first bytes of stored bodies: from the file, or what was kept of them while they passed. Null where neither is there. */
export function headReader({ stack, scans }: ImageSurvey): (body: number) => Uint8Array | null {
  const readers = new BodyReaders(stack.entries, scans);
  return (body) => {
    const { index, at } = stack.entries.locate(body);
    const { place, isSparse } = readers.locate(body);
    if (place === null) return index.heads.get(at) ?? null;
    return isSparse ? null : place.reader.view(place.offset, Math.min(place.size, HEAD_BYTES));
  };
}
