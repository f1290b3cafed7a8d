/** What every benchmark shares: whole processes, run in turn, medians, peak memory, ratios. Times are never asserted. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where benchmarks keep what they make; it is made once. */
export const DATA = fileURLToPath(new URL('.data/', import.meta.url));
/** The command line under test. */
export const PLIMSOLL = fileURLToPath(new URL('../bin/plimsoll.js', import.meta.url));
const GNU_TIME = '/usr/bin/time';

/** A directory below DATA that `make(directory)` fills once; `name` holds a version. */
export async function once(name, make) {
  const directory = DATA + name;
  if (existsSync(`${directory}/.made`)) return directory;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await make(directory);
  writeFileSync(`${directory}/.made`, '');
  return directory;
}

/**
 * Runs a command to its end; output is read and thrown away. Gives milliseconds, milliseconds of CPU (user and system, children too), and
 * the peak of resident memory in MB. CPU time hangs less on what else the machine does.
 */
export function run(command, args, { cwd, stdin } = {}) {
  const mark = `${DATA}rss-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const measured = existsSync(GNU_TIME);
  const [file, argv] = measured
    ? [GNU_TIME, ['-f', '%M %U %S', '-o', mark, command, ...args]]
    : [command, args];
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(file, argv, { cwd, stdio: [stdin ?? 'ignore', 'pipe', 'inherit'] });
    child.stdout.resume();
    child.on('error', reject);
    child.on('close', (code) => {
      const ms = Number(process.hrtime.bigint() - started) / 1e6;
      const seen = measured && existsSync(mark) ? readFileSync(mark, 'utf8').trim().split('\n').pop() : null;
      const [kib, user, system] = seen === null ? [] : seen.split(' ').map(Number);
      const rss = seen === null ? null : kib / 1024;
      const cpu = seen === null ? ms : (user + system) * 1000;
      rmSync(mark, { force: true });
      if (code === 0) resolve({ ms, cpu, rss });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}`));
    });
  });
}

/** plimsoll with these arguments. */
export const plimsoll = (args, options) => run(process.execPath, [PLIMSOLL, ...args], options);
/** A line of shell. */
export const shell = (script, options) => run('bash', ['-c', script], options);
/** Node doing nothing: what every figure of ours begins with. */
export const bareNode = () => run(process.execPath, ['-e', '0']);

/** Runs the jobs in turn, an unmeasured round first; gives the medians of each: { name: { ms, cpu, rss } }. */
export async function inTurn(rounds, jobs) {
  const seen = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, job] of Object.entries(jobs)) {
      const result = await job();
      if (round >= 0) seen[name].push(result);
    }
  }
  return Object.fromEntries(
    Object.entries(seen).map(([name, list]) => [
      name,
      {
        ms: median(list.map(({ ms }) => ms)),
        cpu: median(list.map(({ cpu }) => cpu)),
        rss: median(list.map(({ rss }) => rss ?? 0)),
      },
    ]),
  );
}

/** The middle value. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Prints rows as a Markdown table, ready for bench/README.md. */
export function printTable(title, head, rows) {
  console.log(`\n## ${title}\n`);
  console.log(`| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

/** `1.23 s`, `45 ms`. */
export const time = (ms) => (ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(0)} ms`);
/** `0.87x`. */
export const ratio = (a, b) => (b > 0 ? `${(a / b).toFixed(2)}x` : '-');
/** `123 MB`. */
export const megabytes = (rss) => `${rss.toFixed(0)} MB`;
