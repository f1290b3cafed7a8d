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
/** Percent, of every room: nothing may sink below. */
const THRESHOLDS = { statements: 90, branches: 85, functions: 90 };

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

/** For each source, by line, the columns where something begins that was put into the program, and whether a process ran it. */
function placesRun() {
  const sources = new Map();
  for (const [script, ran] of charactersRun()) {
    const starts = lineStarts(readFileSync(script, 'utf8'));
    eachMapping(new TraceMap(readFileSync(`${script}.map`, 'utf8')), (mapping) => {
      if (mapping.source === null) return;
      const source = resolve(dirname(script), mapping.source);
      if (!sources.has(source)) sources.set(source, new Map());
      const lines = sources.get(source);
      if (!lines.has(mapping.originalLine)) lines.set(mapping.originalLine, new Map());
      const columns = lines.get(mapping.originalLine);
      const didRun = ran[starts[mapping.generatedLine - 1] + mapping.generatedColumn] === 1;
      columns.set(mapping.originalColumn, didRun || columns.get(mapping.originalColumn) === true);
    });
  }
  return sources;
}

/** For each file of the program, a one for each character that some process ran. */
function charactersRun() {
  const scripts = new Map();
  for (const file of readdirSync(RUNS)) {
    for (const { url, functions } of JSON.parse(readFileSync(join(RUNS, file), 'utf8')).result) {
      if (!url.startsWith('file:')) continue;
      const script = fileURLToPath(url);
      // A file that only hands on what others hold has no map.
      if (dirname(script) !== PROGRAM || !existsSync(`${script}.map`)) continue;
      const length = functions[0].ranges[0].endOffset;
      const here = new Uint8Array(length);
      // Ranges come from the outside in, so that the last word on a character is its own.
      for (const { ranges } of functions)
        for (const { startOffset, endOffset, count } of ranges)
          here.fill(count > 0 ? 1 : 0, startOffset, endOffset);
      if (!scripts.has(script)) scripts.set(script, new Uint8Array(length));
      const all = scripts.get(script);
      for (let at = 0; at < length; at += 1) all[at] |= here[at];
    }
  }
  return scripts;
}

function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Counts what the processes ran as run once more. */
function addRuns(coverage, sources) {
  for (const file of coverage.files()) {
    const lines = sources.get(file);
    if (lines === undefined) continue;
    const { data } = coverage.fileCoverageFor(file);
    for (const [id, { start }] of Object.entries(data.statementMap)) data.s[id] += runsAt(lines, start);
    for (const [id, { loc }] of Object.entries(data.fnMap)) data.f[id] += runsWithin(lines, loc);
    for (const [id, { locations }] of Object.entries(data.branchMap))
      locations.forEach(({ start }, index) => {
        data.b[id][index] += runsAt(lines, start);
      });
  }
}

/** 1 when what begins here, or next on this line, was run. A branch that is not written (an `if` without `else`) has no place. */
function runsAt(lines, { line, column }) {
  const columns = lines.get(line);
  if (columns === undefined) return 0;
  const next = Math.min(...[...columns.keys()].filter((at) => at >= column));
  return columns.get(next) ? 1 : 0;
}

/** 1 when something behind the beginning of a function's body was run. */
function runsWithin(lines, { start, end }) {
  for (let line = start.line; line <= end.line; line += 1)
    for (const [column, didRun] of lines.get(line) ?? [])
      if (didRun && (line > start.line || column > start.column) && (line < end.line || column < end.column))
        return 1;
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
