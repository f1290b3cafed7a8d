/**
 * Keeps the outputs that README.md and docs/ show real: every code block behind a line `<!-- shows: COMMAND -->` is what that
 * command prints, run in the root of the repository, and so is every picture behind `<!-- pictures: COMMAND -->`, in colour, drawn as an
 * SVG. Writes them; with --check it writes nothing and fails where one differs.
 * Pages may be named; by default all are taken. The sample contexts are made first, where a page shows one.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { terminalSvg } from './terminal-svg.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const MARK = /^<!-- shows: (.+) -->$/;
const PICTURE = /<!-- pictures: (.+) -->\n+!\[[^\]]*\]\(([^)]+)\)/g;
const FENCE = /^(`{3,})\w*$/;

const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isCheck = process.argv.includes('--check');
const pages = named.length > 0 ? named.map((page) => resolve(page)) : allPages();
if (pages.some((page) => readFileSync(page, 'utf8').includes('fixtures/contexts/')))
  execFileSync(process.execPath, ['fixtures/contexts/make.mjs'], { cwd: ROOT, stdio: 'ignore' });
const stale = pages.filter((page) => {
  const text = readFileSync(page, 'utf8');
  const real = filled(text, page);
  if (real !== text && !isCheck) writeFileSync(page, real);
  return real !== text;
});
stale.push(...pages.flatMap(stalePictures));
if (isCheck && stale.length > 0) {
  console.error(
    `What these pages show is not what the commands print; run npm run docs: ${stale.join(', ')}`,
  );
  process.exitCode = 1;
}

function allPages() {
  const docs = readdirSync(`${ROOT}docs`).filter((name) => name.endsWith('.md'));
  return [`${ROOT}README.md`, ...docs.map((name) => `${ROOT}docs/${name}`)];
}

/** The page, line by line, so that no block can reach beyond its own fence. */
function filled(text, page) {
  const lines = text.split('\n');
  const result = [];
  for (let at = 0; at < lines.length; at++) {
    result.push(lines[at]);
    const command = MARK.exec(lines[at])?.[1];
    if (command === undefined) continue;
    const open = lines[at + 1] === '' ? at + 2 : at + 1;
    const fence = FENCE.exec(lines[open] ?? '')?.[1];
    const close = lines.indexOf(fence, open + 1);
    if (fence === undefined || close < 0)
      throw new Error(`${page}:${at + 1}: no code block follows that begins and ends with the same fence.`);
    const inner = lines.slice(open + 1, close);
    if (inner.some((line) => MARK.test(line) || FENCE.test(line)))
      throw new Error(`${page}:${open + 1}: the code block swallows another one; close it.`);
    result.push(...lines.slice(at + 1, open + 1), outputOf(command), fence);
    at = close;
  }
  return result.join('\n');
}

/** Draws the pictures of a page again; those that were not what is drawn now. */
function stalePictures(page) {
  return [...readFileSync(page, 'utf8').matchAll(PICTURE)].flatMap(([, command, target]) => {
    const file = resolve(dirname(page), target);
    const real = terminalSvg(command, outputOf(command, { FORCE_COLOR: '1' }));
    const isStale = !existsSync(file) || readFileSync(file, 'utf8') !== real;
    if (isStale && !isCheck) writeFileSync(file, real);
    return isStale ? [file] : [];
  });
}

function outputOf(command, color = { NO_COLOR: '1' }) {
  const env = {
    ...process.env,
    NO_COLOR: undefined,
    FORCE_COLOR: undefined,
    ...color,
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
