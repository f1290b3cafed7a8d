import type { DiffReport } from '../../diff/report.ts';
import { jsonText } from '../formats/json.ts';

/** One JSON object a line: the comparison, totals, layers, paths, directories, settings, steps, verdicts; flat, so that a data engine can read many. */
export function renderDiffNdjson(report: DiffReport): string {
  return diffRecords(report)
    .map((record) => `${jsonText(record)}\n`)
    .join('');
}

function diffRecords(report: DiffReport): readonly object[] {
  const { of, before, after, same, totals, layers, paths, config, history, verdicts = [] } = report;
  const owner = { of, before: before.name, after: after.name };
  const states = Object.entries(paths?.states ?? {});
  return [
    { record: 'diff', ...owner, same, beforeId: before.id, afterId: after.id },
    ...Object.entries(totals).map(([name, total]) => ({
      record: 'total',
      ...owner,
      name,
      ...numbers(total),
    })),
    ...layers.map((layer) => ({
      record: 'layer',
      ...owner,
      state: layer.state,
      by: layer.by,
      instruction: (layer.after ?? layer.before)?.instruction ?? null,
      beforeLayer: layer.before?.index ?? null,
      afterLayer: layer.after?.index ?? null,
      beforeBytes: layer.before?.fileBytes ?? null,
      afterBytes: layer.after?.fileBytes ?? null,
      delta: layer.delta,
      blobDelta: layer.blobDelta,
    })),
    ...states.map(([state, { files, others, ...bytes }]) => ({
      record: 'state',
      ...owner,
      state,
      files,
      others,
      ...numbers(bytes),
    })),
    ...(paths?.list ?? []).map((path) => ({
      record: 'path',
      ...owner,
      path: path.path,
      state: path.state,
      from: path.from,
      changed: path.changed.join(' '),
      type: (path.after ?? path.before)?.type ?? null,
      beforeBytes: path.before?.bytes ?? null,
      afterBytes: path.after?.bytes ?? null,
      delta: path.delta,
      layer: (path.after ?? path.before)?.layer ?? null,
      instruction: (path.after ?? path.before)?.instruction ?? null,
    })),
    ...(paths?.directories ?? []).map(({ path, ...bytes }) => ({
      record: 'directory',
      ...owner,
      path,
      ...numbers(bytes),
    })),
    ...config.map(({ before: old, after: now, ...setting }) => ({
      record: 'setting',
      ...owner,
      ...setting,
      beforeValue: old,
      afterValue: now,
    })),
    ...history.map((step) => ({ record: 'step', ...owner, ...step })),
    ...verdicts.map(({ budget, status, measured, unit, limit, baseline, delta, reason }) => ({
      record: 'verdict',
      ...owner,
      budget,
      status,
      measured,
      unit,
      limit,
      baseline,
      delta,
      reason,
    })),
  ];
}

/** `before` and `after` name the two sides everywhere. */
function numbers<T extends { readonly before: unknown; readonly after: unknown }>({
  before,
  after,
  ...rest
}: T): object {
  return { beforeBytes: before, afterBytes: after, ...rest };
}
