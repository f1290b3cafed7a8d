import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../support/image-findings.ts';

const KB = 1000;
const APT = '/bin/sh -c apt-get update && apt-get install -y curl';

/** Where a cache lies, and beside it what only looks like one. */
const PLACES: readonly (readonly [rule: string, cached: string, near: string])[] = [
  ['apt-lists-kept', 'var/lib/apt/lists/deb_dists', 'var/lib/apt/lists.old/deb_dists'],
  ['apt-archives-kept', 'var/cache/apt/archives/curl.deb', 'opt/var/cache/apt/curl.deb'],
  ['apk-cache-kept', 'var/cache/apk/APKINDEX.tar.gz', 'etc/apk/keys/key.pub'],
  ['yum-cache-kept', 'var/cache/dnf/base/repodata/x.xml', 'var/cache/man/x'],
  ['yum-cache-kept', 'var/cache/yum/x86_64/x.sqlite', 'var/cache/yummy/x'],
  ['yum-cache-kept', 'var/cache/tdnf/x.rpm', 'var/lib/tdnf/x'],
  ['yum-cache-kept', 'var/cache/zypp/packages/x.rpm', 'var/lib/zypp/x'],
  ['pip-cache-kept', 'root/.cache/pip/http/a/b', 'root/.cache/pipx/a'],
  ['pip-cache-kept', 'home/app/.cache/uv/wheels/x', 'usr/lib/python3/uv/x'],
  ['npm-cache-kept', 'root/.npm/_cacache/index-v5/ab', 'root/.npmrc'],
  ['yarn-cache-kept', 'usr/local/share/.cache/yarn/v6/x', 'app/.yarn/cache/x.zip'],
  ['yarn-cache-kept', 'root/.local/share/pnpm/store/v3/files/00/x', 'app/node_modules/.pnpm/x'],
  ['yarn-cache-kept', 'pnpm/store/v3/files/00/x', 'pnpm/global/x'],
  ['yarn-cache-kept', 'root/.bun/install/cache/x', 'root/.bun/bin/bun'],
  ['go-build-cache-kept', 'root/.cache/go-build/00/x', 'go/bin/tool'],
  ['go-build-cache-kept', 'go/pkg/mod/cache/download/x', 'go/src/x.go'],
  ['cargo-registry-kept', 'usr/local/cargo/registry/cache/x.crate', 'usr/local/cargo/bin/cargo'],
  ['cargo-registry-kept', 'root/.cargo/registry/src/x', 'root/.cargo/config.toml'],
  ['conda-pkgs-kept', 'opt/conda/pkgs/python.conda', 'opt/conda/lib/python'],
  ['maven-gradle-cache-kept', 'root/.m2/repository/x.jar', 'root/.m2/settings.xml'],
  ['maven-gradle-cache-kept', 'home/gradle/.gradle/caches/x', 'home/gradle/build.gradle'],
];

describe('caches that are kept', () => {
  it.each(PLACES)('%s sees %s and not %s', async (rule, cached, near) => {
    const layers = [
      { by: 'ADD rootfs.tar /', files: { 'bin/sh': 10 } },
      { by: APT, files: { [cached]: 200 * KB, [near]: 300 * KB } },
    ];
    const [finding, ...others] = await findingsIn({ layers }, rule);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'warning',
      bytes: 200 * KB,
      own: true,
      place: { layer: 1, path: cached, instruction: `RUN ${APT.slice('/bin/sh -c '.length)}` },
      facts: { files: 1, paths: [{ path: cached, bytes: 200 * KB }] },
    });
    expect(finding?.fix).not.toBeNull();
  });

  it('are notes where little is at stake, and nothing where files are empty', async () => {
    const layer = (bytes: number) => ({ by: APT, files: { 'var/lib/apt/lists/x': bytes } });
    expect(await findingsIn({ layers: [layer(9)] }, 'apt-lists-kept')).toMatchObject([{ severity: 'note' }]);
    expect(await findingsIn({ layers: [layer(0)] }, 'apt-lists-kept')).toEqual([]);
  });

  it('are not counted where a later layer hides them', async () => {
    const layers = [
      { by: APT, files: { 'var/lib/apt/lists/x': 200 * KB } },
      { by: 'RUN rm -rf /var/lib/apt/lists/*', files: { 'var/lib/apt/lists/.wh.x': '' } },
    ];
    expect(await findingsIn({ layers }, 'apt-lists-kept')).toEqual([]);
    expect(await findingsIn({ layers }, 'deleted-in-later-layer')).toMatchObject([{ bytes: 200 * KB }]);
  });

  it('are not counted where a name outside holds the same body', async () => {
    const store = 'root/.local/share/pnpm/store/v3/files/00/x';
    const linked = (name: string) => [
      { by: 'RUN pnpm i', files: { [store]: 900 }, entries: [{ name, type: '1', link: store }] },
    ];
    expect(await findingsIn({ layers: linked('app/node_modules/x') }, 'yarn-cache-kept')).toEqual([]);
    const twice = await findingsIn({ layers: linked('root/.local/share/pnpm/store/y') }, 'yarn-cache-kept');
    expect(twice).toMatchObject([{ bytes: 900, facts: { files: 1 } }]);
  });

  it('of the base are notes that are not own', async () => {
    const layers = [
      { by: APT, files: { 'var/lib/apt/lists/x': 200 * KB } },
      { by: 'COPY a b', files: { a: 1 } },
    ];
    const [finding] = await findingsIn({ layers, options: { base: 1 } }, 'apt-lists-kept');
    expect(finding).toMatchObject({ severity: 'note', own: false, place: { layer: 0 } });
  });

  it.each([
    [
      'apt-lists-kept',
      'var/lib/apt/lists/x',
      'apt-get install -y curl',
      '`RUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*`',
    ],
    ['apk-cache-kept', 'var/cache/apk/x', 'apk add curl', '`RUN apk add --no-cache curl`'],
    [
      'yum-cache-kept',
      'var/cache/yum/x',
      'yum install -y curl',
      '`RUN yum install -y curl && yum clean all && rm -rf /var/cache/yum`',
    ],
    [
      'pip-cache-kept',
      'root/.cache/pip/x',
      'pip install -r r.txt',
      '`RUN pip install --no-cache-dir -r r.txt`',
    ],
    ['npm-cache-kept', 'root/.npm/_cacache/x', 'npm ci', '`RUN --mount=type=cache,target=/root/.npm npm ci`'],
    [
      'conda-pkgs-kept',
      'opt/conda/pkgs/x',
      'conda install scipy',
      '`RUN conda install scipy && conda clean -afy`',
    ],
    [
      'maven-gradle-cache-kept',
      'root/.m2/repository/x',
      'mvn package',
      '`RUN --mount=type=cache,target=/root/.m2 mvn package`',
    ],
  ])('%s is cured in the instruction at hand', async (rule, path, command, cure) => {
    const layers = [{ by: `|1 VERSION=3 /bin/sh -c ${command}`, files: { [path]: 200 * KB } }];
    const [finding] = await findingsIn({ layers }, rule);
    expect(finding?.fix).toContain(cure);
  });
});
