import { randomBytes } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PlimsollError } from '../core/errors.ts';
import type { ReportHead } from '../core/report.ts';
import { renderJson } from '../report/formats/json.ts';
import { isGrave } from '../report/gate/issue.ts';
import { hasPage } from '../report/html/page-data.ts';
import type { AnyReport } from '../report/render-text.ts';
import { printable } from '../report/text/printable.ts';
import { type ProcessLike, write } from './io.ts';
import { type OutputOptions, type OutputTarget, styleFor } from './options.ts';

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
  if (!options.quiet) {
    for (const warning of report.warnings)
      await write(process.stderr, `plimsoll: warning: ${printable(warning.message)}\n`);
  }
  return statusOf(report, options);
}

async function render(
  report: AnyReport,
  format: string,
  process: ProcessLike,
  options: OutputOptions,
  toFile: boolean,
): Promise<string> {
  if (format === 'json') return renderJson(report);
  const { renderStyle } = await import('../report/options.ts');
  const style = renderStyle({ ...styleFor(process, options, toFile), tree: options.tree ?? null });
  const shown = options.page ?? report;
  if (format === 'html' && hasPage(shown))
    return (await import('../report/html/html.ts')).renderHtml(shown, style);
  return (await import('../report/render-text.ts')).renderText(report, format, style);
}

/** 1 when a budget is broken or a finding is too grave. */
export function statusOf(report: ReportHead<string>, { failOn }: Pick<OutputOptions, 'failOn'>): 0 | 1 {
  if (report.verdicts?.some(({ status }) => status === 'fail')) return 1;
  return report.findings.some((finding) => isGrave(finding, failOn)) ? 1 : 0;
}

/** Writes what `--output` asked for, in the place of the file or behind what it holds. */
export async function writeOutput(
  process: ProcessLike,
  { file, append }: OutputTarget,
  data: WrittenData,
): Promise<void> {
  const target = resolve(process.cwd(), file);
  if (!append) return writeAtomically(target, data);
  try {
    await writeFile(target, typeof data === 'function' ? data(target) : data, { flag: 'a' });
  } catch (error) {
    throw notWritten(target, error);
  }
}

/** Data at once, or bit by bit from a function that is told which file is being written. */
type WrittenData = string | Uint8Array | ((file: string) => AsyncIterable<Uint8Array>);

/** Writes beside the file and renames, so that nobody ever reads half a file; what is no regular file (a pipe, a device) is written into. */
export async function writeAtomically(file: string, data: WrittenData): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const beside = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const isSpecial = await stat(target).then(
      (found) => !found.isFile(),
      () => false,
    );
    if (isSpecial) return await writeFile(target, typeof data === 'function' ? data(target) : data);
    await writeFile(beside, typeof data === 'function' ? data(beside) : data);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw notWritten(file, error);
  }
}

function notWritten(file: string, error: unknown): PlimsollError {
  if (error instanceof PlimsollError) return error;
  const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return new PlimsollError('unreadable', `${file} cannot be written (${reason}).`, { file, cause: error });
}
