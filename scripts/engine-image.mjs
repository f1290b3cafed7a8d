/**
 * Builds the Dockerfile with a real engine, runs what came out as its users do (not root, no network, nothing writable), and holds what
 * it adds to its base to the budgets of plimsoll.yaml. Words are handed to `docker build`:
 * `node scripts/engine-image.mjs --build-arg NODE=mirror.example/node:24-alpine`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TAG = 'plimsoll-engine-image';
/** The layers that the final stage stores: COPY and WORKDIR. All below are the base's. */
const OWN_LAYERS = 2;
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const { images, failOn } = parse(readFileSync(join(ROOT, 'plimsoll.yaml'), 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-engine-image-'));

try {
  docker('build', '--tag', TAG, ...process.argv.slice(2), '.');
  expectEqual(started(['--version']), `${version}\n`);
  expectEqual(started(['context', '/work', '--format', 'json']), contextReport());
  const user = text('image', 'inspect', '--format', '{{.Config.User}}', TAG).trim();
  if (/^(0|root|)(:|$)/.test(user)) throw new Error('It runs as root.');
  docker('save', '--output', join(scratch, 'plimsoll.tar'), TAG);
  checkBudgets(JSON.parse(text('image', 'inspect', '--format', '{{json .RootFS.Layers}}', TAG)).length);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** What a container of it prints, with this checkout to look at. */
function started(args) {
  const shut = ['--rm', '--network=none', '--read-only', '--cap-drop=ALL', '--volume', `${ROOT}:/work:ro`];
  return text('run', ...shut, TAG, ...args);
}

/** The same look at the same checkout from outside. */
function contextReport() {
  return execFileSync(process.execPath, ['bin/plimsoll.js', 'context', '--format', 'json'], {
    cwd: ROOT,
    encoding: 'utf8',
  }).replace('"root": "."', '"root": "/work"');
}

/** An engine may save layers uncompressed, so `compressed` says nothing about them; `npm run check:own` judges it. */
function checkBudgets(layers) {
  const [own] = images;
  const budgets = own.budgets.filter((budget) => budget.compressed === undefined);
  const image = { ...own, archive: 'plimsoll.tar', base: { layers: layers - OWN_LAYERS }, budgets };
  writeFileSync(join(scratch, 'plimsoll.json'), JSON.stringify({ images: [image], failOn }));
  execFileSync(process.execPath, ['bin/plimsoll.js', 'check', '--config', join(scratch, 'plimsoll.json')], {
    cwd: ROOT,
    stdio: 'inherit',
  });
}

function docker(...args) {
  execFileSync('docker', args, { cwd: ROOT, stdio: 'inherit' });
}

function text(...args) {
  return execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function expectEqual(found, expected) {
  if (found !== expected) throw new Error(`The container prints ${found.slice(0, 2000)}`);
}
