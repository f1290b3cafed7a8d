/**
 * What npm runs after an install from a checkout, and before it packs one. Where npm installs a git repository globally, as pre-commit
 * has it do, it leaves the development dependencies out: then they are installed first.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

if (!existsSync(`${ROOT}node_modules/rolldown`)) npm('ci', '--ignore-scripts', '--include=dev', '--no-audit');
npm('run', '--silent', 'build');

function npm(...args) {
  execFileSync('npm', args, {
    cwd: ROOT,
    env: { ...process.env, npm_config_global: 'false' },
    // What npm prints is read by whoever asked for a package's name.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
}
