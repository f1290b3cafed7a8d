/** Writes docker archives of many or of huge files: ustar headers, bodies as bytes or as holes. */
import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs';

const BLOCK = 512;
const pad = (size) => (BLOCK - (size % BLOCK)) % BLOCK;

/** The time of members that are given none, in seconds since 1970. */
const TIME = 0o14524552600;

/** One ustar header. */
function header(name, size, type = '0', mtime = TIME) {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write(type === '5' ? '0000755\0' : '0000644\0', 100);
  block.write('0000000\x000000000\0', 108);
  if (size < 8 ** 11) block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  else {
    block[124] = 0x80; // base-256
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write(`${mtime.toString(8).padStart(11, '0')}\0`, 136);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  block.fill(0x20, 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** A layer as a tar of its own. `entries` gives { path, type, body, mtime } with a Buffer, or a number: that many bytes as a hole. */
export function writeLayer(file, entries) {
  const fd = openSync(file, 'w');
  let at = 0;
  let pieces = [];
  let held = 0;
  const flush = () => {
    writeSync(fd, Buffer.concat(pieces), 0, held, at);
    at += held;
    pieces = [];
    held = 0;
  };
  const put = (bytes) => {
    pieces.push(bytes);
    held += bytes.length;
    if (held > 1 << 22) flush();
  };
  for (const { path, type, body = Buffer.alloc(0), mtime } of entries) {
    const size = typeof body === 'number' ? body : body.length;
    put(header(path, size, type, mtime));
    if (typeof body === 'number') {
      flush();
      at += size + pad(size);
    } else if (size > 0) put(Buffer.concat([body, Buffer.alloc(pad(size))]));
  }
  put(Buffer.alloc(2 * BLOCK));
  flush();
  ftruncateSync(fd, at);
  closeSync(fd);
  return at;
}

/** The layers as a docker archive: { name, id?, size, copyTo(fd, at) }, which writes the layer's bytes at an offset. */
export function writeArchive(file, layers) {
  const ids = layers.map(({ name, id }) => id ?? createHash('sha256').update(name).digest('hex'));
  const config = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: ids.map((id) => `sha256:${id}`) },
      history: layers.map(({ name }) => ({ created_by: `RUN make ${name}` })),
    }),
  );
  const manifest = Buffer.from(
    JSON.stringify([{ Config: 'config.json', RepoTags: ['bench:1'], Layers: ids.map((id) => `${id}.tar`) }]),
  );
  const fd = openSync(file, 'w');
  let at = 0;
  const put = (bytes) => {
    writeSync(fd, bytes, 0, bytes.length, at);
    at += bytes.length;
  };
  for (const [i, { size, copyTo }] of layers.entries()) {
    put(header(`${ids[i]}.tar`, size));
    copyTo(fd, at);
    at += size + pad(size);
  }
  for (const [name, body] of [
    ['config.json', config],
    ['manifest.json', manifest],
  ])
    put(Buffer.concat([header(name, body.length), body, Buffer.alloc(pad(body.length))]));
  put(Buffer.alloc(2 * BLOCK));
  closeSync(fd);
}

/** A layer for {@link writeArchive} that is copied from a file of its own. */
export function copiedLayer(name, file) {
  return { name, size: statSync(file).size, copyTo: (fd, at) => copy(file, fd, at) };
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

/** Small files in folders of a hundred, sizes 1 to 500. */
export function* smallFiles(count, from = 0) {
  for (let i = from; i < from + count; i++) {
    const folder = `srv/app/d${Math.floor(i / 100)}`;
    if (i % 100 === 0) yield { path: `${folder}/`, type: '5' };
    yield {
      path: `${folder}/file-${i}.js`,
      type: '0',
      body: Buffer.alloc(1 + ((i * 37) % 500), 97 + (i % 26)),
    };
  }
}
