/**
 * What of src/ the tests run, `npm run coverage`. Half of the tests start the command line as a process of its own, which vitest does not
 * see: here these start a build with source maps (coverage/program), V8 says what each of them ran, and both are added up. Words are
 * handed to vitest. Prints a line for each room and each file that is below its room's threshold; coverage/report/coverage-final.json has the
 * rest, in Istanbul's format. src/page runs in a browser and is not counted.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import istanbul from 'istanbul-lib-coverage';
import { build } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROGRAM = join(ROOT, 'coverage/program');
const RUNS = join(ROOT, 'coverage/runs');
const REPORT = join(ROOT, 'coverage/report/coverage-final.json');
/** Percent that every room keeps, a little below the lowest of them. */
const THRESHOLDS = { statements: 92, branches: 80, functions: 92 };

rmSync(join(ROOT, 'coverage'), { recursive: true, force: true });
await buildProgram();
const options = ['--coverage', '--coverage.reportOnFailure'];
const { status } = spawnSync('npx', ['vitest', 'run', ...options, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, PLIMSOLL_BIN: join(PROGRAM, 'plimsoll.mjs'), PLIMSOLL_RUNS: RUNS },
});

const coverage = istanbul.createCoverageMap(JSON.parse(readFileSync(REPORT, 'utf8')));
addRuns(coverage, placesRun());
writeFileSync(REPORT, JSON.stringify(coverage));
rmSync(RUNS, { recursive: true, force: true });
process.exitCode = printRooms(coverage) && status === 0 ? 0 : 1;

/** The command line as in dist/bundle, but with every name and a way back to the sources. */
async function buildProgram() {
  const workers = readdirSync(join(ROOT, 'src'), { recursive: true }).filter((file) =>
    file.endsWith('-worker.ts'),
  );
  await build({
    cwd: ROOT,
    input: ['cli/main.ts', ...workers].map((file) => join('src', file)),
    platform: 'node',
    logLevel: 'warn',
    external: (id) =>
      !(id.startsWith('.') || id.startsWith('#') || id.startsWith('/') || id.startsWith('src')),
    output: { dir: PROGRAM, entryFileNames: '[name].js', sourcemap: true },
  });
  const start = `import { main } from './main.js';\nawait main(process);\n`;
  writeFileSync(join(PROGRAM, 'plimsoll.mjs'), start);
  mkdirSync(RUNS);
}

/** For each source, by line, the columns where something begins that was put into the program, and how often processes ran it. */
function placesRun() {
  const sources = new Map();
  for (const [script, counts] of charactersRun()) {
    const starts = lineStarts(readFileSync(script, 'utf8'));
    eachMapping(new TraceMap(readFileSync(`${script}.map`, 'utf8')), (mapping) => {
      if (mapping.source === null) return;
      const source = resolve(dirname(script), mapping.source);
      if (!sources.has(source)) sources.set(source, new Map());
      const lines = sources.get(source);
      if (!lines.has(mapping.originalLine)) lines.set(mapping.originalLine, new Map());
      const columns = lines.get(mapping.originalLine);
      const count = counts[starts[mapping.generatedLine - 1] + mapping.generatedColumn];
      columns.set(mapping.originalColumn, Math.max(count, columns.get(mapping.originalColumn) ?? 0));
    });
  }
  return sources;
}

/** For each file of the program, how often each of its characters was run. */
function charactersRun() {
  const scripts = new Map();
  for (const file of readdirSync(RUNS)) {
    for (const { url, functions } of JSON.parse(readFileSync(join(RUNS, file), 'utf8')).result) {
      if (!url.startsWith('file:')) continue;
      const script = fileURLToPath(url);
      // A file that only hands on what others hold has no map.
      if (dirname(script) !== PROGRAM || !existsSync(`${script}.map`)) continue;
      const length = functions[0].ranges[0].endOffset;
      const here = new Float64Array(length);
      // Ranges come from the outside in, so that the last word on a character is its own.
      for (const { ranges } of functions)
        for (const { startOffset, endOffset, count } of ranges) here.fill(count, startOffset, endOffset);
      if (!scripts.has(script)) scripts.set(script, new Float64Array(length));
      const all = scripts.get(script);
      for (let at = 0; at < length; at += 1) all[at] += here[at];
    }
  }
  return scripts;
}

function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Adds what the processes ran to what vitest counted. */
function addRuns(coverage, sources) {
  for (const file of coverage.files()) {
    const lines = sources.get(file);
    if (lines === undefined) continue;
    const { data } = coverage.fileCoverageFor(file);
    for (const [id, { start }] of Object.entries(data.statementMap)) data.s[id] += runsAt(lines, start);
    for (const [id, { loc }] of Object.entries(data.fnMap)) data.f[id] += runsAt(lines, loc.start);
    const statements = Object.values(data.statementMap);
    for (const [id, branch] of Object.entries(data.branchMap))
      branchRuns(branch, statements, (start) => runsAt(lines, start)).forEach((runs, index) => {
        data.b[id][index] += runs;
      });
  }
}

/** Of an `if`, Istanbul's first place is all of it, and an `else` that is not written has none: it is what came and did not go in. */
function branchRuns({ type, loc, locations }, statements, runs) {
  if (type !== 'if') return locations.map(({ start }) => runs(start));
  const inside = statements
    .map(({ start }) => start)
    .filter((start) => isBefore(loc.start, start) && isBefore(start, loc.end))
    .sort((a, b) => (isBefore(a, b) ? -1 : 1));
  const taken = inside.length === 0 ? 0 : runs(inside[0]);
  const other = locations[1]?.start;
  return [taken, other?.line === undefined ? Math.max(0, runs(loc.start) - taken) : runs(other)];
}

function isBefore(a, b) {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

/** How often that was run which begins here, or next on this line. */
function runsAt(lines, { line, column }) {
  const columns = [...(lines.get(line)?.keys() ?? [])].filter((at) => at >= column);
  if (columns.length > 0) return lines.get(line).get(Math.min(...columns));
  return 0;
}

/** Whether every room is above the thresholds. */
function printRooms(coverage) {
  const rooms = new Map();
  for (const file of coverage.files()) {
    const [, first, second] = relative(ROOT, file).split('/');
    const room = second === undefined ? 'src' : first;
    if (!rooms.has(room)) rooms.set(room, istanbul.createCoverageSummary());
    rooms.get(room).merge(coverage.fileCoverageFor(file).toSummary());
  }
  const kinds = Object.keys(THRESHOLDS);
  const cell = (summary, kind) => `${summary[kind].pct.toFixed(1)} %`.padStart(12);
  const row = (name, summary) => `${name.padEnd(14)}${kinds.map((kind) => cell(summary, kind)).join('')}`;
  console.log(`\n${''.padEnd(14)}${kinds.map((kind) => kind.padStart(12)).join('')}`);
  for (const [room, summary] of [...rooms].sort()) console.log(row(room, summary.data));
  console.log(row('all', coverage.getCoverageSummary().data));
  const low = ([, { data }]) => kinds.some((kind) => data[kind].pct < THRESHOLDS[kind]);
  const files = coverage.files().map((file) => [file, coverage.fileCoverageFor(file).toSummary()]);
  for (const [file, { data }] of files.filter(low))
    console.log(
      `  ${relative(ROOT, file)}: ${kinds.map((kind) => `${kind} ${data[kind].pct} %`).join(', ')}`,
    );
  for (const [room] of [...rooms].filter(low))
    console.error(
      `coverage: ${room} is below ${kinds.map((kind) => `${THRESHOLDS[kind]} % of ${kind}`).join(', ')}.`,
    );
  return ![...rooms].some(low);
}
