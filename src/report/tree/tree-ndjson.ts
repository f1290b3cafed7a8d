import type { TreeReport } from '../../image/tree/report.ts';
import { jsonText } from '../formats/json.ts';

/** One JSON object a line: the tree, then its paths. */
export function renderTreeNdjson({ image, archive, view, path, totals, entries }: TreeReport): string {
  const owner = {
    subject: image.tags[0] ?? archive.path ?? image.id,
    view: view.kind,
    viewLayer: view.layer,
  };
  return [
    { record: 'tree', ...owner, imageId: image.id, path, ...totals, instruction: view.instruction },
    ...entries.map((entry) => ({ record: 'path', ...owner, ...entry })),
  ]
    .map((record) => `${jsonText(record)}\n`)
    .join('');
}
