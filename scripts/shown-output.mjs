/**
 * Keeps the outputs that README.md and docs/ show real: every code block behind a line `<!-- shows: COMMAND -->` is what that
 * command prints, run in the root of the repository. Writes them; with --check it writes nothing and fails where one differs.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SHOWN = /(<!-- shows: (.+) -->\n\n?```\w*\n)[\s\S]*?(\n```)/g;

const pages = [
  'README.md',
  ...readdirSync(`${ROOT}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const stale = pages.filter((page) => {
  const text = readFileSync(ROOT + page, 'utf8');
  const real = text.replace(SHOWN, (_, head, command, tail) => head + outputOf(command) + tail);
  if (real !== text && !process.argv.includes('--check')) writeFileSync(ROOT + page, real);
  return real !== text;
});
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(
    `What these pages show is not what the commands print; run npm run docs: ${stale.join(', ')}`,
  );
  process.exitCode = 1;
}

function outputOf(command) {
  const env = {
    ...process.env,
    NO_COLOR: '1',
    LC_ALL: 'C.UTF-8',
    PATH: `${ROOT}node_modules/.bin:${process.env.PATH}`,
  };
  const script = command.replaceAll(
    /\bplimsoll\b(?= (context|image|images|history|explain|check|tree|why|rules|diff|init|--))/g,
    'node bin/plimsoll.js',
  );
  return execFileSync('bash', ['-c', `${script} || test $? = 1`], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trimEnd();
}
