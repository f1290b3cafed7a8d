import type { GateReport } from '../gate/issue.ts';
import { jsonText } from './json.ts';
import { recordsOf } from './records.ts';

/** One JSON object a line: subjects, verdicts, findings, layers, and entries where they were asked for. */
export function renderNdjson(report: GateReport): string {
  return recordsOf(report)
    .map((record) => `${jsonText(record)}\n`)
    .join('');
}
