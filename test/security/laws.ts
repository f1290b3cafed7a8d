import { readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import type { ArchiveReport } from '../../src/image/all/report.ts';
import type { ImageReport } from '../../src/image/report.ts';
import { inProcess, type Outcome } from '../support/in-process.ts';
import { committedSchema } from '../support/schema.ts';

/** What one input came to: the kind of its end. */
export type Verdict = 'read' | 'refused';

const LONGEST_SENTENCE = 4096;
const TEXT_FORMATS = ['table', 'sizes', 'matrix', 'markdown'] as const;
const validators = new Map<string, ValidateFunction>();

/**
 * Holds the command line to its laws on one input, by path and from standard input: it reports or refuses, in one sentence with status 2; what
 * it reports fits the schema, adds up, and has no control characters; both ways say the same; nothing is written. Throws where a law is broken.
 */
export async function holdToLaws(file: string, bytes: Buffer): Promise<Verdict> {
  writeFileSync(file, bytes);
  const before = readdirSync(dirname(file)).length;
  const byPath = await inProcess(['image', file, '--all', '--list', '--format', 'json']);
  const byStream = await inProcess(['image', '-', '--all', '--list', '--format', 'json'], bytes);
  if (readdirSync(dirname(file)).length !== before) throw new Error('something was written');
  const verdicts = [judge(byPath), judge(byStream)];
  const report = byPath.code === 0 ? (JSON.parse(byPath.out) as ArchiveReport) : null;
  const hasToc = report?.images.some(({ report: one }) => one.layers.some(({ readAs }) => readAs === 'toc'));
  if (verdicts[0] !== verdicts[1] && hasToc !== true)
    throw new Error(`by path: ${byPath.err || 'read'}; from standard input: ${byStream.err || 'read'}`);
  if (report === null) return 'refused';
  await judgeReport(report, file);
  if (byStream.code === 0 && hasToc !== true) expectEqual(facts(byStream.out), facts(byPath.out));
  return 'read';
}

function judge({ code: status, out, err }: Outcome): Verdict {
  if (status === 0) return 'read';
  if (status !== 2) throw new Error(`the status is ${status}`);
  if (out !== '') throw new Error(`an error with output: ${out.slice(0, 200)}`);
  if (!/^plimsoll: [^\n]+\.\n( {2}[^\n]+\n)?$/.test(err)) throw new Error(`no sentence: ${err}`);
  if (/this is a bug/.test(err)) throw new Error(err);
  if (err.length > LONGEST_SENTENCE) throw new Error(`a sentence of ${err.length} characters`);
  expectClean(err);
  return 'refused';
}

async function judgeReport(report: ArchiveReport, file: string): Promise<void> {
  const validate = validators.get('archive') ?? compile('archive');
  if (!validate(report)) throw new Error(`schema: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
  for (const { report: image, shared, unique } of report.images) {
    judgeImage(image);
    if (shared.fileBytes + unique.fileBytes > image.totals.fileBytes)
      throw new Error('shares exceed the whole');
  }
  const commands: string[][] = TEXT_FORMATS.map((format) =>
    format === 'sizes' || format === 'matrix' ? [`--${format}`] : ['--format', format],
  );
  for (const options of commands) expectText(await inProcess(['image', file, '--image', '1', ...options]));
  expectText(await inProcess(['image', file, '--all']));
  const now = '2026-11-28T00:00:00Z';
  expectText(await inProcess(['history', file, '--image', '1', '--format', 'json', '--now', now]));
  expectText(await inProcess(['images', file, '--all', '--format', 'json', '--now', now]));
}

function judgeImage({ accounting, totals, layers }: ImageReport): void {
  if (!accounting.balances) throw new Error('the accounting does not balance');
  const sum = layers.reduce((total, layer) => total + layer.fileBytes, 0);
  if (sum !== totals.fileBytes || totals.fileBytes !== accounting.storedBytes)
    throw new Error('the layers do not add up to the total');
  if (totals.visibleBytes < 0 || totals.wastedBytes < 0) throw new Error('negative bytes');
}

function expectText(outcome: Outcome): void {
  if (judge(outcome) === 'read') expectClean(outcome.out);
}

function expectClean(text: string): void {
  const found = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/.exec(text);
  if (found)
    throw new Error(
      `a control character at ${found.index}: ${JSON.stringify(text.slice(found.index - 20, found.index + 20))}`,
    );
}

/** What both ways must agree in. */
function facts(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) =>
    key === 'path' && (value === null || /^\//.test(String(value))) ? null : key === 'readAs' ? null : value,
  );
}

function expectEqual(stream: unknown, path: unknown): void {
  const [a, b] = [JSON.stringify(stream), JSON.stringify(path)];
  if (a === b) return;
  let at = 0;
  while (a[at] === b[at]) at++;
  throw new Error(`standard input ${a.slice(at - 80, at + 80)} and path ${b.slice(at - 80, at + 80)} differ`);
}

function compile(kind: string): ValidateFunction {
  const validate = new Ajv({ allErrors: false, allowUnionTypes: true }).compile(committedSchema(kind));
  validators.set(kind, validate);
  return validate;
}
