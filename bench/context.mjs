/** plimsoll context against `find -printf` and `du -s` on 300,000 files, what 500 rules add, and what an excluded node_modules of 200,000 costs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { inTurn, megabytes, once, plimsoll, printTable, ratio, run, time } from './measure.mjs';

function fill(directory, folders, files) {
  for (let i = 0; i < folders; i++) {
    const folder = `${directory}/part-${i % 30}/dir-${i}`;
    mkdirSync(folder, { recursive: true });
    for (let k = 0; k < files; k++) writeFileSync(`${folder}/file-${k}.js`, 'x'.repeat(1 + (k % 7)));
  }
}

/** Names at the root, names and wildcards at every level, extensions, and stars inside of paths. */
function rules() {
  const of = (i) => [`log-${i}`, `**/log-${i}`, `*.log${i}`, `log-${i}/**/x*`, `**/*log${i}*.js`][i % 5];
  return `${Array.from({ length: 500 }, (_, i) => of(i)).join('\n')}\n`;
}

const directory = await once('context-2', async (root) => {
  fill(`${root}/plain`, 3000, 100);
  mkdirSync(`${root}/build`);
  writeFileSync(`${root}/build/Dockerfile`, 'FROM scratch\nCOPY . /\n');
  writeFileSync(`${root}/build/Dockerfile.dockerignore`, rules());
  mkdirSync(`${root}/pruned`);
  writeFileSync(`${root}/pruned/.dockerignore`, 'node_modules\n');
  writeFileSync(`${root}/pruned/main.js`, 'x');
  fill(`${root}/pruned/node_modules`, 2000, 100);
  mkdirSync(`${root}/small`);
  writeFileSync(`${root}/small/main.js`, 'x');
});
const context =
  (name, ...more) =>
  () =>
    plimsoll(['context', `${directory}/${name}`, '--format', 'json', ...more]);
const m = await inTurn(5, {
  plain: context('plain'),
  rules: context('plain', '--file', `${directory}/build/Dockerfile`),
  find: () => run('find', [`${directory}/plain`, '-printf', '%s %p\n']),
  du: () => run('du', ['-s', `${directory}/plain`]),
  pruned: context('pruned'),
  small: context('small'),
});
printTable(
  'context',
  ['what', 'plimsoll', 'peak memory', 'against'],
  [
    [
      '300,000 files',
      time(m.plain.ms),
      megabytes(m.plain.rss),
      `${ratio(m.plain.ms, m.find.ms)} \`find -printf\` (${time(m.find.ms)}), ${ratio(m.plain.ms, m.du.ms)} \`du -s\` (${time(m.du.ms)})`,
    ],
    [
      'the same under 500 rules',
      time(m.rules.ms),
      megabytes(m.rules.rss),
      `${ratio(m.rules.ms, m.plain.ms)} the time without rules`,
    ],
    [
      'an excluded node_modules of 200,000 files',
      time(m.pruned.ms),
      megabytes(m.pruned.rss),
      `${time(m.pruned.ms - m.small.ms)} more than without it`,
    ],
  ],
);
