import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFuzzer, type FuzzResult } from './fuzz.ts';

/** A case that takes this long has no end, as far as anybody will wait. */
const HANG_SECONDS = 30;
const MEMORY_LIMIT = 512 * 1024;
const CASES_PER_CHILD = 2000;

/** What a child tells its parent before and after each case. */
type Report =
  | { readonly kind: 'begin'; readonly seed: number }
  | { readonly kind: 'end'; readonly result: FuzzResult; readonly peakKiB: number };

interface Tally {
  read: number;
  refused: number;
  broken: number;
  hung: number;
  peakKiB: number;
}

/**
 * Fuzzes until the minutes are over: children run the cases, so that a case without end, or one that takes the process down, is only one
 * more finding. Broken cases are kept in `keep`, by seed. Resolves to the tally.
 */
export async function fuzzFor(
  minutes: number,
  firstSeed: number,
  root: string,
  keep: string,
): Promise<Tally> {
  const tally: Tally = { read: 0, refused: 0, broken: 0, hung: 0, peakKiB: 0 };
  const fuzzer = createFuzzer(root);
  const deadline = Date.now() + minutes * 60_000;
  let seed = firstSeed;
  const record = (failed: number, what: string): void => {
    mkdirSync(keep, { recursive: true });
    writeFileSync(join(keep, `${failed}.tar`), fuzzer.bytesOf(failed));
    process.stdout.write(`seed ${failed}: ${what}\n`);
  };
  while (Date.now() < deadline) seed = await runChild(root, seed, deadline, tally, record);
  fuzzer.close();
  process.stdout.write(`${seed - firstSeed} cases from seed ${firstSeed}: ${JSON.stringify(tally)}\n`);
  return tally;
}

/** Runs one child; resolves to the seed after its last. */
function runChild(
  root: string,
  first: number,
  deadline: number,
  tally: Tally,
  record: (seed: number, what: string) => void,
): Promise<number> {
  return new Promise((resolve) => {
    const child = fork(process.argv[1]!, ['--child', root, String(first), String(deadline)]);
    let current = first;
    let isOpen = false;
    let watch: NodeJS.Timeout | undefined;
    child.on('message', (report: Report) => {
      clearTimeout(watch);
      if (report.kind === 'begin') {
        [current, isOpen] = [report.seed, true];
        watch = setTimeout(() => child.kill('SIGKILL'), HANG_SECONDS * 1000);
        return;
      }
      const { result, peakKiB } = report;
      [current, isOpen] = [result.seed + 1, false];
      tally[result.verdict]++;
      if (result.failure !== null) record(result.seed, `${result.what}: ${result.failure}`);
      if (peakKiB > MEMORY_LIMIT && tally.peakKiB <= MEMORY_LIMIT)
        record(result.seed, `${result.what}: ${peakKiB} KiB`);
      tally.peakKiB = Math.max(tally.peakKiB, peakKiB);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(watch);
      if (isOpen) {
        tally.hung++;
        record(current, `the process ended with ${signal ?? code}, or the case has no end`);
      }
      resolve(isOpen ? current + 1 : current);
    });
  });
}

/** The child's work: cases one after the other. */
export async function runCases(root: string, first: number, deadline: number): Promise<void> {
  const fuzzer = createFuzzer(root);
  for (let seed = first; seed < first + CASES_PER_CHILD && Date.now() < deadline; seed++) {
    process.send!({ kind: 'begin', seed } satisfies Report);
    const result = await fuzzer.run(seed);
    process.send!({ kind: 'end', result, peakKiB: process.resourceUsage().maxRSS } satisfies Report);
  }
  fuzzer.close();
  process.disconnect();
}
