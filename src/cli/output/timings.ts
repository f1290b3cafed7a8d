import type { Timekeeper, Timing } from '../../core/timing.ts';
import { renderStyle } from '../../report/options.ts';
import { shareText, sizeText } from '../../report/text/size-text.ts';
import { renderTable } from '../../report/text/table.ts';

/** Collects timings and lays them out. */
export interface TimingLog {
  readonly keeper: Timekeeper;
  /** A table with the share of each part, and the rate where bytes were read. */
  text(): string;
}

/** Begins to keep the time. */
export function startTimings(): TimingLog {
  const now = (): number => performance.now();
  const started = now();
  const timings: Timing[] = [];
  return {
    keeper: { now, record: (timing) => void timings.push(timing) },
    text: () => renderTimings(timings, now() - started),
  };
}

function renderTimings(timings: readonly Timing[], total: number): string {
  const rows = [...timings, { phase: 'all', milliseconds: total, bytes: null }].map(
    ({ phase, milliseconds, bytes }) => ({
      cells: [
        phase,
        `${milliseconds.toFixed(1)} ms`,
        shareText(milliseconds, total),
        rateText(bytes, milliseconds),
      ],
    }),
  );
  const columns = [
    { head: 'Part' },
    { head: 'Time', align: 'right' as const },
    { head: 'Share', align: 'right' as const },
    { head: 'Read', align: 'right' as const },
  ];
  return `${renderTable(columns, rows, renderStyle())}\n`;
}

function rateText(bytes: number | null, milliseconds: number): string {
  if (!bytes) return '';
  const style = renderStyle();
  return `${sizeText(bytes, style)}, ${sizeText(Math.round((1000 * bytes) / Math.max(milliseconds, 0.001)), style)}/s`;
}
