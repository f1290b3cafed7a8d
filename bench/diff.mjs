/** Two images of 450,000 entries each: what comparing them costs beside inspecting each of them once. */
import { rmSync } from 'node:fs';
import { copiedLayer, writeArchive, writeLayer } from './make-archive.mjs';
import { inTurn, megabytes, once, plimsoll, printTable, ratio, time } from './measure.mjs';

const FILES = 150_000;
const LAYERS = 3;
/** A layer of many small files; every `changed`-th has another content, every `moved`-th another name. */
function* filesOf(layer, { mtime, changed = 0, moved = 0 }) {
  for (let n = 0; n < FILES; n++) {
    const place = moved > 0 && n % moved === 0 ? 'new' : 'old';
    const text = `${changed > 0 && n % changed === 0 ? 'changed' : 'content'} of file ${n} in layer ${layer}\n`;
    yield {
      path: `l${layer}/${place}/d${n % 997}/package-${n % 89}/file-${n}.js`,
      type: '0',
      body: Buffer.from(text.repeat(1 + (n % 5))),
      mtime,
    };
  }
}

const directory = await once('diff-2', (place) => {
  const image = (name, options) => {
    const layers = Array.from({ length: LAYERS }, (_, n) => {
      const own = options(n);
      const layer = `${place}/layer-${n}.tar`;
      writeLayer(layer, filesOf(n, own));
      // The name says what is in it, so that equal layers have equal IDs.
      return { ...copiedLayer(`${n} ${JSON.stringify(own)}`, layer), file: layer };
    });
    writeArchive(`${place}/${name}.tar`, layers);
    for (const layer of layers) rmSync(layer.file);
  };
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
