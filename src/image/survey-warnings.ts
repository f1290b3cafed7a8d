import type { ArchiveImage } from '../archive/contents/contents.ts';
import { countText } from '../core/count-text.ts';
import type { Warning } from '../core/report.ts';
import type { ComparisonOutcome } from './bodies/compare-rewrites.ts';
import type { DuplicateSearch } from './duplicates/find-duplicates.ts';
import type { Stack } from './stack/stack.ts';

/** Layers that are not in the archive, which is no error where they may not be distributed. */
export function absentLayers(image: ArchiveImage): readonly Warning[] {
  return image.layers.flatMap((layer, i) =>
    layer.presence === 'foreign'
      ? [
          {
            code: 'layer-not-distributed',
            message: `Layer ${i} is not in the archive because it may not be distributed; only its stored size is known.`,
          },
        ]
      : [],
  );
}

/** Hard links to what no layer has. */
export function danglingLinks(stack: Stack): readonly Warning[] {
  const count = stack.danglingLinks;
  if (count === 0) return [];
  const links = countText(count, 'hard link points', 'hard links point');
  return [{ code: 'hard-link-target-missing', message: `${links} nowhere: no layer has the target.` }];
}

/** What is not certain about which rewrites are identical. */
export function inexactComparison(outcome: ComparisonOutcome): readonly Warning[] {
  const { limit, sampled, unknown, sparseFiles } = outcome;
  const unread = unknown.files - sparseFiles;
  const parts = [
    ...(sampled.files > 0 ? [`${sampled.files} were judged by size, time and sampled blocks`] : []),
    ...(unread > 0 ? [`${unread} were not compared`] : []),
  ];
  const reached = {
    code: 'compare-limit-reached',
    message: `Of the rewritten files ${parts.join(' and ')}: comparing looks at ${limit} bytes at most; raise that with --compare-limit.`,
  };
  const sparse = {
    code: 'sparse-not-compared',
    message: `${countText(sparseFiles, 'rewritten file is stored sparse and was', 'rewritten files are stored sparse and were')} not compared.`,
  };
  return [...(parts.length > 0 ? [reached] : []), ...(sparseFiles > 0 ? [sparse] : [])];
}

/** What is not known about equal files. */
export function inexactDuplicates(search: DuplicateSearch | null): readonly Warning[] {
  if (search === null) return [];
  const { unread, sparse, limit } = search;
  const reached = {
    code: 'duplicates-limit-reached',
    message: `${countText(unread.files, 'file with the size of another one was', 'files with the size of another one were')} not compared: looking for equal files reads ${limit} bytes at most; raise that with --compare-limit.`,
  };
  const holes = {
    code: 'sparse-not-compared',
    message: `${countText(sparse.files, 'file with the size of another one is stored sparse and was', 'files with the size of another one are stored sparse and were')} not compared.`,
  };
  return [...(unread.files > 0 ? [reached] : []), ...(sparse.files > 0 ? [holes] : [])];
}
