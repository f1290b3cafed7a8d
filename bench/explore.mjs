/**
 * plimsoll explore in a real pseudo-terminal (script of util-linux): the first screen, then what each key costs until its frame is drawn:
 * processor time of the main thread, which is what a key takes on a machine with nothing else to do, and time on the wall.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { copiedLayer, smallFiles, writeArchive, writeLayer } from './make-archive.mjs';
import { inTurn, median, megabytes, once, PLIMSOLL, plimsoll, printTable, time } from './measure.mjs';

const END_OF_FRAME = '\u001b[?2026l';
const ROUNDS = 5;

/** 90,000 files of one directory, the worst that a key can unfold. */
function* flatFiles(count) {
  for (let i = 0; i < count; i++)
    yield { path: `srv/flat/asset-${(i * 7919) % count}.bin`, type: '0', body: (i * 37) % 5000 };
}

/** Rewrites some files and removes a directory, so that there are states and waste to show. */
function* changes() {
  for (const entry of smallFiles(2000)) yield entry.type === '5' ? entry : { ...entry, body: 700 };
  yield { path: 'srv/app/.wh.d30', type: '0' };
}

function makeLayers(directory) {
  const layers = [
    ...[0, 1, 2].map((n) => [`small-${n}`, smallFiles(120_000, n * 120_000)]),
    ['flat', flatFiles(90_000)],
    ['changes', changes()],
  ];
  const made = layers.map(([name, entries]) => {
    const file = `${directory}/${name}.tar`;
    writeLayer(file, entries);
    return copiedLayer(name, file);
  });
  writeArchive(`${directory}/image.tar`, made);
  for (const [name] of layers) rmSync(`${directory}/${name}.tar`);
}

/** Milliseconds that a process's main thread has been on a processor. */
const processorTime = (pid) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;

/** The last process in a line of only children. */
function descendant(pid) {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return child ? descendant(child) : pid;
}

/** The explorer in a terminal of 80 x 24, and the keys that it gets. */
function openExplorer(archive) {
  const command = `exec /usr/bin/time -f 'peak %M' ${process.execPath} ${PLIMSOLL} explore ${archive}`;
  const started = performance.now();
  const env = { ...process.env, TERM: 'xterm-256color', CI: '' };
  const child = spawn('script', ['-qec', command, '/dev/null'], { env });
  let [text, frames] = ['', 0];
  let wake = () => {};
  child.stdout.on('data', (chunk) => {
    text += chunk;
    frames = text.split(END_OF_FRAME).length - 1;
    wake();
  });
  const frameAfter = (count) =>
    new Promise((resolve) => {
      wake = () => frames > count && resolve(performance.now());
      wake();
    });
  return {
    firstScreen: async () => {
      const drawn = await frameAfter(0);
      return { wall: drawn - started, cpu: processorTime(descendant(child.pid)) };
    },
    press: async (key) => {
      const pid = descendant(child.pid);
      const before = { frames, cpu: processorTime(pid), at: performance.now() };
      child.stdin.write(key);
      const drawn = await frameAfter(before.frames);
      const cpu = processorTime(pid) - before.cpu;
      await new Promise((resolve) => setTimeout(resolve, 150)); // what a search does behind its first frame is not the next key's
      return { wall: drawn - before.at, cpu };
    },
    quit: () =>
      new Promise((resolve) => {
        child.on('close', () => resolve(Number(/peak (\d+)/.exec(text)?.[1] ?? 0) / 1024));
        child.stdin.write('q');
      }),
  };
}

/** Keys in the order of a visit; each is measured by what it does. */
const VISIT = [
  ['k', 'another layer'],
  ['k', 'another layer'],
  ['k', 'another layer'],
  ['j', 'a layer seen before'],
  ['v', 'another view'],
  ['v', 'another view'],
  ['v', 'another view'],
  ['G', 'another layer'],
  ['2', 'another pane'],
  ['l', 'unfold a directory'],
  ['l', 'a row up or down'],
  ['l', 'unfold 90,000 files'],
  ['j', 'a row up or down'],
  ['G', 'last of 90,000 rows'],
  ['k', 'a row up or down'],
  ['o', 'sort 90,000 rows by name'],
  ['j', 'a row up or down'],
  ['o', 'sort them by size'],
  ['\u0001', 'hide or show a state'],
  ['\u0001', 'hide or show a state'],
  ['s', 'split'],
  ['j', 'a row up or down'],
  ['s', 'split'],
  ['/', 'begin a search'],
  ['f', 'a character of a search'],
  ['i', 'a character of a search'],
  ['l', 'a character of a search'],
  ['\r', 'end a search'],
  ['n', 'next match'],
];

const directory = await once('explore-1', makeLayers);
const archive = `${directory}/image.tar`;
const seen = new Map();
const firsts = [];
const peaks = [];
for (let round = 0; round < ROUNDS; round++) {
  const explorer = openExplorer(archive);
  firsts.push(await explorer.firstScreen());
  for (const [key, what] of VISIT) seen.set(what, [...(seen.get(what) ?? []), await explorer.press(key)]);
  peaks.push(await explorer.quit());
}
const { image } = await inTurn(ROUNDS, { image: () => plimsoll(['image', archive, '--format', 'json']) });
const row = (what, list) => {
  const of = (field) => list.map((one) => one[field]);
  return [what, time(median(of('cpu'))), time(Math.max(...of('cpu'))), time(median(of('wall')))];
};
printTable(
  'explore',
  ['with 450,000 entries', 'processor, median', 'longest', 'on the wall, median'],
  [
    row('first screen', firsts),
    ['`plimsoll image` beside it', '', '', time(image.ms)],
    ...[...seen].map(([what, list]) => row(what, list)),
    ['peak memory', megabytes(median(peaks)), megabytes(Math.max(...peaks)), ''],
  ],
);
