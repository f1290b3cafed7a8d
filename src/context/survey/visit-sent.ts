import { showStrayBytes } from '../../core/byte-text.ts';
import type { VisitPath } from '../../core/path-visit.ts';
import { readIdentity } from '../walk/disk.ts';
import { hasOtherNames, type Visited } from '../walk/entry.ts';

/** Passes on each entry that a lane sends, in walk order; names of one file have the same body. */
export function visitSent(onSent: VisitPath, bit: number): (entry: Visited) => void {
  const bodies = new Map<string, number>();
  const bodyOf = (entry: Visited): number => {
    const identity = readIdentity(entry.disk);
    const body = bodies.get(identity) ?? bodies.size;
    bodies.set(identity, body);
    return body;
  };
  return (entry) => {
    if ((entry.sent & bit) === 0) return;
    const isFile = entry.type === 'file';
    const body = isFile && hasOtherNames(entry) ? bodyOf(entry) : -1;
    onSent(showStrayBytes(entry.path), entry.type, isFile ? entry.stats.size : 0, null, body);
  };
}
