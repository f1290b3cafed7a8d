import { detectCompression, foreignFormat } from '../../archive/compression.ts';
import { decompress } from '../../archive/decompress.ts';
import { showStrayBytes } from '../../core/byte-text.ts';
import { PlimsollError } from '../../core/errors.ts';
import { largestFirst } from '../../core/order.ts';
import type { Warning } from '../../core/report.ts';
import { sumOf } from '../../core/sum.ts';
import { TopList } from '../../core/top-list.ts';
import { DEFAULT_MAX_FILE, DEFAULT_TOP, type SurveyOptions } from '../options.ts';
import type { ContextReport, DirectorySize, FileSize } from '../report.ts';
import { oversizedFiles } from '../rules/oversized.ts';
import type { ContextSurvey } from '../survey/survey.ts';
import { TAR_END_BYTES, tarMemberBytes } from '../transfer/tar-size.ts';
import { createUnpacked, listed, type UnpackedEntry } from './entries.ts';
import { isTarBlock } from './is-tar.ts';
import { readTar } from './read-tar.ts';

/** A tar in pieces: a Node stream is one. */
export type ContextStream = AsyncIterable<Uint8Array>;

/** The root's name in the report. */
const STDIN = '-';
const WHAT = 'Standard input';

/**
 * What a context that comes as a tar holds: neither builder applies any rules to it. What is no tar is a Dockerfile with an empty context, as for Docker.
 * Throws a `corrupt`, `unsupported` or `limit` error.
 */
export async function surveyTar(stream: ContextStream, options: SurveyOptions = {}): Promise<ContextSurvey> {
  if (options.ignoreFile !== undefined) throw noRules();
  const counted = { bytes: 0 };
  const { head, pieces } = await peek(counting(stream, counted));
  const compression = detectCompression(head);
  const foreign = compression === 'none' ? foreignFormat(head) : null;
  if (foreign !== null) {
    throw new PlimsollError('unsupported', `${WHAT} is ${foreign.name}.`, {
      hint: 'Unpack it on the way, or compress with gzip or zstd.',
    });
  }
  const unpacked = createUnpacked();
  const warnings: Warning[] = [];
  if (compression === 'none' && !isTarBlock(head)) {
    for await (const _ of pieces);
    warnings.push({
      code: 'stdin-dockerfile',
      message: `${WHAT} is no tar: Docker takes it for a Dockerfile, with an empty context.`,
    });
    return surveyOf([], dockerfileTarBytes(counted.bytes), warnings, options);
  }
  const tar = decompress(pieces, compression, WHAT, { maxUnpacked: null });
  for await (const member of readTar(tar, WHAT)) unpacked.add(member);
  const entries = unpacked.entries();
  for (const { path, type, bytes } of entries) options.onSent?.(showStrayBytes(path), type, bytes, null, -1);
  return surveyOf(entries, counted.bytes, warnings, options);
}

function noRules(): PlimsollError {
  return new PlimsollError('usage', 'Neither builder applies an ignore file to a tar on standard input.', {
    hint: 'Try the ignore file on the directory.',
  });
}

async function* counting(stream: ContextStream, counted: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    counted.bytes += piece.length;
    yield piece;
  }
}

/** The first block, and everything again from the start. */
async function peek(
  stream: AsyncGenerator<Uint8Array>,
): Promise<{ head: Uint8Array; pieces: AsyncIterable<Uint8Array> }> {
  const first: Uint8Array[] = [];
  for (let length = 0; length < 512; ) {
    const { value, done } = await stream.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  const head = Buffer.concat(first);
  return {
    head,
    pieces: (async function* () {
      if (head.length > 0) yield head;
      yield* stream;
    })(),
  };
}

/** The classic client wraps a Dockerfile from standard input in a tar of its own. */
function dockerfileTarBytes(bytes: number): number {
  return tarMemberBytes({ path: 'Dockerfile', linkTarget: '', bytes, seconds: 0 }) + TAR_END_BYTES;
}

function surveyOf(
  entries: readonly UnpackedEntry[],
  classicTarBytes: number,
  warnings: readonly Warning[],
  options: SurveyOptions,
): ContextSurvey {
  const files = entries.filter(({ type }) => type === 'file');
  const bytes = sumOf(files, (entry) => entry.bytes);
  const large = files.filter((file) => file.bytes > (options.maxFile ?? DEFAULT_MAX_FILE));
  const count = (type: UnpackedEntry['type']): number =>
    entries.filter((entry) => entry.type === type).length;
  return {
    root: STDIN,
    walk: 'buildkit',
    ignoreFile: null,
    dockerfile: null,
    sent: {
      files: files.length,
      directories: count('directory'),
      symlinks: count('symlink'),
      others: count('other'),
      bytes,
    },
    excluded: { files: 0, directories: 0, bytes: 0, complete: true },
    transfer: { classicTarBytes, buildkitBytes: null, needed: null },
    neededTopLevel: null,
    instructions: null,
    namedContexts: [],
    ...rankingsOf(files, options.top ?? DEFAULT_TOP),
    rules: [],
    suggestions: null,
    walkDifferences: null,
    present: null,
    entries: options.list ? entries.map(listed) : null,
    warnings,
    observations: oversizedFiles(large.map(sizeOf), options.maxFile ?? DEFAULT_MAX_FILE, null, true),
  };
}

function rankingsOf(
  files: readonly UnpackedEntry[],
  top: number,
): Pick<ContextReport, 'largestFiles' | 'largestDirectories' | 'topLevel'> {
  const largest = new TopList<FileSize>(top, largestFirst);
  const directories = new TopList<DirectorySize>(top, largestFirst);
  const topLevel = new TopList<DirectorySize>(top, largestFirst);
  const sums = new Map<string, { path: string; bytes: number; files: number }>();
  for (const file of files) {
    largest.add(sizeOf(file));
    for (let slash = file.path.indexOf('/'); slash >= 0; slash = file.path.indexOf('/', slash + 1)) {
      const path = file.path.slice(0, slash);
      const sum = sums.get(path) ?? { path: showStrayBytes(path), bytes: 0, files: 0 };
      sum.bytes += file.bytes;
      sum.files++;
      sums.set(path, sum);
    }
    if (!file.path.includes('/')) topLevel.add({ ...sizeOf(file), files: 1 });
  }
  for (const [path, sum] of sums) {
    directories.add(sum);
    if (!path.includes('/')) topLevel.add(sum);
  }
  return {
    largestFiles: largest.sorted(),
    largestDirectories: directories.sorted(),
    topLevel: topLevel.sorted(),
  };
}

function sizeOf({ path, bytes }: UnpackedEntry): FileSize {
  return { path: showStrayBytes(path), bytes };
}
