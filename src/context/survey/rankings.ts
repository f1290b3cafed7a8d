import { largestFirst } from '../../core/order.ts';
import { TopList } from '../../core/top-list.ts';
import type { ContextReport, DirectorySize } from '../report.ts';
import type { Detail } from './detail.ts';

/** The largest files, the largest directories, and the shares of the root's entries. */
export function rankings(
  detail: Detail,
): Pick<ContextReport, 'largestFiles' | 'largestDirectories' | 'topLevel'> {
  const { top } = detail.options;
  const { paths, parents, files, bytes } = detail.totals;
  const directories = new TopList<DirectorySize>(top, largestFirst);
  const topLevel = new TopList<DirectorySize>(top, largestFirst);
  for (let at = 1; at < paths.length; at++) {
    if (files[at] === 0) continue;
    const directory = { path: paths[at]!, bytes: bytes[at]!, files: files[at]! };
    directories.add(directory);
    if (parents[at] === 0) topLevel.add(directory);
  }
  for (const file of detail.rootFiles.sorted()) topLevel.add({ ...file, files: 1 });
  return {
    largestFiles: detail.largest.sorted(),
    largestDirectories: directories.sorted(),
    topLevel: topLevel.sorted(),
  };
}
