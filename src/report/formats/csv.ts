import type { GateReport } from '../gate/issue.ts';
import { printable } from '../text/printable.ts';
import { type FlatRecord, recordsOf } from './records.ts';

const COLUMNS = [
  'record',
  'subjectKind',
  'subject',
  'budget',
  'scope',
  'of',
  'rule',
  'status',
  'severity',
  'measured',
  'unit',
  'limit',
  'headroom',
  'baseline',
  'delta',
  'path',
  'type',
  'layer',
  'index',
  'diffId',
  'instruction',
  'bytes',
  'total',
  'transfer',
  'compressed',
  'fileBytes',
  'blobBytes',
  'wasted',
  'wastedBytes',
  'files',
  'file',
  'line',
  'reason',
  'message',
  'fix',
  'error',
] as const;
const FORMULA = /^[=+\-@\t\r]/;

/**
 * RFC 4180 with a head. A text that a spreadsheet would take for a formula gets an apostrophe in front, and control characters are
 * escaped; ndjson has both as they are.
 */
export function renderCsv(report: GateReport): string {
  const rows = recordsOf(report).map((record) => COLUMNS.map((column) => cell(fieldOf(record, column))));
  return [[...COLUMNS], ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function fieldOf(record: FlatRecord, column: string): string | number | boolean | null {
  const value = record[column];
  return value === undefined || typeof value === 'object' ? null : value;
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = printable(FORMULA.test(value) ? `'${value}` : value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
