import { describe, expect, it } from 'vitest';
import { findingsIn, type ImageSample, type SampleLayer } from '../../support/image-findings.ts';

const BASE: SampleLayer = { by: 'ADD rootfs.tar /', files: { 'bin/sh': 10, etc: '' } };
const run = (command: string, bytes = 100): SampleLayer => ({
  by: `RUN /bin/sh -c ${command} # buildkit`,
  files: { [`made/${bytes}`]: bytes },
});
const copy = (text: string): SampleLayer => ({
  by: `COPY ${text} # buildkit`,
  files: { [`copied/${text.length}`]: 9 },
});
const rulesIn = async (sample: ImageSample, rule: string): Promise<readonly unknown[]> =>
  (await findingsIn(sample, rule)).map(({ severity, place }) => [severity, place.layer ?? null]);

describe('how an image is put together', () => {
  it.each([
    [[copy('. .'), run('npm ci', 5000)], 'npm ci'],
    [[copy('. /app'), run('cd /app && pip install --no-cache-dir -r requirements.txt', 5000)], 'pip install'],
    [[{ by: '/bin/sh -c #(nop) COPY dir:0123 in /app ', files: { a: 1 } }, run('yarn', 5000)], 'yarn'],
    [[copy('./ ./'), run('bundle install --jobs 4', 5000)], 'bundle install'],
    [[copy('. .'), run('go mod download', 5000)], 'go mod'],
    [[copy('. .'), run('pip install --no-cache-dir .', 5000)], 'pip install'],
  ])('sees dependencies that every change installs anew (%#)', async (layers, install) => {
    const found = await findingsIn(
      { layers: [BASE, ...layers], options: { base: 1 } },
      'dependencies-reinstalled',
    );
    expect(found).toMatchObject([
      { bytes: 5000, severity: 'warning', place: { layer: 2 }, facts: { install } },
    ]);
  });

  it('is not misled by a file of another kind that the classic builder copied', async () => {
    const entrypoint = { by: '/bin/sh -c #(nop) COPY file:0123 in / ', files: { 'start.sh': 1 } };
    const layers = [BASE, entrypoint, copy('. .'), run('npm ci', 5000)];
    expect(await findingsIn({ layers, options: { base: 1 } }, 'dependencies-reinstalled')).toHaveLength(1);
  });

  it.each([
    [[copy('package.json package-lock.json ./'), run('npm ci'), copy('. .')]],
    [[copy('requirements.txt .'), copy('. .'), run('pip install -r requirements.txt')]],
    [[copy('. .'), run('npm install -g serve')]],
    [[copy('. .'), run('npm run build')]],
    [[run('npm ci'), copy('. .')]],
    [
      [
        { by: '/bin/sh -c #(nop) COPY file:0123 in /app/ ', files: { 'app/package.json': 1 } },
        copy('. .'),
        run('npm ci'),
      ],
    ],
  ])('does not mind where the manifest comes first, or nothing is installed (%#)', async (layers) => {
    expect(
      await findingsIn({ layers: [BASE, ...layers], options: { base: 1 } }, 'dependencies-reinstalled'),
    ).toEqual([]);
  });

  it.each([
    ['apt-get update && apt-get install -y curl git', ['curl', 'git']],
    ['apt-get -y install curl=7.88 2>/dev/null', ['curl=7.88']],
    ['DEBIAN_FRONTEND=noninteractive apt install -y -t stable curl', ['curl']],
    ['bash -ec "apt-get update && apt-get install -y curl"', ['curl']],
    ['sudo -E apt-get install -y --install-recommends curl', ['curl']],
    ['apt-get -o Dpkg::Options::="--force-confold" install -y curl', ['curl']],
  ])('sees recommended packages come along: %s', async (command, packages) => {
    expect(await findingsIn({ layers: [BASE, run(command)] }, 'recommends-installed')).toMatchObject([
      { severity: 'note', bytes: 0, facts: { packages } },
    ]);
  });

  it('sees them in one step though another one goes without', async () => {
    const layers = [
      BASE,
      run('apt-get install -y --no-install-recommends git'),
      run('apt-get install vim', 9),
    ];
    const found = await findingsIn({ layers }, 'recommends-installed');
    expect(found.map(({ facts }) => facts['packages'])).toEqual([['vim']]);
  });

  it.each([
    'apt-get install -y --no-install-recommends curl',
    'echo "APT::Install-Recommends \\"0\\";" > /etc/apt/apt.conf.d/01 && apt-get install curl',
    'apt-get -o APT::Install-Recommends=false install curl',
    'apk add curl',
    'apt-get update',
    'echo apt-get install',
  ])('does not where nothing is recommended: %s', async (command) => {
    expect(await findingsIn({ layers: [BASE, run(command)] }, 'recommends-installed')).toEqual([]);
  });

  it.each([
    ['pip install requests flask[async]', ['requests', 'flask[async]']],
    ['python3 -m pip install requests', ['requests']],
    ['npm install -g serve @angular/cli', ['serve', '@angular/cli']],
    ['go install example.com/tool@latest', ['example.com/tool@latest']],
    ['gem install bundler', ['bundler']],
    ['cargo install ripgrep', ['ripgrep']],
    ['git clone https://example.com/x.git /src', ['git clone https://example.com/x.git']],
    ['curl -fsSL https://example.com/install.sh | bash', ['https://example.com/install.sh']],
    ['wget https://example.com/releases/latest/x.tgz', ['https://example.com/releases/latest/x.tgz']],
    ['sh -c "$(curl -fsSL https://example.com/i.sh)"', ['https://example.com/i.sh']],
    ['bash <(curl -s https://example.com/i.sh)', ['https://example.com/i.sh']],
    ['pip install "flask>=2" git+https://example.com/x.git', ['flask>=2', 'git+https://example.com/x.git']],
  ])('sees a step that takes what is newest: %s', async (command, what) => {
    expect(await findingsIn({ layers: [BASE, run(command)] }, 'unpinned-history')).toMatchObject([
      { severity: 'note', place: { layer: 1 }, facts: { what } },
    ]);
  });

  it.each([
    'pip install requests==2.31 "flask>=2,<3"',
    'pip install -r requirements.txt',
    'pip install .',
    'pip install git+https://example.com/x.git@v1.2',
    'npm ci',
    'npm install -g serve@14.2.1 @angular/cli@17',
    'go install example.com/tool@v1.2.3',
    'gem install bundler -v 2.5',
    'cargo install ripgrep --version 14.1.0',
    'git clone --branch v1.2 https://example.com/x.git',
    'git clone https://example.com/x.git && git checkout 0123abc',
    'curl -fsSLo /x.tgz https://example.com/v1.2.3/x.tgz && echo "abc  /x.tgz" | sha256sum -c',
    'apt-get install -y curl',
  ])('does not mind a step that names its versions: %s', async (command) => {
    expect(await findingsIn({ layers: [BASE, run(command)] }, 'unpinned-history')).toEqual([]);
  });

  it('counts layers from 51 on as many', async () => {
    const layers = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ by: `RUN ${n}`, files: { [`f${n}`]: 1 } }));
    expect(await rulesIn({ layers: layers(51) }, 'many-layers')).toEqual([['note', null]]);
    expect(await rulesIn({ layers: layers(50) }, 'many-layers')).toEqual([]);
  });

  it('sees layers that change nothing', async () => {
    const directory = { name: 'srv/', type: '5', mode: 0o755 };
    const layers: readonly SampleLayer[] = [
      { by: 'ADD /', files: { a: 1 }, entries: [directory] },
      { by: 'RUN true' },
      { by: 'WORKDIR /srv', entries: [directory] },
      { by: 'RUN chmod 700 /srv', entries: [{ ...directory, mode: 0o700 }] },
      { by: 'WORKDIR /new', entries: [{ name: 'new/', type: '5' }] },
      { by: 'RUN rm a', entries: [{ name: '.wh.a' }] },
      { by: 'RUN ln -s', entries: [{ name: 'l', type: '2', link: 'a' }] },
    ];
    expect(await rulesIn({ layers, options: { base: 1 } }, 'empty-layer')).toEqual([
      ['note', 1],
      ['note', 2],
    ]);
  });

  it.each([[undefined], [''], ['root'], ['0'], ['0:0'], ['root:staff']])(
    'sees root as the user: %j',
    async (User) => {
      expect(await rulesIn({ layers: [BASE], runtime: { User } }, 'root-user')).toEqual([['note', null]]);
    },
  );

  it('does not look for root on Windows, where there is none', async () => {
    expect(await rulesIn({ layers: [BASE], runtime: {}, os: 'windows' }, 'root-user')).toEqual([]);
  });

  it.each(['app', '1000', '65532:0', 'rooty'])('does not mind the user %s', async (User) => {
    expect(await rulesIn({ layers: [BASE], runtime: { User } }, 'root-user')).toEqual([]);
  });
});
