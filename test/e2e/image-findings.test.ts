import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImageReport } from '../../src/image/report.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { renderReport } from '../../src/report/render.ts';
import { plimsoll } from '../support/cli.ts';
import { packImage, reportOn, type SampleLayer } from '../support/image-findings.ts';
import { plantTree } from '../support/tree.ts';

const LISTS: SampleLayer = {
  by: 'RUN /bin/sh -c apt-get update # buildkit',
  files: { 'var/lib/apt/lists/x': 200_000 },
};
const COPY: SampleLayer = { by: 'COPY app /app # buildkit', files: { 'app/server': 1000 } };
const DOCKERFILE = 'FROM debian:12\nRUN apt-get update\nCOPY app /app\n';

describe('plimsoll image with findings', () => {
  it('fails at --fail-on, but not for what the base is to blame', async () => {
    const archive = packImage({ layers: [LISTS, COPY] });
    const codes = await Promise.all(
      [
        ['--base', '0', '--fail-on', 'warning'],
        ['--base', '0', '--fail-on', 'error'],
        ['--base', '1', '--fail-on', 'note'],
        ['--base', '0'],
      ].map(async (options) => (await plimsoll(['image', archive, ...options])).code),
    );
    expect(codes).toEqual([1, 0, 0, 0]);
  });

  it('shows own findings, then the base’s, then what could be saved', async () => {
    const archive = packImage({ layers: [LISTS, COPY, { by: 'RUN build', files: { 'tmp/a': 300_000 } }] });
    const { out } = await plimsoll(['image', archive, '--base', '1', '--width', '100']);
    const headings = out.split('\n').filter((line) => /^(?:Findings|Could)/.test(line));
    expect(headings).toEqual(['Findings', 'Findings in the base', 'Could be saved: 300 kB (60 %)']);
    expect(out.trimEnd().split('\n').at(-1)).toBe(
      '  300 kB  201 kB      2  Write `RUN build && rm -rf /tmp/a`.',
    );
  });

  it.each([
    ['github', '::warning file=Dockerfile,line=2,title=image/apt-lists-kept::'],
    ['sarif', '"startLine": 2'],
    ['gitlab', '"image/apt-lists-kept"'],
    ['markdown', 'Dockerfile&#58;2'],
    ['ndjson', '"line":2'],
    ['csv', 'image/apt-lists-kept'],
  ])('carries them with their line in %s', async (format, text) => {
    const archive = packImage({ layers: [LISTS, COPY] });
    const cwd = plantTree({ Dockerfile: DOCKERFILE });
    const args = ['image', archive, '--base', '0', '-f', 'Dockerfile', '--format', format];
    const { code, out, err } = await plimsoll(args, { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(text);
  });

  it('says which layers match no instruction of the Dockerfile', async () => {
    const archive = packImage({ layers: [LISTS, { by: 'RUN other', files: { a: 1 } }] });
    const dockerfile = join(plantTree({ Dockerfile: DOCKERFILE }), 'Dockerfile');
    const { err } = await plimsoll(['image', archive, '-f', dockerfile, '--base', '0']);
    expect(err).toContain('matches 1 of 2 own layers');
  });

  it('finds nothing above a note in a clean image', async () => {
    const layers: readonly SampleLayer[] = [
      {
        by: 'ADD rootfs.tar /',
        files: { 'bin/sh': 900_000, 'etc/passwd': 'root:x:0:0\n', 'var/lib/dpkg/status': 5000 },
      },
      {
        by: 'RUN /bin/sh -c apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* # buildkit',
        files: {
          'usr/bin/curl': 300_000,
          'var/lib/dpkg/status': 6000,
          'var/log/dpkg.log': 900,
          'usr/share/doc/curl/copyright': 500,
          'var/lib/apt/lists/lock': 0,
        },
      },
      {
        by: 'COPY package.json package-lock.json ./ # buildkit',
        files: { 'app/package.json': 200, 'app/package-lock.json': 9000 },
      },
      {
        by: 'RUN /bin/sh -c npm ci --omit=dev # buildkit',
        files: { 'app/node_modules/express/index.js': 300_000 },
      },
      {
        by: 'COPY --chown=app:app . . # buildkit',
        files: { 'app/server.js': 5000, 'app/.dockerignore': 20 },
      },
    ];
    const { findings } = await reportOn({ layers, steps: ['USER app', 'CMD ["node", "server.js"]'] });
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });
});

describe('a secret in an image', () => {
  const SECRET = 's3cr3t-c0ffee';
  const layers: readonly SampleLayer[] = [
    { by: `|2 NPM_TOKEN=${SECRET} V=1 /bin/sh -c npm ci`, files: { 'root/.npm/x': 150_000 } },
    {
      by: `RUN /bin/sh -c curl -u me --password ${SECRET} https://me:${SECRET}@example.com # buildkit`,
      files: { 'var/lib/apt/lists/x': 150_000 },
    },
    {
      by: `COPY . /k # buildkit`,
      files: { 'k/id_rsa': `-----BEGIN PRIVATE KEY-----\n${SECRET}`, 'k/.env': `DB_PASSWORD=${SECRET}` },
    },
    { by: 'RUN rm -r /k', entries: [{ name: '.wh.k' }] },
  ];
  const sample = {
    layers,
    steps: [
      `ENV API_TOKEN=${SECRET} more`,
      `/bin/sh -c #(nop)  ARG DB_PASSWORD="${SECRET}"`,
      `CMD ["run", "--token=${SECRET}"]`,
    ],
    runtime: { Env: [`API_TOKEN=${SECRET} more`], User: 'app' },
    options: { base: 0, budgets: ['layers=1', 'layer=1'] },
  };

  it('is found in every place, and its value is in no format, as found parts of JSON excepted', async () => {
    const report = await reportOn(sample);
    expect(
      report.findings.filter(({ rule }) => rule.startsWith('image/secret')).length,
    ).toBeGreaterThanOrEqual(6);
    const formats = [
      'table',
      'sizes',
      'matrix',
      'ndjson',
      'csv',
      'markdown',
      'github',
      'sarif',
      'junit',
      'gitlab',
      'html',
    ];
    for (const format of formats)
      expect(renderReport(report, format, { width: 500, top: 0 })).not.toContain(SECRET);
    expect(JSON.stringify(withoutFound(report))).not.toContain(SECRET);
  });

  it('is in no comparison of its report', async () => {
    const { diffImages } = await import('../../src/inspect/diff/images.ts');
    const archive = packImage(sample);
    const diff = await diffImages(packImage({ layers: layers.slice(0, 1) }), archive);
    for (const format of ['table', 'markdown', 'ndjson', 'json'])
      expect(renderReport(diff, format, { width: 500, top: 0 })).not.toContain(SECRET);
    expect((await inspectImage(archive)).findings.length).toBeGreaterThan(0);
  });
});

/** What the contract shows as the archive has it. */
function withoutFound(report: ImageReport): object {
  const { image, layers, history, ...rest } = report;
  return {
    ...rest,
    image: { ...image, config: null },
    layers: layers.map(({ createdBy: _, ...layer }) => layer),
    history: history.map(({ createdBy: _, ...entry }) => entry),
  };
}
