/**
 * Makes the single file and runs the tests that spawn the command line against it, from a directory where it lies alone: whatever it
 * would look for beside itself is not there.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const alone = mkdtempSync(join(tmpdir(), 'plimsoll-single-file-'));
const file = join(alone, 'plimsoll.mjs');
const node = (args, env) =>
  execFileSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });

try {
  node(['scripts/page.mjs']);
  node(['scripts/single-file.mjs']);
  copyFileSync(join(ROOT, 'dist/plimsoll.mjs'), file);
  const tests = ['test/e2e', '--exclude', 'test/e2e/package.test.ts'];
  node(['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', ...tests], { PLIMSOLL_BIN: file });
} finally {
  rmSync(alone, { recursive: true, force: true });
}
