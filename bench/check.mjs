/** What holding something to ten budgets costs beside one inspection of it: processor time of whole processes, in turn. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { copiedLayer, smallFiles, writeArchive, writeLayer } from './make-archive.mjs';
import { bareNode, inTurn, once, plimsoll, printTable, ratio, time } from './measure.mjs';

const ROUNDS = 9;
const PLAIN = [
  { total: '900GB' },
  { compressed: '900GB' },
  { layer: '900GB' },
  { layers: 200 },
  { wasted: '900GB' },
  { efficiency: 0 },
  { files: 99_999_999 },
  { file: '900GB' },
];
/** Patterns that may match anywhere, in any layer: the dearest there are. */
const ANYWHERE = [
  { path: '**/id_rsa', forbidden: true, in: 'any-layer' },
  { path: '**/*.pem', forbidden: true, in: 'any-layer' },
];
const CONTEXT = [
  { total: '900GB' },
  { transfer: '900GB' },
  { files: 99_999_999 },
  { file: '900GB' },
  ...['**/.env*', '**/id_rsa', '**/*.pem', '**/.git', '**/dist/**', 'src/**'].map((path) => ({
    path,
    total: '9GB',
  })),
];

function make(at) {
  const layer = (name, from) => {
    writeLayer(`${at}/${name}.tar`, smallFiles(100_000, from));
    return copiedLayer(name, `${at}/${name}.tar`);
  };
  writeArchive(`${at}/many.tar`, [layer('base', 0), layer('more', 100_000)]);
  for (let n = 0; n < 20_000; n++) {
    const inner = `${at}/context/src/${n % 200}`;
    if (n < 200) mkdirSync(inner, { recursive: true });
    writeFileSync(`${inner}/${n}.js`, `export const n = ${n};\n`);
  }
  writeFileSync(`${at}/context/Dockerfile`, 'FROM scratch\nCOPY . .\n');
  const write = (name, config) => writeFileSync(`${at}/${name}.json`, JSON.stringify(config));
  write('image', { images: [{ archive: 'many.tar', budgets: [...PLAIN, ...ANYWHERE] }] });
  write('plain', { images: [{ archive: 'many.tar', budgets: PLAIN }] });
  write('context', { contexts: [{ path: 'context', dockerfile: 'context/Dockerfile', budgets: CONTEXT }] });
}

const at = await once('check-1', make);
const json = (...args) => plimsoll([...args, '--format', 'json', '--quiet']);
const check = (name) => json('check', '--config', `${at}/${name}.json`);
const runs = await inTurn(ROUNDS, {
  node: bareNode,
  version: () => plimsoll(['--version']),
  image: () => json('image', `${at}/many.tar`),
  plainBudgets: () => check('plain'),
  imageBudgets: () => check('image'),
  context: () => json('context', `${at}/context`),
  contextBudgets: () => check('context'),
});

const beside = (what, checked, inspected) => [
  what,
  time(runs[inspected].cpu),
  time(runs[checked].cpu),
  time(runs[checked].cpu - runs[inspected].cpu),
  ratio(runs[checked].cpu, runs[inspected].cpu),
];
printTable(
  'check (processor time)',
  ['what', 'inspection', 'check', 'more', 'ratio'],
  [
    beside('an image of 200,000 files, 8 budgets without patterns', 'plainBudgets', 'image'),
    beside('the same, and 2 of `**/` in any layer', 'imageBudgets', 'image'),
    beside('a context of 20,000 files, 10 budgets, 6 with patterns', 'contextBudgets', 'context'),
  ],
);
const { node, version } = runs;
console.log(
  `\n--version: ${time(version.cpu)}, ${ratio(version.cpu, node.cpu)} of bare Node (${time(node.cpu)})`,
);
