import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ContextReport } from '../../context/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import { printable } from '../../report/text/printable.ts';
import { type ProcessLike, write } from '../process.ts';
import { writeAtomically } from './files.ts';

const LINE_FEED = 0x0a;

/**
 * Appends the suggested lines to the ignore file after showing the difference on stderr; makes the file when there is none.
 * Throws an `ignore-file` or `unsupported` error, and writes nothing, when a rule of the file is broken or the Dockerfile does not parse.
 */
export async function writeSuggestions(process: ProcessLike, report: ContextReport): Promise<void> {
  const { suggestions, ignoreFile, root } = report;
  if (suggestions === null || suggestions.length === 0) {
    await write(process.stderr, 'plimsoll: there is nothing to add.\n');
    return;
  }
  const shown = ignoreFile?.path ?? '.dockerignore';
  refuseBroken(report, shown);
  refuseUnknownNeeds(report);
  const file = resolve(process.cwd(), ignoreFile?.origin === 'option' ? shown : join(root, shown));
  const before = await readIfThere(file);
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const gap = before.length === 0 || before.at(-1) === LINE_FEED ? '' : end;
  const lines = suggestions.map(({ line }) => line);
  const difference = lines.map((line) => `+${printable(line)}\n`).join('');
  await write(process.stderr, `--- ${printable(shown)}\n+++ ${printable(shown)}\n${difference}`);
  await writeAtomically(file, Buffer.concat([before, Buffer.from(`${gap}${lines.join(end)}${end}`)]));
}

/** What a Dockerfile needs that does not parse, nobody knows. */
function refuseUnknownNeeds({ dockerfile, transfer }: ContextReport): void {
  if (dockerfile === null || transfer.needed !== null) return;
  throw new PlimsollError(
    'unsupported',
    `${printable(dockerfile.path)} cannot be followed, so nobody knows what the build needs. Nothing is written.`,
    { file: dockerfile.path, hint: 'Correct the Dockerfile first.' },
  );
}

function refuseBroken({ findings }: ContextReport, file: string): void {
  const broken = findings.find(({ rule }) => rule === 'context/invalid-rule');
  if (broken === undefined) return;
  throw new PlimsollError(
    'ignore-file',
    `${file}:${broken.place.line}: ${broken.message} Nothing is written.`,
    {
      file,
      ...(broken.place.line === undefined ? {} : { line: broken.place.line }),
      hint: 'Correct the line first.',
    },
  );
}

/** Bytes, because an ignore file may hold names that are not UTF-8. */
async function readIfThere(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw new PlimsollError('unreadable', `${file} cannot be read.`, { file, cause: error });
  }
}
