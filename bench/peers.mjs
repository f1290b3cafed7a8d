/**
 * plimsoll against other tools, in the same run: libraries that judge ignore files, on the cases recorded from Docker; and inspectors of
 * images, those that are on the PATH, on one image. PLIMSOLL_BENCH_ARCHIVE names a docker archive in place of the one made here.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { smallFiles, writeArchive, writeLayer } from './make-archive.mjs';
import { DATA, inTurn, megabytes, once, plimsoll, printTable, ratio, run, shell, time } from './measure.mjs';

const LIBRARIES = { ignore: '7.0.16', '@zeit/dockerignore': '0.0.5', '@balena/dockerignore': '1.0.2' };
const VECTORS = new URL('../fixtures/vectors/dockerignore.json', import.meta.url);
const LAYERS = 5;
const FILES = 40_000;

const libraries = await once('peers-libraries-1', (directory) => {
  const wanted = Object.entries(LIBRARIES).map(([name, version]) => `${name}@${version}`);
  const quiet = ['--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', ['install', '--prefix', directory, ...quiet, ...wanted], { stdio: 'ignore' });
}).catch(() => null);
if (libraries === null) console.log('\nThe libraries could not be installed: no registry?');
else printLibraries(createRequire(`${libraries}/`), JSON.parse(readFileSync(VECTORS, 'utf8')).cases);

function printLibraries(load, cases) {
  printTable(
    'libraries on the recorded ignore files: every file judged as Docker does, an error where Docker has one',
    ['library', 'right', 'of'],
    Object.entries(LIBRARIES).map(([name, version]) => {
      const right = cases.filter((each) => isRight(load(name), each)).length;
      return [
        `${name} ${version}`,
        `${right} (${((100 * right) / cases.length).toFixed(1)} %)`,
        cases.length,
      ];
    }),
  );
}

/** Only verdicts about files count: none of the libraries knows how a builder walks directories. */
function isRight(library, { dockerignore, tree, sent, error }) {
  const make = library.default ?? library;
  try {
    const judge = make().add(dockerignore.replace(/^\uFEFF/, ''));
    const files = tree.filter((path) => !path.endsWith('/'));
    return error === undefined && files.every((path) => judge.ignores(path) !== sent.includes(path));
  } catch {
    return error !== undefined;
  }
}

const archive = process.env.PLIMSOLL_BENCH_ARCHIVE ?? (await sampleArchive());
const layers = await unpackedLayers(archive);
const tools = {
  'tar -tf of each layer': () => shell(`for f in ${layers}; do tar -tf "$f"; done`),
  'sha256sum of each layer': () => shell(`sha256sum ${layers}`),
  dive: () => run('dive', ['--source', 'docker-archive', archive, '--json', join(DATA, 'dive.json')]),
  dlayer: () => run('dlayer', ['-f', archive]),
  'crane validate': () => run('crane', ['validate', '--tarball', archive]),
};
const isThere = (name) => spawnSync('sh', ['-c', `command -v ${name.split(' ')[0]}`]).status === 0;
const present = Object.entries(tools).filter(([name]) => isThere(name));
const measured = await inTurn(3, {
  'plimsoll image': () => plimsoll(['image', archive, '--format', 'json']),
  ...Object.fromEntries(present),
});
const tar = measured['tar -tf of each layer'];
printTable(
  `inspectors on ${archive.split('/').slice(-2).join('/')}, ${(statSync(archive).size / 1e6).toFixed(0)} MB`,
  ['tool', 'CPU', 'of tar', 'wall', 'peak memory'],
  Object.entries(measured).map(([name, { ms, cpu, rss }]) => [
    name,
    time(cpu),
    ratio(cpu, tar.cpu),
    time(ms),
    megabytes(rss),
  ]),
);

async function sampleArchive() {
  const directory = await once('peers-sample-1', (where) => {
    const made = Array.from({ length: LAYERS }, (_, i) => {
      const file = `${where}/${i}.tar`;
      const size = writeLayer(file, smallFiles(FILES, i * FILES));
      return { name: `${i}`, size, copyTo: (fd, at) => writeSync(fd, readFileSync(file), 0, size, at) };
    });
    writeArchive(`${where}/image.tar`, made);
  });
  return `${directory}/image.tar`;
}

/** The layers as files of their own, which tar and sha256sum need; their names as words of a shell. */
async function unpackedLayers(file) {
  const directory = join(DATA, 'peers-layers');
  execFileSync('rm', ['-rf', directory]);
  mkdirSync(directory, { recursive: true });
  execFileSync('tar', ['-xf', file, '-C', directory]);
  const [manifest] = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'));
  return manifest.Layers.map((layer) => `'${join(directory, layer)}'`).join(' ');
}
