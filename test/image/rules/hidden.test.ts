import { describe, expect, it } from 'vitest';
import { findingsIn, reportOn, type SampleLayer } from '../../support/image-findings.ts';

const KB = 1000;
const BASE: SampleLayer = { by: 'ADD rootfs.tar /', files: { 'bin/sh': 10, 'usr/lib/libc.so': 150 * KB } };
const COPY: SampleLayer = {
  by: 'COPY . /app # buildkit',
  entries: [{ name: 'app/data', body: 'd'.repeat(200 * KB) }],
};
const again = (by: string, change: object): SampleLayer => ({
  by,
  entries: [{ name: 'app/data', body: 'd'.repeat(200 * KB), ...change }],
});

describe('what later layers hide', () => {
  it('is blamed on the layer that stored what is deleted, with a cure in the same RUN', async () => {
    const layers = [
      BASE,
      { by: 'RUN /bin/sh -c make # buildkit', files: { 'src/a.o': 150 * KB } },
      { by: 'RUN /bin/sh -c rm -rf /src # buildkit', entries: [{ name: '.wh.src' }] },
    ];
    const [finding, ...others] = await findingsIn({ layers, options: { base: 1 } }, 'deleted-in-later-layer');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      ...{ severity: 'warning', bytes: 150 * KB, own: true },
      place: { layer: 1, instruction: 'RUN make', path: 'src/a.o' },
      facts: { layers: [{ layer: 2, bytes: 150 * KB }] },
      fix: 'Delete in the same step: `RUN make && rm -rf /src`.',
    });
  });

  it('is no use deleting where the base stores it', async () => {
    const layers = [BASE, { by: 'RUN rm /usr/lib/libc.so', entries: [{ name: 'usr/lib/.wh.libc.so' }] }];
    const report = await reportOn({ layers, options: { base: 1 } });
    expect(report.findings).toMatchObject([
      { rule: 'image/deleted-in-later-layer', own: false, severity: 'note' },
    ]);
    expect(report.savings).toMatchObject({ avoidableBytes: 0, baseBytes: 150 * KB, list: [] });
  });

  it.each([
    ['chown -R app:app /app', { uid: 7, gid: 7 }, ['owner'], '`COPY --chown=app:app . /app`'],
    ['chmod -R 755 /app', { mode: 0o755 }, ['mode'], '`COPY --chmod=755 . /app`'],
    [
      'chown -R 7:7 /app && chmod -R g+w /app',
      { uid: 7, gid: 7, mode: 0o664 },
      ['mode', 'owner'],
      '`COPY --chown=7:7 --chmod=g+w . /app`',
    ],
  ])('is stored again by %s, and COPY can do that', async (command, change, changed, cure) => {
    const layers = [BASE, COPY, again(`RUN /bin/sh -c ${command} # buildkit`, change)];
    const [finding] = await findingsIn({ layers }, 'metadata-only-rewrite');
    expect(finding).toMatchObject({ bytes: 200 * KB, place: { layer: 2 }, facts: { changed } });
    expect(finding?.fix).toContain(cure);
    expect(await findingsIn({ layers }, 'rewritten-in-later-layer')).toEqual([]);
  });

  it('finds the COPY behind several rewrites of the same bytes', async () => {
    const layers = [
      BASE,
      COPY,
      again('RUN chmod 600 /app/data', { mode: 0o600 }),
      again('RUN chown 7 /app/data', { mode: 0o600, uid: 7 }),
    ];
    const findings = await findingsIn({ layers }, 'metadata-only-rewrite');
    expect(findings.map(({ fix }) => fix)).toEqual([
      'Write `COPY --chmod=600 . /app` and drop the chmod.',
      'Write `COPY --chown=7 . /app` and drop the chown.',
    ]);
  });

  it('is told from a chmod that changes nothing, and a deletion that comes much later', async () => {
    const layers = [BASE, COPY, again('RUN chmod -R a+rX,u+w /app', {})];
    const [finding] = await findingsIn({ layers }, 'metadata-only-rewrite');
    expect(finding?.fix).toBe('Drop the chmod: owner and mode are so already.');
    const later = [
      BASE,
      { by: 'RUN apt-get install gcc', files: { 'usr/bin/gcc': 9 } },
      { by: 'RUN make', files: { out: 1 } },
      { by: 'RUN apt-get purge gcc', entries: [{ name: 'usr/bin/.wh.gcc' }] },
    ];
    const [deleted] = await findingsIn({ layers: later }, 'deleted-in-later-layer');
    expect(deleted?.fix).toContain('`RUN apt-get install gcc && … && apt-get purge gcc`');
  });

  it('is cured as a cache where it is one', async () => {
    const step = (by: string, bytes: number): SampleLayer => ({
      by,
      files: { 'var/cache/apt/pkgcache.bin': bytes },
    });
    const found = await findingsIn(
      { layers: [BASE, step('RUN apt-get update', 200 * KB), step('RUN apt-get install x', 300 * KB)] },
      'rewritten-in-later-layer',
    );
    expect(found).toMatchObject([
      { bytes: 200 * KB, place: { layer: 1 }, facts: { cache: 'image/apt-archives-kept' } },
    ]);
    expect(found[0]?.fix).toContain('RUN apt-get update && apt-get clean');
  });

  it('is a note where steps add to a log', async () => {
    const step = (bytes: number): SampleLayer => ({
      by: 'RUN apt-get install -y --no-install-recommends x=1',
      files: { 'var/log/dpkg.log': bytes },
    });
    expect(
      await findingsIn({ layers: [step(200 * KB), step(300 * KB)] }, 'rewritten-in-later-layer'),
    ).toMatchObject([{ severity: 'note', bytes: 200 * KB, facts: { cache: 'image/log-files' } }]);
  });

  it('is replaced by other content', async () => {
    const layers = [BASE, COPY, { by: 'RUN make', files: { 'app/data': 100 } }];
    expect(await findingsIn({ layers }, 'rewritten-in-later-layer')).toMatchObject([
      {
        bytes: 200 * KB,
        own: true,
        place: { layer: 2, path: 'app/data' },
        facts: { layers: [{ layer: 1 }] },
      },
    ]);
    expect(await findingsIn({ layers }, 'metadata-only-rewrite')).toEqual([]);
  });

  it.each([
    ['apt-get update && apt-get -y upgrade', true],
    ['apt-get update && apt-get -y -o Dpkg::Use-Pty=0 dist-upgrade', true],
    ['apk upgrade --no-cache', true],
    ['set -e; sudo -E apt-get -o APT::Get::X="y" full-upgrade', true],
    ['bash -c "apt-get update && apt-get upgrade -y"', true],
    ['unattended-upgrade', true],
    ['echo apt-get upgrade', false],
    ['dnf update -y && dnf clean all', true],
    ['apt-get install -y libc6', false],
    ['pip install --upgrade pip', false],
    ['dnf update openssl', false],
  ])('is the old version that an upgrade replaces: %s', async (command, isUpgrade) => {
    const layers = [BASE, { by: `/bin/sh -c ${command}`, files: { 'usr/lib/libc.so': 160 * KB } }];
    const sample = { layers, options: { base: 1 } };
    const upgrades = await findingsIn(sample, 'distribution-upgrade');
    expect(upgrades.map(({ bytes, own, severity }) => [bytes, own, severity])).toEqual(
      isUpgrade ? [[150 * KB, true, 'warning']] : [],
    );
    const rewrites = await findingsIn(sample, 'rewritten-in-later-layer');
    expect(rewrites.map(({ own }) => own)).toEqual(isUpgrade ? [] : [false]);
  });

  it('is nobody’s fault where a package manager keeps its state', async () => {
    const step = (by: string, bytes: number): SampleLayer => ({
      by,
      files: { 'var/lib/dpkg/status': bytes, 'lib/apk/db/installed': bytes, 'var/lib/rpm/Packages': bytes },
    });
    const report = await reportOn({ layers: [step('RUN a', 200 * KB), step('RUN b', 300 * KB)] });
    expect(report.findings).toEqual([]);
    expect(report.savings).toMatchObject({ avoidableBytes: 0, unavoidableBytes: 600 * KB });
  });
});

describe('savings', () => {
  const cache = 'root/.npm/_cacache/a';
  const layers: readonly SampleLayer[] = [
    BASE,
    { by: 'RUN npm ci', files: { [cache]: 200 * KB, 'app/x': 300 * KB, 'tmp/.git/y': 50 * KB } },
    {
      by: 'RUN chmod',
      entries: [{ name: cache, body: `${cache}\n`.repeat(20000).slice(0, 200 * KB), mode: 0o600 }],
    },
    { by: 'RUN rm app/x', entries: [{ name: 'app/.wh.x' }] },
  ];

  it('count a byte once though two rules fire on it, and name both', async () => {
    const { savings, totals } = await reportOn({ layers, options: { base: 1 } });
    expect(savings.list.map(({ bytes, layer, rules }) => [bytes, layer, rules])).toEqual([
      [300 * KB, 1, ['image/deleted-in-later-layer']],
      [200 * KB, 2, ['image/metadata-only-rewrite']],
      [200 * KB, 2, ['image/npm-cache-kept']],
      [50 * KB, 1, ['image/temporary-files', 'image/vcs-directory']],
    ]);
    expect(savings).toMatchObject({ avoidableBytes: 750 * KB, remainingBytes: totals.fileBytes - 750 * KB });
  });

  it('leave exactly the image without the files that they name', async () => {
    const { savings } = await reportOn({ layers, options: { base: 1 } });
    const without = await reportOn({ layers: [BASE], options: { base: 1 } });
    expect(savings.remainingBytes).toBe(without.totals.fileBytes);
  });
});
