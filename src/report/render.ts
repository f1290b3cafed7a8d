import type { CheckReport } from '../budget/report.ts';
import type { ContextReport, ExplainReport } from '../context/report.ts';
import { PlimsollError } from '../core/errors.ts';
import type { ImageReport } from '../image/report.ts';
import { renderContextTable } from './context-table.ts';
import { renderImageSizes } from './image/sizes.ts';
import { renderImageTable } from './image-table.ts';
import { renderJson } from './json.ts';
import { type RenderOptions, type RenderStyle, renderStyle } from './options.ts';

/** Every report that has a rendering. */
export type AnyReport = ContextReport | ExplainReport | ImageReport | CheckReport;

type Renderer<Report> = (report: Report, style: RenderStyle) => string;

/** The formats of each kind of report. */
const RENDERERS: {
  readonly [Report in AnyReport as Report['kind']]: Readonly<Record<string, Renderer<Report>>>;
} = {
  context: { table: renderContextTable, json: renderJson },
  explain: { json: renderJson },
  image: { table: renderImageTable, sizes: renderImageSizes, json: renderJson },
  check: { json: renderJson },
};

/**
 * A report as text in one of the formats; ends with a line end.
 * Throws a `usage` error for a format that this kind of report does not have.
 */
export function renderReport(report: AnyReport, format: string, options: RenderOptions = {}): string {
  const formats = RENDERERS[report.kind];
  if (!Object.hasOwn(formats, format)) {
    throw new PlimsollError('usage', `"${format}" is no format of a ${report.kind} report.`, {
      hint: `Choose one of ${Object.keys(formats).join(', ')}.`,
    });
  }
  return (formats[format] as Renderer<AnyReport>)(report, renderStyle(options));
}
