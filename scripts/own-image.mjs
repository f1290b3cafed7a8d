/**
 * Makes dist/own-image.tar, an OCI layout of what the Dockerfile puts above its base: the same files in the same layers, as BuildKit
 * would store them, without the base and without an engine. Its build stage is run on nothing but what the build context sends.
 * `plimsoll check` holds the result to the budgets of plimsoll.yaml.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import tar from 'tar-stream';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OCI = 'application/vnd.oci.image';
/** A fixed time: the same sources make the same archive. */
const CREATED = '2026-01-01T00:00:00Z';

const built = buildStage();
const steps = finalStage(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));
const layers = await Promise.all(steps.map(layerOf));
rmSync(built, { recursive: true });
const stored = layers
  .filter((layer) => layer !== null)
  .map((bytes) => ({ tar: bytes, blob: gzipSync(bytes) }));
const config = json({
  architecture: 'amd64',
  os: 'linux',
  created: CREATED,
  config: {
    User: restOf('USER'),
    WorkingDir: restOf('WORKDIR'),
    Entrypoint: JSON.parse(restOf('ENTRYPOINT')),
    Cmd: JSON.parse(restOf('CMD')),
  },
  rootfs: { type: 'layers', diff_ids: stored.map((layer) => digestOf(layer.tar)) },
  history: steps.map(({ text }, index) => ({
    created: CREATED,
    created_by: `${text} # buildkit`,
    ...(layers[index] === null ? { empty_layer: true } : {}),
  })),
});
const manifest = json({
  schemaVersion: 2,
  mediaType: `${OCI}.manifest.v1+json`,
  config: descriptor(config, `${OCI}.config.v1+json`),
  layers: stored.map(({ blob }) => descriptor(blob, `${OCI}.layer.v1.tar+gzip`)),
});
const index = json({
  schemaVersion: 2,
  manifests: [
    {
      ...descriptor(manifest, `${OCI}.manifest.v1+json`),
      platform: { architecture: 'amd64', os: 'linux' },
      annotations: { 'org.opencontainers.image.ref.name': 'plimsoll' },
    },
  ],
});
const blobs = [config, manifest, ...stored.map(({ blob }) => blob)];
const layout = await tarOf([
  ['oci-layout', json({ imageLayoutVersion: '1.0.0' })],
  ['index.json', index],
  ...blobs.map((blob) => [`blobs/sha256/${digestOf(blob).slice('sha256:'.length)}`, blob]),
]);
await pipeline([layout], createWriteStream(join(ROOT, 'dist/own-image.tar')));

/** A directory with what the context sends, in which the bundle has been made; the packages are those of this checkout. */
function buildStage() {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-own-image-'));
  const context = execFileSync(process.execPath, ['bin/plimsoll.js', 'context', '.', '--format', 'tar'], {
    cwd: ROOT,
    maxBuffer: 1 << 28,
  });
  execFileSync('tar', ['-x'], { cwd: directory, input: context });
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  execFileSync('npm', ['run', '--silent', 'bundle'], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return directory;
}

/** The instructions below the last FROM. */
function finalStage(dockerfile) {
  const lines = dockerfile.trimEnd().split('\n');
  return lines
    .slice(lines.findLastIndex((line) => line.startsWith('FROM ')) + 1)
    .map((text) => ({ text, words: text.split(' ') }));
}

/** What stands behind an instruction of the final stage. */
function restOf(instruction) {
  return steps.find(({ words }) => words[0] === instruction).text.slice(instruction.length + 1);
}

/** The layer that an instruction stores; null when it stores none. */
async function layerOf({ words: [instruction, ...words] }) {
  if (instruction === 'WORKDIR') return tarOf([[`${words[0].slice(1)}/`, null]]);
  if (instruction !== 'COPY') return null;
  const [from, source, target] = words;
  if (from !== '--from=build') throw new Error(`Unknown source in COPY ${words.join(' ')}.`);
  const parents = target
    .split('/')
    .slice(1, -1)
    .map((_, depth, names) => `${names.slice(0, depth + 1).join('/')}/`);
  const body = readFileSync(join(built, source.replace('/build/', '')));
  return tarOf([...parents.map((name) => [name, null]), [target.slice(1), body]]);
}

/** A tar of files, and of directories where the body is null. */
async function tarOf(entries) {
  const pack = tar.pack();
  for (const [name, body] of entries) {
    const type = body === null ? 'directory' : 'file';
    pack.entry(
      { name, type, mode: body === null ? 0o755 : 0o644, mtime: new Date(CREATED) },
      body ?? undefined,
    );
  }
  pack.finalize();
  const pieces = [];
  for await (const piece of pack) pieces.push(piece);
  return Buffer.concat(pieces);
}

function descriptor(bytes, mediaType) {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

function digestOf(bytes) {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function json(value) {
  return Buffer.from(JSON.stringify(value));
}
