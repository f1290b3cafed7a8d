/** plimsoll image against `tar -tvf` over the same layers, and against bare Node where there is next to nothing to read. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { copiedLayer, smallFiles, writeArchive, writeLayer } from './make-archive.mjs';
import { bareNode, inTurn, megabytes, once, plimsoll, printTable, ratio, shell, time } from './measure.mjs';

const BODY = 100e6;

const HUGE = 8e9;

async function make(directory) {
  const layers = (count, each) =>
    Array.from({ length: count }, (_, i) => {
      const name = `small-${each}-${i}`;
      writeLayer(`${directory}/${name}.tar`, smallFiles(each, i * each));
      return copiedLayer(name, `${directory}/${name}.tar`);
    });
  writeArchive(`${directory}/small.tar`, layers(5, 40_000));
  writeArchive(`${directory}/double.tar`, layers(5, 80_000));
  writeArchive(`${directory}/million.tar`, layers(10, 99_000));
  for (const [name, body] of [
    ['big', BODY],
    ['huge', HUGE],
  ]) {
    const holes = Array.from({ length: 20 }, (_, i) => ({ path: `data/big-${i}.bin`, type: '0', body }));
    const file = `${directory}/${name}-layer.tar`;
    const size = writeLayer(file, holes);
    writeArchive(`${directory}/${name}.tar`, [
      { name, size, copyTo: (fd, at) => copySparse(file, body, fd, at) },
    ]);
  }
}

/** Headers only: the bodies stay holes. */
function copySparse(file, body, to, at) {
  const from = openSync(file, 'r');
  const block = Buffer.alloc(512);
  const step = 512 + body + ((512 - (body % 512)) % 512);
  for (let i = 0; i < 20; i++) {
    readSync(from, block, 0, 512, i * step);
    writeSync(to, block, 0, 512, at + i * step);
  }
  closeSync(from);
}

const directory = await once('image-2', make);
const image = (name) => () => plimsoll(['image', `${directory}/${name}.tar`, '--format', 'json']);
const m = await inTurn(5, {
  node: bareNode,
  small: image('small'),
  tar: () => shell(`for i in 0 1 2 3 4; do tar -tvf ${directory}/small-40000-$i.tar >/dev/null; done`),
  double: image('double'),
  big: image('big'),
  huge: image('huge'),
  million: image('million'),
});
printTable(
  'image',
  ['what', 'plimsoll (CPU)', 'peak memory', 'against (CPU)'],
  [
    [
      '200,000 small files in 5 plain layers',
      time(m.small.cpu),
      megabytes(m.small.rss),
      `${ratio(m.small.cpu, m.tar.cpu)} \`tar -tvf\` of the layers (${time(m.tar.cpu)})`,
    ],
    [
      '20 files of 100 MB',
      time(m.big.cpu),
      megabytes(m.big.rss),
      `${time(m.big.cpu - m.node.cpu)} more than bare Node (${time(m.node.cpu)})`,
    ],
    [
      '400,000 of them',
      time(m.double.cpu),
      megabytes(m.double.rss),
      `${ratio(m.double.cpu, m.small.cpu)} 200,000`,
    ],
    [
      '20 sparse files of 8 GB, an archive of 160 GB',
      time(m.huge.cpu),
      megabytes(m.huge.rss),
      `${time(m.huge.cpu - m.node.cpu)} more than bare Node`,
    ],
    ['990,000 files in 10 plain layers', time(m.million.cpu), megabytes(m.million.rss), ''],
  ],
);
