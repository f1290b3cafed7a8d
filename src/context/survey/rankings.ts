import type { ContextReport, DirectorySize } from '../report.ts';
import type { Detail } from './detail.ts';
import { createRanking, rank, ranked } from './ranking.ts';

/** The largest files, the largest directories, and the shares of the root's entries. */
export function rankings(
  detail: Detail,
): Pick<ContextReport, 'largestFiles' | 'largestDirectories' | 'topLevel'> {
  const { top } = detail.options;
  const { paths, parents, files, bytes } = detail.totals;
  const directories = createRanking<DirectorySize>(top);
  const topLevel = createRanking<DirectorySize>(top);
  for (let at = 1; at < paths.length; at++) {
    if (files[at] === 0) continue;
    const directory = { path: paths[at]!, bytes: bytes[at]!, files: files[at]! };
    rank(directories, directory);
    if (parents[at] === 0) rank(topLevel, directory);
  }
  for (const file of ranked(detail.rootFiles)) rank(topLevel, { ...file, files: 1 });
  return {
    largestFiles: ranked(detail.largest),
    largestDirectories: ranked(directories),
    topLevel: ranked(topLevel),
  };
}
