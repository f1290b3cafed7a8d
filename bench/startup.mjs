/** What a run costs before it has done anything, against Node doing nothing: processor time, which a busy machine does not change. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inTurn, once, PLIMSOLL, printTable, ratio, time } from './measure.mjs';

const ROUNDS = 15;
const ARCHIVE = fileURLToPath(
  new URL('../fixtures/archives/tiny/kitchen/docker20-save.tar', import.meta.url),
);
const small = await once('startup-1', (directory) => {
  mkdirSync(`${directory}/src`);
  writeFileSync(`${directory}/Dockerfile`, 'FROM node:24\nCOPY . .\n');
  writeFileSync(`${directory}/.dockerignore`, 'node_modules\n*.log\n');
  for (let n = 0; n < 20; n++) writeFileSync(`${directory}/src/module-${n}.js`, `export const n = ${n};\n`);
});

const COMMANDS = {
  '--version': ['--version'],
  '--help': ['--help'],
  'context, 22 files': ['context', small],
  'image, 7 layers': ['image', ARCHIVE],
};
/** What `npm run release:check` holds them to, beside bare Node. */
const AIMS = {
  '--version': { text: 'at most 2x', holds: (ms, node) => ms <= 2 * node },
  'context, 22 files': { text: 'at most 120 ms more', holds: (ms, node) => ms - node <= 120 },
};
const jobs = Object.entries(COMMANDS).map(([name, args]) => [name, () => processorTime([PLIMSOLL, ...args])]);
const { node, ...commands } = await inTurn(ROUNDS, {
  node: () => processorTime(['-e', '0']),
  ...Object.fromEntries(jobs),
});

printTable(
  'start-up (processor time)',
  ['command', 'plimsoll', 'against `node -e 0`', 'more than it', 'aim'],
  Object.entries(commands).map(([name, { ms }]) => [
    name,
    time(ms),
    `${ratio(ms, node.ms)} (${time(node.ms)})`,
    time(ms - node.ms),
    AIMS[name]?.text ?? '',
  ]),
);
const missed = Object.entries(AIMS).filter(([name, { holds }]) => !holds(commands[name].ms, node.ms));
for (const [name, { text }] of missed) console.log(`\n${name} misses its aim: ${text}.`);
if (missed.length > 0) process.exitCode = 1;

/** User and system time of a run of Node; bash tells it to the millisecond. */
function processorTime(args) {
  const script = 'TIMEFORMAT="%3U %3S"; { time "$@" >&3 2>&3; } 3>/dev/null';
  const told = execFileSync('bash', ['-c', `${script} 2>&1`, 'bash', process.execPath, ...args], {
    encoding: 'utf8',
  });
  const [user, system] = told.trim().split(' ').map(Number);
  return { ms: (user + system) * 1000, rss: null };
}
