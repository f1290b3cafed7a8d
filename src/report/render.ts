import { renderHtml } from './html/html.ts';
import { hasPage } from './html/page-data.ts';
import { type RenderOptions, renderStyle } from './options.ts';
import { type AnyReport, renderText } from './render-text.ts';

/**
 * A report in one of the formats; ends with a line end. `html` is one page for the browser that fetches nothing.
 * Throws a `usage` error for a format that this kind of report does not have.
 */
export function renderReport(report: AnyReport, format: string, options: RenderOptions = {}): string {
  const style = renderStyle(options);
  return format === 'html' && hasPage(report) ? renderHtml(report, style) : renderText(report, format, style);
}
