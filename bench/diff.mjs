/** Two images of 450,000 entries each: what comparing them costs beside inspecting each of them once. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { inTurn, megabytes, once, plimsoll, printTable, ratio, time } from './measure.mjs';

const FILES = 150_000;
const LAYERS = 3;
const BLOCK = 512;

/** One header; names fit into 100 bytes. */
function header(name, size, mtime, mode, type = '0') {
  const block = Buffer.alloc(BLOCK);
  const octal = (value, width) => `${value.toString(8).padStart(width - 1, '0')}\0`;
  block.write(name, 0, 'latin1');
  block.write(octal(mode, 8) + octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(mtime, 12), 100, 'latin1');
  block.fill(0x20, 148, 156);
  block.write(`${type}\0`, 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** A layer of many small files; every `changed`-th has another content, every `moved`-th another name. */
function layerTar(layer, { mtime, changed = 0, moved = 0 }) {
  const parts = [];
  for (let n = 0; n < FILES; n++) {
    const place = moved > 0 && n % moved === 0 ? 'new' : 'old';
    const name = `l${layer}/${place}/d${n % 997}/package-${n % 89}/file-${n}.js`;
    const text = `${changed > 0 && n % changed === 0 ? 'changed' : 'content'} of file ${n} in layer ${layer}\n`;
    const body = Buffer.alloc(BLOCK);
    const length = body.write(text.repeat(1 + (n % 5)), 0, 'latin1');
    parts.push(header(name, length, mtime, 0o644), body);
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A docker archive, a layer at a time. */
function writeImage(file, layers) {
  const out = openSync(file, 'w');
  const put = (name, bytes) => {
    const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
    for (const part of [header(name, bytes.length, 0, 0o644), bytes, padding]) writeSync(out, part);
  };
  const ids = layers.map((make) => {
    const tar = make();
    const id = sha256(tar);
    put(`${id}.tar`, tar);
    return id;
  });
  const config = Buffer.from(
    JSON.stringify({
      os: 'linux',
      architecture: 'amd64',
      config: {},
      rootfs: { type: 'layers', diff_ids: ids.map((id) => `sha256:${id}`) },
      history: ids.map((_, n) => ({ created_by: `RUN step ${n}` })),
    }),
  );
  put(`${sha256(config)}.json`, config);
  const manifest = [
    { Config: `${sha256(config)}.json`, RepoTags: ['bench:1'], Layers: ids.map((id) => `${id}.tar`) },
  ];
  put('manifest.json', Buffer.from(JSON.stringify(manifest)));
  writeSync(out, Buffer.alloc(2 * BLOCK));
  closeSync(out);
}

const numbers = Array.from({ length: LAYERS }, (_, n) => n);
const directory = await once('diff-1', (place) => {
  const image = (name, options) =>
    writeImage(
      `${place}/${name}.tar`,
      numbers.map((n) => () => layerTar(n, options(n))),
    );
  image('before', () => ({ mtime: 1_700_000_000 }));
  image('top-changed', (n) => ({ mtime: 1_700_000_000, changed: n === LAYERS - 1 ? 10 : 0 }));
  image('rebuilt', () => ({ mtime: 1_800_000_000, changed: 100 }));
  image('moved', () => ({ mtime: 1_800_000_000, moved: 2 }));
});
const file = (name) => `${directory}/${name}.tar`;
const inspect = (name) => () => plimsoll(['image', file(name), '--format', 'json']);
const diff = (name) => () => plimsoll(['diff', file('before'), file(name), '--format', 'json']);

const seen = await inTurn(5, {
  'inspect before': inspect('before'),
  'inspect rebuilt': inspect('rebuilt'),
  'same image': diff('before'),
  'top layer changed': diff('top-changed'),
  'rebuilt: every layer, one file in 100': diff('rebuilt'),
  'rebuilt, half of the files moved': diff('moved'),
});
const one = (seen['inspect before'].ms + seen['inspect rebuilt'].ms) / 2;
printTable(
  `diff of two images of ${(FILES * LAYERS).toLocaleString('en')} entries each, beside one inspection (${time(one)})`,
  ['pair', 'time', 'of one inspection', 'peak memory'],
  Object.entries(seen).map(([name, { ms, rss }]) => [name, time(ms), ratio(ms, one), megabytes(rss)]),
);
