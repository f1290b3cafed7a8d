import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeBlocks, typedLines } from '../support/recipes.ts';
import { runThere, workplaceFor } from '../support/workplace.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Their recipes are run by recipes.test.ts, in repositories made for them. */
const ELSEWHERE = ['docs/ci.md', 'docs/fleet.md'];
const pages = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)].filter(
  (page) => page.endsWith('.md') && !ELSEWHERE.includes(page),
);
/** Lines that install and test this checkout are what CI runs; the clone is the reader's. */
const isSetUp = (line: string): boolean =>
  /^(npm|git clone|cd|docker build|docker run|npx stryker)\b/.test(line);

const pageLines = pages.flatMap((page) => typedLines(page).map((line) => [page, line] as const));
const scripts = pages.flatMap((page) =>
  codeBlocks(page, 'js').map((text, index) => [page, index + 1, text] as const),
);

/** A line works when plimsoll could do the job; only the explorer needs a terminal, and says so. */
function expectToWork(line: string): void {
  const { code, out, err } = runThere(workplaceFor(line), line);
  if (line.includes('plimsoll explore')) {
    expect([code, err]).toEqual([2, expect.stringContaining('needs a terminal')]);
    return;
  }
  expect([0, 1], err).toContain(code);
  if (!line.includes('>') && !line.includes('<(')) expect(out).not.toBe('');
}

describe('examples of the documentation', () => {
  it('are found; those of --help are run by side-effects.test.ts', () => {
    expect(pageLines.length).toBeGreaterThan(8);
    expect(scripts.length).toBeGreaterThan(1);
  });

  it.each(pageLines.filter(([, line]) => !isSetUp(line)))('work, on %s: %s', (_page, line) =>
    expectToWork(line),
  );

  it.each(scripts)('work, on %s, in JavaScript: no. %d', (_page, _index, text) => {
    const { cwd } = workplaceFor(text);
    writeFileSync(join(cwd, 'example.mjs'), text);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['example.mjs'], {
      cwd,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).not.toBe('');
  });
});
