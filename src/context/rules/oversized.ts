import type { Observation } from '../../core/finding.ts';
import { largestFirst } from '../../core/order.ts';
import type { FileSize } from '../report.ts';
import { observation } from './observation.ts';

/** A finding for each file that is sent though it is larger than the limit, largest first; no ignore file helps with a tar. */
export function oversizedFiles(
  files: readonly FileSize[],
  limit: number,
  ignoreFile: string | null,
  isTar = false,
): readonly Observation[] {
  return [...files]
    .sort(largestFirst)
    .map(({ path, bytes }) =>
      observation('context/oversized-file', bytes, { path }, { limit, ignoreFile, isTar }),
    );
}
