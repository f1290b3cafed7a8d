/** Writes man/plimsoll.1 from the command tree, a part of the build. The date is that of the newest release in CHANGELOG.md. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { commandSpec } from '../dist/cli/command-spec.js';
import { createProgram } from '../dist/cli/main.js';
import { VERSION } from '../dist/core/version.js';
import { renderManPage } from '../dist/report/manual/man-page.js';

const FILE = new URL('../man/plimsoll.1', import.meta.url);
const changes = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8');
const date = /^## \[\d[^\]]*\] - (\d{4}-\d{2}-\d{2})$/m.exec(changes)[1];
const page = renderManPage(commandSpec(createProgram({ process, setStatus: () => {} })), {
  version: VERSION,
  date,
});

mkdirSync(new URL('.', FILE), { recursive: true });
writeFileSync(FILE, page);
