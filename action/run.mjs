/**
 * The step of action.yml: runs `plimsoll check` with the inputs, which come as environment variables so that no input ever becomes
 * part of a shell line. Annotations go to the log, the report to the step summary, three numbers to the outputs.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const { env } = process;
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const scratch = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), 'plimsoll-'));
const reportFile = join(scratch, 'report.json');
const input = (name) => env[`PLIMSOLL_${name}`] || null;

/** What may grow over the input `baseline` where no configuration says it: both must be passed to fail. */
const GROWTH = [{ growth: { of: 'total', percent: 10, atLeast: '5MB' } }];

const { status } = spawnSync(...command(checkArguments()), { stdio: 'inherit' });
writeOutputs();
process.exitCode = status ?? 2;

/** A build of this checkout where there is one, else the package of the same version. */
function command(args) {
  const bin = fileURLToPath(new URL('../bin/plimsoll.js', import.meta.url));
  const isBuilt = existsSync(new URL('../dist', import.meta.url));
  return isBuilt ? [process.execPath, [bin, ...args]] : ['npx', ['--yes', `plimsoll@${version}`, ...args]];
}

function checkArguments() {
  const config = input('CONFIG') ?? configOfInputs();
  return [
    'check',
    ...(config === null ? [] : ['--config', config]),
    ...(input('FAIL_ON') === null ? [] : ['--fail-on', input('FAIL_ON')]),
    ...(input('BASELINE') === null ? [] : ['--against', input('BASELINE')]),
    ...(input('SARIF') === null ? [] : ['--output', `sarif=${input('SARIF')}`]),
    ...(env.GITHUB_STEP_SUMMARY ? ['--output', `markdown+=${env.GITHUB_STEP_SUMMARY}`] : []),
    ...['--output', `json=${reportFile}`, '--format', 'github'],
  ];
}

/** A configuration that gates what the inputs name, by their growth where there is a baseline; null when they name nothing. */
function configOfInputs() {
  const [archive, dockerfile] = [input('ARCHIVE'), input('DOCKERFILE')];
  if (archive === null && dockerfile === null) return null;
  const baseline = input('BASELINE');
  const image = baseline === null ? [] : GROWTH;
  // An archive says nothing about contexts.
  const context = baseline?.endsWith('.json') ? GROWTH : [];
  const file = dockerfile === null ? undefined : resolve(dockerfile);
  const contexts =
    file === undefined
      ? []
      : [{ path: dirname(file), name: dirname(dockerfile), dockerfile: file, budgets: context }];
  const images =
    archive === null ? [] : [{ archive: resolve(archive), name: archive, dockerfile: file, budgets: image }];
  const config = join(scratch, 'plimsoll.json');
  writeFileSync(config, JSON.stringify({ contexts, images, failOn: 'error' }));
  return config;
}

function writeOutputs() {
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : null;
  const subjects = report?.subjects ?? [];
  const first = subjects.find(({ kind }) => kind === 'image') ?? subjects[0];
  const outputs = {
    status: status === 0 || status === 1 ? report?.status : 'error',
    total: first?.total ?? '',
    wasted: first?.wasted ?? '',
  };
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, lines.join(''));
}
