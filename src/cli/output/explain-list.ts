import type { ContextReport } from '../../context/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import { cleanPath } from '../../core/posix-path.ts';
import type { InspectContextOptions } from '../../inspect/context.ts';
import type { OutputOptions, OutputTarget } from '../options/output.ts';
import type { ProcessLike } from '../process.ts';
import { nullEnded } from './context.ts';
import { emit } from './emit.ts';

/** Formats of a list, by what the report calls them. */
const FORMATS: Readonly<Record<string, string>> = {
  table: 'path-verdicts',
  ndjson: 'path-records',
  json: 'json',
};

/** Formats of `explain` with and without a list. */
export const EXPLAIN_FORMATS: readonly string[] = Object.keys(FORMATS);

/** `plimsoll explain --list [PATH...]`: every path of the context, or those below some, with its verdict. */
export async function listVerdicts(
  process: ProcessLike,
  root: string,
  paths: readonly string[],
  options: InspectContextOptions,
  output: OutputOptions & { readonly null?: boolean },
): Promise<0 | 1> {
  const { inspectContext } = await import('../../inspect/context.ts');
  const report = await inspectContext(root, { ...options, list: true, top: output.top });
  const wanted = paths.map((path) => insideRoot(root, path));
  const shown = wanted.length === 0 ? report : { ...report, entries: below(report, wanted) };
  const targets = output.output.map(
    (target): OutputTarget => ({
      ...target,
      format: FORMATS[target.format]!,
    }),
  );
  const instead = output.null ? nullEnded(shown.entries ?? []) : null;
  const flags = { ...output, format: FORMATS[output.format]!, output: targets, failOn: 'never' as const };
  return emit(process, shown, flags, instead);
}

function below({ entries }: ContextReport, wanted: readonly string[]): ContextReport['entries'] {
  const isBelow = (path: string): boolean =>
    wanted.some((one) => one === '.' || path === one || path.startsWith(`${one}/`));
  return (entries ?? []).filter(({ path }) => isBelow(path));
}

function insideRoot(root: string, path: string): string {
  const clean = cleanPath(path);
  if (!clean.startsWith('/') && clean !== '..' && !clean.startsWith('../')) return clean;
  throw new PlimsollError('usage', `${path} is not a path of the context ${root}.`, {
    hint: 'With --list name paths relative to the context root.',
  });
}
