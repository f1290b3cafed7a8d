import type { ContextEntry, ContextReport } from '../../context/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { InspectContextOptions } from '../../inspect/context.ts';
import { GATE_FORMATS } from '../options/formats.ts';
import { type OutputOptions, wantsPage } from '../options/output.ts';
import { type ProcessLike, write } from '../process.ts';
import { emit } from './emit.ts';
import { writeOutput } from './files.ts';

/** Formats of a context report; `tar` is what the classic builder would send. */
export const CONTEXT_FORMATS: readonly string[] = [...GATE_FORMATS, 'list', 'tar'];

/** Flags that say what is written. */
export interface ContextOutputFlags extends OutputOptions {
  readonly list?: boolean;
  /** Bare paths, each ended by a NUL. */
  readonly null?: boolean;
}

/** True when something that is written needs every path. */
export function wantsEntries(flags: ContextOutputFlags): boolean {
  return (
    (flags.null ?? false) ||
    wantsPage(flags) ||
    flags.format === 'list' ||
    flags.output.some(({ format }) => format === 'list')
  );
}

/** Writes a context report to stdout and to every `--output`, tars and lists among them; `build` says how to send the tar. Returns the exit status. */
export async function emitContext(
  process: ProcessLike,
  root: string,
  report: ContextReport,
  flags: ContextOutputFlags,
  build: InspectContextOptions,
): Promise<0 | 1> {
  const tars = flags.output.filter(({ format }) => format === 'tar');
  if (root === '-' && (tars.length > 0 || flags.format === 'tar')) {
    throw new PlimsollError('usage', 'What comes on standard input is the tar already.', {
      hint: 'Name a directory to write its tar.',
    });
  }
  for (const target of tars) {
    const { contextTar } = await import('../../context/export/context-tar.ts');
    await writeOutput(process, target, (beside) => contextTar(root, build, beside));
  }
  if (flags.format === 'tar') return emitTar(process, root, report, flags, build);
  const others = flags.output.filter((target) => !tars.includes(target));
  const instead = flags.null ? nullEnded(report.entries ?? []) : null;
  return emit(process, report, { ...flags, output: others }, instead);
}

/** The tar on stdout, and the rest of what `emit` does. */
async function emitTar(
  process: ProcessLike,
  root: string,
  report: ContextReport,
  flags: ContextOutputFlags,
  build: InspectContextOptions,
): Promise<0 | 1> {
  if (process.stdout.isTTY) {
    throw new PlimsollError('usage', 'A tar does not belong on a terminal.', {
      hint: 'Send it to a file or a pipe.',
    });
  }
  const { contextTar } = await import('../../context/export/context-tar.ts');
  for await (const piece of contextTar(root, build)) await write(process.stdout, piece);
  const output = flags.output.filter(({ format }) => format !== 'tar');
  return emit(process, report, { ...flags, output }, new Uint8Array());
}

/** The exact bytes of what is sent, for tools that read NUL-ended names. */
export function nullEnded(entries: readonly ContextEntry[]): Buffer {
  const pieces = entries
    .filter(({ sent }) => sent)
    .flatMap(({ path, pathBase64 }) => [
      Buffer.from(pathBase64 ?? path, pathBase64 ? 'base64' : 'utf8'),
      NUL,
    ]);
  return Buffer.concat(pieces);
}

const NUL = Buffer.alloc(1);
