/**
 * Everything that a release has to pass, in turn, and a verdict at the end. `--quick` leaves out what takes more than a few minutes;
 * words choose the steps that have them in their names. Exit status 1 when a step failed; 2 when none did, but one could not be asked
 * from here (a registry that answers no audits, no engine), which is not a pass.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const QUICK = process.argv.includes('--quick');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-release-'));
let packed = null;

/** A step gives nothing when it passed, why when it could not be asked, and throws when it failed. */
const STEPS = [
  ['version, changelog and tree agree', checkVersion],
  ['types, lint, dead code, package.json', () => npm('run', 'check')],
  ['the suite, with coverage', () => npm('run', 'coverage')],
  ['the single file', () => npm('run', 'test:bundle')],
  ['our own context and image', () => npm('run', 'check:own')],
  ['our own image, built by an engine', engineImage],
  ['the package, installed from its tarball', installPackage],
  ['types of the package (attw)', attw],
  ['known vulnerabilities (npm audit)', audit],
  ...(QUICK ? [] : [['Node 20, 22 and 24, users, places, locales', () => npm('run', 'matrix')]]),
  ...(QUICK ? [] : [['start-up', () => npm('run', 'bench', '--', 'startup')]]),
];

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const chosen = STEPS.filter(([name]) => words.every((word) => name.includes(word)));
const verdicts = chosen.map(([name, step]) => {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const [status, note] = outcomeOf(step);
  return { name, status, note, seconds: Math.round((Date.now() - started) / 1000) };
});
rmSync(scratch, { recursive: true, force: true });

console.log(`\nplimsoll ${manifest.version}`);
for (const { name, status, note, seconds } of verdicts)
  console.log(`  ${status.padEnd(9)} ${name} (${seconds} s)${note ? `: ${note}` : ''}`);
const having = (wanted) => verdicts.filter(({ status }) => status === wanted);
const [failed, open] = [having('FAIL'), having('NOT ASKED')];
const leftOut = STEPS.length - verdicts.length;
console.log(`\n${conclusion()}`);
process.exitCode = failed.length > 0 || verdicts.length === 0 ? 1 : open.length > 0 ? 2 : 0;

function conclusion() {
  if (verdicts.length === 0) return `No step has ${words.join(' and ')} in its name.`;
  if (failed.length > 0) return `Not ready: ${failed.length} of ${verdicts.length} failed.`;
  const names = open.map(({ name }) => name).join('; ');
  if (open.length > 0) return `Not known to be ready: nothing failed, but this could not be asked: ${names}.`;
  return leftOut > 0 || QUICK ? 'Nothing failed, but not everything was asked for.' : 'Ready to be released.';
}

function outcomeOf(step) {
  try {
    const note = step();
    return typeof note === 'string' ? ['NOT ASKED', note] : ['pass', ''];
  } catch (error) {
    return ['FAIL', String(error.message).split('\n')[0]];
  }
}

function run(file, args, options = {}) {
  const { status, error } = spawnSync(file, args, { cwd: ROOT, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}`);
}

function npm(...args) {
  run('npm', args);
}

function text(file, args, options = {}) {
  return execFileSync(file, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  });
}

function checkVersion() {
  const changes = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
  if (!changes.includes(`\n## [${manifest.version}] - `))
    throw new Error(`CHANGELOG.md has no section for ${manifest.version}.`);
  const dirty = text('git', ['status', '--porcelain']);
  if (dirty !== '') throw new Error(`The tree is not committed: ${dirty.trim().split('\n')[0]}`);
}

/** Packs once; gives the tarball and its size. */
function pack() {
  packed ??= JSON.parse(
    text('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch]),
  )[0];
  return { tarball: join(scratch, packed.filename), unpackedSize: packed.unpackedSize };
}

/** As users do: into an empty project, and under a global prefix, from the registry that npm is set to. */
function installPackage() {
  const { tarball, unpackedSize } = pack();
  const project = join(scratch, 'empty project');
  const prefix = join(scratch, 'prefix');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  const quiet = ['--no-audit', '--no-fund'];
  run('npm', ['install', ...quiet, tarball], { cwd: project });
  run('npm', ['install', ...quiet, '--global', '--prefix', prefix, tarball], { cwd: project });
  const answers = [
    text('npx', ['--no-install', 'plimsoll', '--version'], { cwd: project }),
    text(join(project, 'node_modules/.bin/plimsoll'), ['--version'], { cwd: project }),
    text(join(prefix, 'bin/plimsoll'), ['--version'], { cwd: project }),
    text(
      'node',
      ['-e', "import('plimsoll').then((p) => console.log(p.PlimsollError ? process.env.V : ''))"],
      {
        cwd: project,
        env: { ...process.env, V: manifest.version },
      },
    ),
  ];
  const wrong = answers.findIndex((answer) => answer.trim() !== manifest.version);
  if (wrong >= 0) throw new Error(`Way ${wrong + 1} to start it says ${answers[wrong].trim()}.`);
  if (!existsSync(join(prefix, 'share/man/man1/plimsoll.1')))
    throw new Error('man plimsoll finds no page after a global installation.');
  if (unpackedSize > 1.5e6) throw new Error(`It is ${(unpackedSize / 1e6).toFixed(2)} MB unpacked.`);
}

/** The real base has to come from a registry; scripts/engine-image.mjs alone takes another. */
function engineImage() {
  const [, base] = /^ARG NODE=(\S+)$/m.exec(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));
  const { error, status, stderr } = spawnSync('docker', ['pull', '--quiet', base], { encoding: 'utf8' });
  if (error) return `docker cannot be started (${error.code})`;
  if (status !== 0) return `its base cannot be had (${stderr.trim().split('\n').at(-1)})`;
  run('node', ['scripts/engine-image.mjs']);
}

/** fflate 0.8.3 reads no tarball in one piece, and attw asks that of it. */
function attw() {
  const packages = ['@arethetypeswrong/cli@0.18.2', 'fflate@0.8.2'].flatMap((name) => ['--package', name]);
  run('npx', ['--yes', ...packages, 'attw', pack().tarball, '--profile', 'esm-only']);
}

/** A registry that answers no audits (405, or a mirror) must not look like one that knows of none. */
function audit() {
  const { stdout, error } = spawnSync('npm', ['audit', '--json'], { cwd: ROOT, encoding: 'utf8' });
  if (error) throw error;
  const { metadata, message, error: refusal } = JSON.parse(stdout);
  if (metadata === undefined) return `the registry answers no audits (${message ?? refusal?.summary})`;
  const { total } = metadata.vulnerabilities;
  if (total > 0) throw new Error(`npm audit knows of ${total}.`);
}
