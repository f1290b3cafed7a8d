/**
 * Writes docs/rules.md from the catalogue that the reports take their words from.
 * With --check it writes nothing and fails where the committed file differs.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderRulesDoc } from '../dist/report/rules/rules-doc.js';

const FILE = fileURLToPath(new URL('../docs/rules.md', import.meta.url));

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== renderRulesDoc()) {
    console.error('docs/rules.md is not what the catalogue says: run npm run docs.');
    process.exitCode = 1;
  }
} else {
  mkdirSync(fileURLToPath(new URL('../docs', import.meta.url)), { recursive: true });
  writeFileSync(FILE, renderRulesDoc());
}
