// Records what the docker CLI prints for made-up engine answers: fixtures/docker-output/*-cases.json.
// Needs a `docker` command (28.2.2 made the committed files) and no engine: a server in this process answers in its place.
// Usage: node scripts/record-docker-cli.mjs
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OUT = new URL('../fixtures/docker-output/', import.meta.url);
const DAY = 86_400;
const words = [
  'RUN /bin/sh -c make',
  'COPY a /a # buildkit',
  '🚢',
  '日本語',
  'ｗｉｄｅ',
  'e\u0301',
  'a\u0308\u0323',
  '👩‍👩‍👧',
  '🇩🇪',
  '⚠️',
  '한글',
  '한',
  'กำ',
  'नमस्ते',
  'กำ',
  'ก้ำ',
  'क्‍ष',
  'ශ්‍රී',

  '\u0301x',
  '\u00ad',
  'ＣＯＰＹ',
  '\t',
  '\t\t',
  '  ',
  '\n',
  '\n\n',
  '<&>',
  '"quoted"',
  '\\',
  "'",
  'é',
  'ß',
  '—',
  '…',
  '½',
  'x'.repeat(30),
  'y'.repeat(44),
  'z'.repeat(45),
  '漢'.repeat(22),
  '漢'.repeat(23),
];
const comments = [
  '',
  '',
  'buildkit.dockerfile.v0',
  'Imported from -',
  '🚢 ship',
  'a\tb',
  'line\nbreak',
  'wide 漢字',
];
const sizes = [
  0,
  1,
  21,
  999,
  1000,
  1005,
  1015,
  1125,
  1135,
  1375,
  12_250,
  12_350,
  122_500,
  123_500,
  999_499,
  999_500,
  999_999,
  1e6,
  1_115_000,
  25_744,
  44e6,
  999_500_000,
  1.5e9,
  123_456_789_012,
  2 ** 53 - 1,
];
const formats = [
  [],
  [],
  ['--no-trunc'],
  ['--no-trunc'],
  ['--human=false'],
  ['--quiet'],
  ['--quiet', '--no-trunc'],
  ['--format', 'json'],
  ['--no-trunc', '--format', '{{json .}}'],
  ['--format', 'table {{.ID}}\\t{{.Size}}'],
  ['--format', 'table {{.CreatedBy}}\\t{{.Comment}}\\t{{upper .ID}}'],
  ['--format', '{{.ID}} {{.Size}}'],
  ['--format', '{{lower .CreatedBy}}|{{json .CreatedBy}}|{{truncate .ID 5}}|{{pad .Size 2 1}}|'],
  ['--format', 'table {{pad .Size 3 2}}\\t{{truncate .ID 5}}\\t{{println .ID}}x'],
  ['--format', '{{join (split .ID "a") "-"}} {{split .Size "B"}} {{title .Comment}}'],
  ['--format', 'a {{- .ID -}} b {{/* note */}} {{ .Size | upper }}'],
  ['--format', '  {{.ID}}\\n{{.CreatedSince}}  '],
  ['--format', 'table'],
  ['--format', 'tableau {{.ID}}'],
  ['--format', 'table {{json .}}'],
  ['--format', '{{`raw {{ }}`}} {{"q\\"uote"}} {{5}}'],
  ['--human=false', '--format', 'json'],
];

let seed = 7;
const random = (n) => {
  seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
  return (seed >> 8) % n;
};
const pick = (list) => list[random(list.length)];

function makeItems(now) {
  return Array.from({ length: 1 + random(6) }, (_, n) => ({
    Id: n === 0 ? `sha256:${'0123456789abcdef'.repeat(4)}` : '<missing>',
    Created: pick(
      [
        0,
        946_684_800,
        946_684_801,
        now + 50,
        now - 90,
        now - 400,
        now - 3600,
        now - 5 * 3600,
        now - 30 * 3600,
        now - 3.5 * DAY,
        now - 20.5 * DAY,
        now - 100.5 * DAY,
        now - 900.5 * DAY,
      ].map(Math.floor),
    ),
    CreatedBy: Array.from({ length: random(7) }, () => pick(words)).join(pick(['', ' '])),
    Size: pick(sizes),
    Comment: pick(comments),
    Tags: null,
  }));
}

let answer = [];
const socket = join(mkdtempSync(join(tmpdir(), 'docker-cli-')), 'engine.sock');
const server = createServer((request, response) => {
  response.setHeader('Api-Version', '1.50');
  response.setHeader('Content-Type', 'application/json');
  response.end(request.url.endsWith('/_ping') ? 'OK' : JSON.stringify(answer));
});
await new Promise((resolve) => server.listen(socket, resolve));

const run = (args, zone) =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, HOME: tmpdir(), DOCKER_HOST: `unix://${socket}`, TZ: zone };
    execFile('docker', args, { env }, (error, out) => (error ? reject(error) : resolve(out)));
  });

/** Runs each of the command lines against an answer of its own. */
async function record(count, commandLines, command, makeAnswer) {
  const cases = [];
  for (let n = 0; n < count; n++) {
    const now = Math.floor(Date.now() / 1000);
    answer = makeAnswer(now);
    const args = commandLines[n % commandLines.length];
    const utcOffset = n % 5 === 4 ? 330 : 0;
    const output = await run([...command(args)], utcOffset ? 'Asia/Kolkata' : 'UTC');
    cases.push({ args, now, utcOffset, items: answer, output });
  }
  return cases;
}

const imageLines = [
  [],
  ['--digests'],
  ['--no-trunc'],
  ['--quiet'],
  ['--quiet', '--no-trunc'],
  ['--format', 'json'],
  ['--format', 'table {{.ID}}\\t{{.Repository}}:{{.Tag}}\\t{{.Size}}'],
  ['--format', '{{.Repository}} {{.Digest}} {{.CreatedSince}}'],
  ['--digests', '--format', 'table {{.ID}}'],
  ['--digests', '--format', 'json'],
  ['--format', '{{json .}}', '--no-trunc'],
];
/** One repository an image: docker prints several in no order. Newest first, as engines answer. */
const makeImages = (now) =>
  Array.from({ length: 1 + random(5) }, (_, n) => {
    const id = `sha256:${String(n).repeat(4)}${random(1e9).toString(16).padStart(60, 'f')}`;
    const repository = pick([
      'app',
      'team/app',
      'registry.example:5000/a/b',
      'very/long/name/of/a/repository',
    ]);
    const tags = pick([[], ['1'], ['1', '1.2'], ['latest']]).map((tag) => `${repository}:${tag}`);
    const isContainerd = tags.length > 0 && random(2) === 1;
    const created = Math.floor([now - 90, now - 400, now - 5 * 3600, now - 20.5 * DAY, 0][n]);
    return {
      Id: id,
      RepoTags: tags,
      RepoDigests: isContainerd ? [`${repository}@${id}`] : [],
      Created: created,
      Size: pick(sizes),
      Containers: 0,
      SharedSize: -1,
    };
  });

const by = (await run(['--version'], 'UTC')).trim();
const made = 'scripts/record-docker-cli.mjs';
const write = (name, cases) =>
  writeFileSync(new URL(name, OUT), `${JSON.stringify({ made, by, cases }, null, 1)}\n`);
write('history-cases.json', await record(130, formats, (args) => ['history', ...args, 'x'], makeItems));
write('images-cases.json', await record(55, imageLines, (args) => ['images', ...args], makeImages));
server.close();
