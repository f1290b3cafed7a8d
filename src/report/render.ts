import type { CheckReport } from '../budget/report.ts';
import type { ContextReport, ExplainReport } from '../context/report.ts';
import { PlimsollError } from '../core/errors.ts';
import type { ImageReport } from '../image/report.ts';
import { renderJson } from './json.ts';
import { type RenderOptions, type RenderStyle, renderStyle } from './options.ts';

/** Every report that has a rendering. */
export type AnyReport = ContextReport | ExplainReport | ImageReport | CheckReport;

type Renderer = (report: AnyReport, style: RenderStyle) => string;

const RENDERERS: Readonly<Record<string, Renderer>> = {
  json: renderJson,
};

/**
 * A report as text in one of the formats; ends with a line end.
 * Throws a `usage` error for a format that this kind of report does not have.
 */
export function renderReport(report: AnyReport, format: string, options: RenderOptions = {}): string {
  const renderer = RENDERERS[format];
  if (!renderer) {
    throw new PlimsollError('usage', `"${format}" is no format of a ${report.kind} report.`, {
      hint: `Choose one of ${Object.keys(RENDERERS).join(', ')}.`,
    });
  }
  return renderer(report, renderStyle(options));
}
