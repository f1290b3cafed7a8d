import type { Delta, DiffReport } from '../../diff/report.ts';

/** What people call each total. */
export const TOTAL_NAMES: Readonly<Record<string, string>> = {
  visibleBytes: 'Visible',
  fileBytes: 'Stored',
  tarBytes: 'Layer tars',
  blobBytes: 'Layer blobs',
  wastedBytes: 'Wasted',
  efficiency: 'Efficiency',
  layers: 'Layers',
  entries: 'Entries',
  visibleFiles: 'Files',
  visiblePaths: 'Paths',
  sentBytes: 'Sent',
  sentFiles: 'Files',
  sentDirectories: 'Directories',
  sentSymlinks: 'Symlinks',
  buildkitBytes: 'BuildKit sends',
  classicTarBytes: 'Classic builder sends',
  neededBytes: 'Asked for by COPY',
};

/** Every total that either side has, by what people call it: what is the base's and what one's own at the end. */
export function namedTotals({ totals, growth }: DiffReport): readonly (readonly [name: string, Delta])[] {
  const named = Object.entries(totals).map(([name, delta]) => [TOTAL_NAMES[name] ?? name, delta] as const);
  const parts: readonly (readonly [string, Delta])[] =
    growth === null
      ? []
      : [
          ['Base layers', { unit: 'bytes', ...growth.base }],
          ['Own layers', { unit: 'bytes', ...growth.own }],
        ];
  return [...named, ...parts].filter(([, { before, after }]) => before !== null || after !== null);
}
