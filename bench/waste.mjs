/** What stacking, attributing and comparing cost beside listing: CPU time (user and system) of each part, in one process a round. */
import { fileURLToPath } from 'node:url';
import { copiedLayer, smallFiles, writeArchive, writeLayer } from './make-archive.mjs';
import { megabytes, once, plimsoll, printTable, ratio, time } from './measure.mjs';

const ROUNDS = 5;
const BODY = 20e6;
const BODIES = 25;
const library = fileURLToPath(new URL('../dist/index.js', import.meta.url));

/** 450,000 files: 150,000 new in each of two layers, 100,000 of them again in a third, 50,000 with other sizes in a fourth. */
async function make(directory) {
  writeArchive(`${directory}/many.tar`, [
    layer(directory, 'base', smallFiles(150_000)),
    layer(directory, 'more', smallFiles(150_000, 150_000)),
    layer(directory, 'again', smallFiles(100_000)),
    layer(directory, 'other', longer(smallFiles(50_000, 200_000))),
  ]);
  writeArchive(`${directory}/large.tar`, [
    layer(directory, 'bodies', largeFiles()),
    layer(directory, 'chown', largeFiles()),
  ]);
}

function* longer(entries) {
  for (const entry of entries)
    yield entry.body ? { ...entry, body: Buffer.concat([entry.body, entry.body]) } : entry;
}

function* largeFiles() {
  for (let i = 0; i < BODIES; i++)
    yield { path: `data/${i}.bin`, type: '0', body: Buffer.alloc(BODY, 65 + i) };
}

function layer(directory, name, entries) {
  const file = `${directory}/${name}.tar`;
  writeLayer(file, entries);
  return copiedLayer(name, file);
}

/** CPU milliseconds of each part of an inspection, in a process of its own: { phase: ms }, with `bytes` of what was compared. */
async function parts(archive) {
  const { execFile } = await import('node:child_process');
  const script = `
    import { inspectImage } from ${JSON.stringify(library)};
    const parts = {};
    const now = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
    const record = ({ phase, milliseconds, bytes }) => { parts[phase] = milliseconds; if (bytes) parts.bytes = bytes; };
    await inspectImage(${JSON.stringify(archive)}, { timekeeper: { now, record } });
    console.log(JSON.stringify(parts));`;
  return new Promise((resolve, reject) =>
    execFile(process.execPath, ['--input-type=module', '-e', script], (error, out) =>
      error ? reject(error) : resolve(JSON.parse(out)),
    ),
  );
}

async function medians(archive) {
  const rounds = [];
  for (let round = -1; round < ROUNDS; round++) {
    const seen = await parts(archive);
    if (round >= 0) rounds.push(seen);
  }
  const median = (phase) => rounds.map((seen) => seen[phase] ?? 0).sort((a, b) => a - b)[ROUNDS >> 1];
  return Object.fromEntries(Object.keys(rounds[0]).map((phase) => [phase, median(phase)]));
}

const directory = await once('waste-1', make);
const many = await medians(`${directory}/many.tar`);
const large = await medians(`${directory}/large.tar`);
const { rss } = await plimsoll(['image', `${directory}/many.tar`, '--format', 'json']);
const listing = many['open the archive'] + many['read the layers'];
const row = (what, ms) => [what, time(ms), ratio(ms, listing)];
printTable(
  'waste',
  ['450,000 files in 4 plain layers', 'CPU', 'of the listing'],
  [
    row('listing: every header of every layer', listing),
    row('stacking', many['stack them']),
    row('attributing every byte', many['attribute every byte']),
    row('both', many['stack them'] + many['attribute every byte']),
    row('comparing 100,000 rewritten small files', many['compare rewritten files']),
    row('dive’s figures', many['count as dive does']),
    row('rules', many['judge by the rules']),
    ['peak memory', megabytes(rss), ''],
  ],
);
const rate = large.bytes / 1e6 / large['compare rewritten files'];
printTable(
  'comparing',
  ['what', 'CPU', 'rate'],
  [
    [
      `${BODIES} rewritten files of ${BODY / 1e6} MB with the same bytes, page cache warm`,
      time(large['compare rewritten files']),
      `${rate.toFixed(2)} GB/s`,
    ],
  ],
);
