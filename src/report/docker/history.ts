import type { HistoryReport, ImageReport } from '../../image/report.ts';
import { renderListing } from './format.ts';
import { goDuration } from './go-duration.ts';
import { goSize } from './go-size.ts';
import { parseTime, rfc3339, type UtcOffset } from './go-time.ts';
import { goEllipsis } from './go-width.ts';
import { shortId } from './names.ts';

/** How `docker history` is asked. */
export interface DockerHistoryOptions {
  /** docker's `--format`: `table`, `table TEMPLATE`, `json`, or a template. */
  readonly format: string;
  /** Whole IDs and instructions. */
  readonly noTrunc: boolean;
  /** IDs only; works on the default format. */
  readonly quiet: boolean;
  /** Sizes and times for people; otherwise bytes and RFC 3339. */
  readonly human: boolean;
  /** The clock, in seconds since 1970, from which `7 minutes ago` counts. */
  readonly now: number;
  readonly utcOffset: UtcOffset;
}

const HEADINGS = {
  ID: 'IMAGE',
  CreatedSince: 'CREATED',
  CreatedAt: 'CREATED AT',
  CreatedBy: 'CREATED BY',
  Size: 'SIZE',
  Comment: 'COMMENT',
};
const MISSING = '<missing>';
const CREATED_BY_COLUMNS = 45;
/** 2000-01-01: builds that are reproducible have earlier dates, which say nothing. */
const TOO_EARLY = 946_684_800;

/**
 * What `docker history` prints about the image, newest step first: same columns, widths, truncation and rounding.
 * Only an engine knows IDs of older steps: they are `<missing>`, as for every image that was pulled or loaded.
 * Source: docker/cli 29, cli/command/image/formatter_history.go. Throws a `usage` error for a format it cannot follow.
 */
export function renderDockerHistory(report: ImageReport, options: DockerHistoryOptions): string {
  const newestFirst = [...report.history].reverse();
  const rows = newestFirst.map((entry, n) =>
    rowOf(entry, n === 0 ? report.image.engineId : MISSING, options),
  );
  return renderListing(formatOf(options), { headings: HEADINGS, rows });
}

function formatOf({ format, quiet, human }: DockerHistoryOptions): string {
  if (format !== '' && format !== 'table') return format;
  if (quiet) return '{{.ID}}';
  return `table {{.ID}}\t{{.${human ? 'CreatedSince' : 'CreatedAt'}}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}`;
}

function rowOf(
  entry: HistoryReport,
  id: string,
  { noTrunc, human, now, utcOffset }: DockerHistoryOptions,
): Record<keyof typeof HEADINGS, string> {
  const created = (entry.created === null ? null : parseTime(entry.created)) ?? 0;
  const createdAt = rfc3339(created, utcOffset);
  const createdBy = entry.createdBy.replaceAll('\t', ' ');
  return {
    ID: noTrunc ? id : shortId(id),
    CreatedSince: human ? createdSince(created, now) : createdAt,
    CreatedAt: createdAt,
    CreatedBy: noTrunc ? createdBy : goEllipsis(createdBy, CREATED_BY_COLUMNS),
    Size: human ? goSize(entry.size) : String(entry.size),
    Comment: entry.comment,
  };
}

function createdSince(created: number, now: number): string {
  return created <= TOO_EARLY ? 'N/A' : `${goDuration(now - created)} ago`;
}
