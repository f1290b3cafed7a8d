import type { ReportHead, Warning } from '../../core/report.ts';
import { renderJson } from '../../report/formats/json.ts';
import { isGrave } from '../../report/gate/issue.ts';
import { hasPage } from '../../report/html/page-data.ts';
import type { AnyReport } from '../../report/render-text.ts';
import { printable } from '../../report/text/printable.ts';
import type { GateOptions } from '../options/gate.ts';
import { type OutputOptions, styleFor } from '../options/output.ts';
import { type ProcessLike, write } from '../process.ts';
import { writeOutput } from './files.ts';

/**
 * Writes a report to stdout and to every `--output`, its warnings to stderr, and returns the exit status.
 * `instead` goes to stdout in the place of the report.
 */
export async function emit(
  process: ProcessLike,
  report: AnyReport,
  options: OutputOptions,
  instead: Uint8Array | null = null,
): Promise<0 | 1> {
  for (const target of options.output) {
    const text = await render(report, target.format, process, options, true);
    await writeOutput(process, target, text);
  }
  await write(process.stdout, instead ?? (await render(report, options.format, process, options, false)));
  if (!options.quiet) await writeWarnings(process, report.warnings);
  return statusOf(report, options);
}

/** Writes warnings to stderr, a line each. */
export async function writeWarnings(process: ProcessLike, warnings: readonly Warning[]): Promise<void> {
  for (const { message } of warnings)
    await write(process.stderr, `plimsoll: warning: ${printable(message)}\n`);
}

async function render(
  report: AnyReport,
  format: string,
  process: ProcessLike,
  options: OutputOptions,
  toFile: boolean,
): Promise<string> {
  if (format === 'json') return renderJson(report);
  const { renderStyle } = await import('../../report/options.ts');
  const style = renderStyle({ ...styleFor(process, options, toFile), tree: options.tree ?? null });
  const shown = options.page ?? report;
  if (format === 'html' && hasPage(shown))
    return (await import('../../report/html/html.ts')).renderHtml(shown, style);
  return (await import('../../report/render-text.ts')).renderText(report, format, style);
}

/** 1 when a budget is broken or a finding is too grave. */
export function statusOf(report: ReportHead<string>, { failOn }: GateOptions): 0 | 1 {
  if (report.verdicts?.some(({ status }) => status === 'fail')) return 1;
  return report.findings.some((finding) => isGrave(finding, failOn)) ? 1 : 0;
}
