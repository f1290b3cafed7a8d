import { KIND } from '../index/entry-kind.ts';
import type { ImageEntry } from '../report.ts';

/** An entry's type as reports name it; of a body with several names only the first is the file. */
export function entryType(kind: number, isFirstName: boolean): ImageEntry['type'] {
  switch (kind) {
    case KIND.directory:
      return 'directory';
    case KIND.symlink:
      return 'symlink';
    case KIND.charDevice:
    case KIND.blockDevice:
      return 'device';
    case KIND.fifo:
      return 'fifo';
    default:
      return isFirstName || kind === KIND.other ? 'file' : 'hardlink';
  }
}
