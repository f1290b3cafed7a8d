/** plimsoll image on compressed layers against the unpackers piped into tar, and its second look through the index cache against its first. */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { writeArchive, writeLayer } from './make-archive.mjs';
import { bareNode, inTurn, megabytes, once, plimsoll, printTable, ratio, shell, time } from './measure.mjs';

const LAYERS = 4;
const PACKERS = { gzip: 'gzip -6', zstd: 'zstd -q -3 --check' };

/** Text of some kilobytes a file, which compresses to about a third as source code does. */
function* sources(count, from) {
  for (let i = from; i < from + count; i++) {
    const folder = `srv/lib/d${Math.floor(i / 50)}`;
    if (i % 50 === 0) yield { path: `${folder}/`, type: '5' };
    const line = (n) => `export const value${(i * 31 + n * 17) % 9973} = ${Math.imul(i, n + 7) >>> 0};\n`;
    yield {
      path: `${folder}/file-${i}.js`,
      type: '0',
      body: Buffer.from(Array.from({ length: 300 }, (_, n) => line(n)).join('')),
    };
  }
}

async function make(directory) {
  const names = Array.from({ length: LAYERS }, (_, i) => `layer-${i}`);
  for (const [i, name] of names.entries()) writeLayer(`${directory}/${name}.tar`, sources(5000, i * 5000));
  for (const [kind, packer] of Object.entries(PACKERS)) {
    await shell(`cd ${directory} && for f in layer-?.tar; do ${packer} < $f > $f.${kind}; done`);
    writeArchive(
      `${directory}/${kind}.tar`,
      names.map((name) => whole(`${directory}/${name}.tar.${kind}`)),
    );
  }
}

/** A layer under its true digest. */
function whole(file) {
  const bytes = readFileSync(file);
  const id = createHash('sha256').update(bytes).digest('hex');
  return {
    name: file,
    id,
    size: bytes.length,
    copyTo: (fd, at) => writeSync(fd, bytes, 0, bytes.length, at),
  };
}

const directory = await once('packed-1', make);
const cache = `${directory}/cache`;
const image = (kind, ...options) =>
  plimsoll(['image', `${directory}/${kind}.tar`, '--format', 'json', ...options]);
const unpack = (command, kind) =>
  shell(`for f in ${directory}/layer-?.tar.${kind}; do ${command} -dc < $f | tar -t > /dev/null; done`);
rmSync(cache, { recursive: true, force: true });
await image('gzip', '--cache', cache);
const m = await inTurn(5, {
  node: bareNode,
  gzip: () => image('gzip', '--no-cache'),
  gzipTar: () => unpack('gzip', 'gzip'),
  pigzTar: () => unpack('pigz', 'gzip'),
  zstd: () => image('zstd', '--no-cache'),
  zstdTar: () => unpack('zstd', 'zstd'),
  second: () => image('gzip', '--cache', cache),
});
const bytes = statSync(`${directory}/gzip.tar`).size;
printTable(
  'packed',
  ['what', 'plimsoll (CPU)', 'peak memory', 'against (CPU)'],
  [
    [
      `${LAYERS} gzip layers, 20,000 files, ${(bytes / 1e6).toFixed(0)} MB`,
      time(m.gzip.cpu),
      megabytes(m.gzip.rss),
      `${ratio(m.gzip.cpu, m.gzipTar.cpu)} \`gzip -dc \\| tar -t\` (${time(m.gzipTar.cpu)}), ${ratio(m.gzip.cpu, m.pigzTar.cpu)} \`pigz -dc \\| tar -t\` (${time(m.pigzTar.cpu)})`,
    ],
    [
      'the same, the second time',
      time(m.second.cpu),
      megabytes(m.second.rss),
      `${ratio(m.second.cpu, m.gzip.cpu)} the first; ${time(m.second.cpu - m.node.cpu)} more than bare Node`,
    ],
    [
      `${LAYERS} zstd layers, the same files, Node ${process.version}`,
      time(m.zstd.cpu),
      megabytes(m.zstd.rss),
      `${ratio(m.zstd.cpu, m.zstdTar.cpu)} \`zstd -dc \\| tar -t\` (${time(m.zstdTar.cpu)})`,
    ],
  ],
);
