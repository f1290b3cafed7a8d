/**
 * Runs the whole suite where it may be run: on each Node line, as root and as an ordinary user, in a checkout that may not be written,
 * in a path with spaces and letters beyond ASCII, in several locales, time zones and widths. `npm run matrix -- 22` runs what has 22 in
 * its name; words that begin with test/ name the tests, options are vitest's (`--maxWorkers=1`). Other Node versions come from the npm
 * package `node`; the ordinary user is `nobody`, and needs root to become.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const isRoot = process.getuid?.() === 0;
const VARIANTS = [
  {
    node: 20,
    place: 'here',
    user: 'self',
    env: { LC_ALL: 'C', LANG: 'C', TZ: 'America/St_Johns', COLUMNS: '40' },
  },
  {
    node: 22,
    place: 'Übung mit Leerzeichen 港',
    user: 'nobody',
    env: { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu', COLUMNS: '200' },
  },
  {
    node: 24,
    place: 'here',
    user: 'self',
    env: { LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati', COLUMNS: '40' },
  },
  { node: 20, place: 'a b', user: 'nobody', env: { LC_ALL: 'C', TZ: 'UTC', COLUMNS: '200', NO_COLOR: '1' } },
];

const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-matrix-'));
const words = process.argv.slice(2);
const forVitest = words.filter((word) => word.startsWith('test/') || word.startsWith('--'));
const asked = words.filter((word) => !forVitest.includes(word));
const verdicts = VARIANTS.filter((variant) => asked.every((word) => nameOf(variant).includes(word))).map(
  (variant) => [verdictOn(variant), nameOf(variant)],
);
rmSync(scratch, { recursive: true, force: true });
console.log();
for (const [verdict, name] of verdicts) console.log(`  ${verdict.padEnd(7)} ${name}`);
if (verdicts.length === 0) console.error(`No variant has ${asked.join(' and ')} in its name.`);
process.exitCode = verdicts.length === 0 || verdicts.some(([verdict]) => verdict === 'FAIL') ? 1 : 0;

function nameOf({ node, place, user, env }) {
  return `Node ${node}, ${place}, ${user}, ${Object.entries(env)
    .map((pair) => pair.join('='))
    .join(' ')}`;
}

function verdictOn(variant) {
  const { place, user, env } = variant;
  console.log(`\n== ${nameOf(variant)}`);
  if (user === 'nobody' && !isRoot) {
    console.log('Only root can become another user.');
    return 'skipped';
  }
  const cwd = place === 'here' ? ROOT : checkout(place);
  const home = mkdtempSync(join(scratch, 'home-'));
  // Some tests of root become somebody else for a moment.
  execFileSync('chmod', ['755', scratch, home]);
  if (user === 'nobody') execFileSync('chown', ['nobody', home]);
  const become = user === 'nobody' ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'] : [];
  const test = [
    nodeOf(variant.node),
    join(cwd, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=dot',
    '--configLoader=runner',
    ...forVitest,
  ];
  const [file, ...args] = [...become, ...test];
  const { status } = spawnSync(file, args, {
    cwd,
    stdio: 'inherit',
    env: { PATH: process.env.PATH, HOME: home, TMPDIR: home, TERM: 'dumb', SHELL: '/bin/sh', ...env },
  });
  return status === 0 ? 'pass' : 'FAIL';
}

/** What is built and committed here, in another place that only root may write. */
function checkout(place) {
  const directory = join(scratch, place);
  mkdirSync(directory, { recursive: true });
  execFileSync('chmod', ['755', scratch]);
  for (const name of readdirSync(ROOT)) {
    if (name === 'node_modules') symlinkSync(join(ROOT, name), join(directory, name));
    else execFileSync('cp', ['-a', join(ROOT, name), directory]);
  }
  execFileSync('chmod', ['-R', 'go+rX,go-w', directory]);
  return directory;
}

function nodeOf(line) {
  if (process.versions.node.startsWith(`${line}.`)) return process.execPath;
  const ask = 'process.stdout.write(process.execPath)';
  const found = execFileSync('npx', ['--yes', '--package', `node@${line}`, 'node', '-e', ask], {
    encoding: 'utf8',
  });
  // Where npx keeps it, another user may not look.
  const directory = mkdtempSync(join(scratch, 'node-'));
  copyFileSync(found, join(directory, 'node'));
  execFileSync('chmod', ['755', directory, join(directory, 'node')]);
  return join(directory, 'node');
}
