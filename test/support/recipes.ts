import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BIN } from './cli.ts';
import { fixture } from './fixtures.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The lines that code blocks in `sh` and `console` ask to be typed; a line that ends in a backslash goes on. */
export function typedLines(page: string): readonly string[] {
  const typed = codeBlocks(page, 'sh').flatMap((text) =>
    text
      .replaceAll(/\\\n\s*/g, '')
      .trimEnd()
      .split('\n'),
  );
  const prompted = codeBlocks(page, 'console').flatMap((text) =>
    [...text.matchAll(/^\$ (.*(?:\\\n.*)*)$/gm)].map((match) => match[1]!.replaceAll(/\\\n\s*/g, '')),
  );
  return [...typed, ...prompted]
    .map((line) => line.replace(/ +# .*$/, ''))
    .filter((line) => !/^(#|$)/.test(line));
}

/** The code blocks of a page in one language. */
export function codeBlocks(page: string, language: string): readonly string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1]!,
  );
}

/** What a shell line did. */
export interface LineResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a shell line of a recipe in a directory where only this checkout stands in for what a pipeline has: `plimsoll` and
 * `npx plimsoll` are this build; `docker buildx build --output type=oci,dest=FILE` leaves a sample archive, `docker save` prints it.
 */
export function runLine(line: string, cwd: string, env: Readonly<Record<string, string>> = {}): LineResult {
  const bin = join(cwd, '.bin');
  mkdirSync(bin, { recursive: true });
  const plimsoll = `exec ${quote(process.execPath)} ${quote(BIN)} "$@"`;
  shim(bin, 'plimsoll', plimsoll);
  shim(bin, 'npx', `while [ "$1" != plimsoll ]; do shift; done; shift\n${plimsoll}`);
  shim(bin, 'apk', 'exit 0');
  const sample = quote(fixture('archives/modern/outputs/buildx-oci.tar'));
  shim(
    bin,
    'docker',
    `[ "$1" != save ] || exec cat ${sample}
for word; do case "$word" in type=oci,dest=*) cp ${sample} "\${word#*dest=}"; exit;; esac; done; exit 64`,
  );
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-euc', line], {
    cwd,
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env['PATH']}`, NO_COLOR: '1', ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

function shim(directory: string, name: string, body: string): void {
  const file = join(directory, name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
