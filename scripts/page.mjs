/**
 * Joins src/page/ into one program and one style sheet, and writes both as text into dist/page/program.js, with the hashes that a
 * content security policy names them by. `report/html` puts them into every page.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

const script = await programText();
const style = styleText(readFileSync(`${root}src/page/page.css`, 'utf8'));
for (const text of [script, style])
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error('The page would end its own element.');

mkdirSync(`${root}dist/page`, { recursive: true });
const values = {
  PAGE_SCRIPT: script,
  PAGE_SCRIPT_HASH: hashOf(script),
  PAGE_STYLE: style,
  PAGE_STYLE_HASH: hashOf(style),
};
const lines = (of) => Object.entries(values).map(of).join('\n');
writeFileSync(
  `${root}dist/page/program.js`,
  `${lines(([name, text]) => `export const ${name} = ${JSON.stringify(text)};`)}\n`,
);
writeFileSync(
  `${root}dist/page/program.d.ts`,
  `${lines(([name]) => `export declare const ${name}: string;`)}\n`,
);

async function programText() {
  const bundle = await rolldown({ cwd: root, input: 'src/page/main.ts', platform: 'browser', onLog: failOn });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  return output[0].code.trim();
}

/** What a browser does not have must not come along. */
function failOn(_level, { message }) {
  throw new Error(message);
}

/** Without comments and indentation. */
function styleText(css) {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\n\s*/g, '\n')
    .trim();
}

function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
