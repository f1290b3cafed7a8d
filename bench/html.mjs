/** The page of an image: what it costs to make beside the JSON report, how large it is, and how soon a browser can use it. */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { copiedLayer, smallFiles, writeArchive, writeLayer } from './make-archive.mjs';
import { DATA, inTurn, median, megabytes, once, plimsoll, printTable, ratio, time } from './measure.mjs';

const BROWSER = [process.env.CHROMIUM, '/usr/bin/chromium'].find((place) => place && existsSync(place));
const ROUNDS = 5;

/** Layers that store each other's files again, so that the tree has hidden bytes everywhere. */
function make(directory) {
  const layers = [
    [90_000, 0],
    [90_000, 45_000],
    [90_000, 90_000],
    [90_000, 180_000],
    [90_000, 270_000],
  ].map(([count, from], i) => {
    const file = `${directory}/layer-${i}.tar`;
    writeLayer(file, smallFiles(count, from));
    return copiedLayer(`layer-${i}`, file);
  });
  writeArchive(`${directory}/app.tar`, layers);
}

const directory = await once('html-1', make);
const archive = process.env.ARCHIVE ?? `${directory}/app.tar`;
const page = join(DATA, 'html-1/report.html');
const m = await inTurn(ROUNDS, {
  json: () => plimsoll(['image', archive, '--quiet', '--format', 'json']),
  html: () => plimsoll(['image', archive, '--quiet', '--format', 'json', '--output', `html=${page}`]),
});
const rows = [
  ['JSON report alone', time(m.json.ms), megabytes(m.json.rss), ''],
  [
    'with the page',
    time(m.html.ms),
    megabytes(m.html.rss),
    `${ratio(m.html.ms, m.json.ms)} the report alone`,
  ],
  ['size of the page', `${(statSync(page).size / 1e6).toFixed(2)} MB`, '', 'limit: 3 MB'],
];
if (BROWSER) rows.push(...(await inBrowser(page)));
else console.log('No chromium: how soon the page can be used is not measured.');
printTable('html, 450,000 files in 5 layers', ['what', 'value', 'peak memory', 'against'], rows);

/** From the start of the navigation, as the page's own clock has it. */
async function inBrowser(file) {
  const profile = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: BROWSER,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const seen = { drawn: [], opened: [], found: [] };
  for (let round = -1; round < ROUNDS; round++) {
    const tab = await context.newPage();
    await tab.goto(`file://${file}`);
    await tab.waitForSelector('.cell');
    const drawn = await tab.evaluate('performance.now()');
    const opened = await timed(tab, "document.querySelector('.cell.group').click()");
    const found = await timed(
      tab,
      "(() => { const field = document.querySelector('#map-search'); field.value = 'file-1'; field.dispatchEvent(new Event('input')); })()",
    );
    await tab.close();
    if (round < 0) continue;
    seen.drawn.push(drawn);
    seen.opened.push(opened);
    seen.found.push(found);
  }
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  return [
    ['first map on the screen, ready for keys', time(median(seen.drawn)), '', 'from the start of loading'],
    ['open a directory of the map', time(median(seen.opened)), '', ''],
    ['search all paths', time(median(seen.found)), '', ''],
  ];
}

/** Until the browser has laid out what the action changed. */
function timed(tab, action) {
  return tab.evaluate(
    `(() => { const start = performance.now(); ${action}; document.body.getBoundingClientRect(); return performance.now() - start; })()`,
  );
}
