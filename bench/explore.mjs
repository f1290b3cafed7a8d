/** plimsoll explore in a real pseudo-terminal (script of util-linux): the first screen, then how long each key takes until its frame is drawn. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { smallFiles, writeArchive, writeLayer } from './make-archive.mjs';
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
    return { name, size: statSync(file).size, copyTo: (fd, at) => copy(file, fd, at) };
  });
  writeArchive(`${directory}/image.tar`, made);
}

function copy(file, to, at) {
  const from = openSync(file, 'r');
  const piece = Buffer.alloc(1 << 22);
  for (let done = 0, count = 1; count > 0; done += count) {
    count = readSync(from, piece, 0, piece.length, done);
    writeSync(to, piece, 0, count, at + done);
  }
  closeSync(from);
}

/** The explorer in a terminal of 80 x 24, and the keys that it gets. */
function openExplorer(archive) {
  const command = `exec /usr/bin/time -f 'peak %M' ${process.execPath} ${PLIMSOLL} explore ${archive}`;
  const started = performance.now();
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    env: { ...process.env, TERM: 'xterm-256color', CI: '' },
  });
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
    firstScreen: async () => (await frameAfter(0)) - started,
    press: async (key) => {
      const before = frames;
      const at = performance.now();
      child.stdin.write(key);
      const drawn = await frameAfter(before);
      await new Promise((resolve) => setTimeout(resolve, 150)); // what a search does behind its first frame is not the next key's
      return drawn - at;
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
  ['j', 'a layer seen before'],
  ['v', 'another view'],
  ['v', 'another view'],
  ['v', 'another view'],
  ['2', 'another pane'],
  ['l', 'unfold'],
  ['l', 'down'],
  ['j', 'down'],
  ['k', 'down'],
  ['l', 'unfold 90,000 or 3,600'],
  ['G', 'last row'],
  ['k', 'down'],
  ['o', 'sort 450,000 by name'],
  ['j', 'down'],
  ['o', 'sort by size'],
  ['\u0001', 'hide states'],
  ['\u0001', 'hide states'],
  ['s', 'split'],
  ['j', 'down'],
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
const first = median(firsts);
printTable(
  'explore',
  ['what, with 450,000 entries', 'median', 'longest'],
  [
    [
      'first screen',
      time(first),
      `${time(first - image.ms)} more than \`plimsoll image\` (${time(image.ms)})`,
    ],
    ...[...seen].map(([what, list]) => [what, time(median(list)), time(Math.max(...list))]),
    ['peak memory', megabytes(median(peaks)), megabytes(Math.max(...peaks))],
  ],
);
