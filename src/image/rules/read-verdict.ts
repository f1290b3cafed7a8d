import { BodyReaders } from '../bodies/body-readers.ts';
import { HEAD_BYTES, judgeHead } from '../index/suspicion.ts';
import type { ImageSurvey } from '../survey.ts';

/** Judges stored bodies by their first bytes: read from the file, or judged while they passed. Null where neither was possible. */
export function verdictReader({ stack, scans }: ImageSurvey): (body: number) => number | null {
  const readers = new BodyReaders(stack.entries, scans);
  return (body) => {
    const { index, at } = stack.entries.locate(body);
    const { place, isSparse } = readers.locate(body);
    if (place === null) return index.verdicts.get(at) ?? null;
    if (isSparse) return null;
    const head = place.reader.view(place.offset, Math.min(place.size, HEAD_BYTES));
    return judgeHead(stack.names, index.node[at]!, head);
  };
}
