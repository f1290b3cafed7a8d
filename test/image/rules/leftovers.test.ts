import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../src/inspect/image.ts';
import { findingsIn, packImage, type SampleLayer } from '../../support/image-findings.ts';

const KB = 1000;
const BASE: SampleLayer = { by: 'ADD rootfs.tar /', files: { 'bin/sh': 10 } };
const RUN = 'RUN /bin/sh -c make install # buildkit';

/** An ELF header of this type. */
function elf(type: number): string {
  const head = Buffer.alloc(200);
  head.write('\x7fELF\x02\x01\x01', 'latin1');
  head.writeUInt16LE(type, 16);
  return head.toString('latin1');
}

/** What a rule must see, and what looks much like it. */
const CASES: readonly (readonly [
  rule: string,
  seen: Readonly<Record<string, number | string>>,
  bytes: number,
  near: Readonly<Record<string, number | string>>,
])[] = [
  [
    'build-tools-kept',
    { 'usr/lib/gcc/x/12/cc1': 150 * KB, 'usr/include/stdio.h': KB },
    151 * KB,
    { 'usr/include/stdio.h': 200 * KB },
  ],
  [
    'build-tools-kept',
    { 'usr/local/go/pkg/tool/linux_amd64/compile': 9 * KB },
    9 * KB,
    { 'usr/local/go.txt': 9 * KB },
  ],
  [
    'build-tools-kept',
    { 'usr/bin/gcc': 9 * KB, 'usr/bin/make': KB, 'usr/include/stdio.h': KB },
    11 * KB,
    { 'usr/bin/make': KB, 'usr/share/bash-completion/completions/gcc': KB, 'usr/include/clang': KB },
  ],
  [
    'build-tools-kept',
    { 'usr/bin/x86_64-linux-gnu-gcc-12': 9 * KB, 'usr/bin/x86_64-linux-gnu-ld': KB },
    10 * KB,
    { 'usr/bin/x86_64-linux-gnu-ld': KB, 'usr/share/doc/gcc-12/README': KB },
  ],
  [
    'docs-kept',
    { 'usr/share/man/man1/ls.1.gz': 150 * KB },
    150 * KB,
    { 'usr/share/doc/libc6/copyright': 150 * KB, 'usr/share/man/x': KB },
  ],
  [
    'log-files',
    { 'var/log/dpkg.log': 5 * KB, 'app/npm-debug.log': 3 * KB },
    8 * KB,
    { 'var/log/btmp': 0, 'app/log/x.js': KB, 'app/catalog': KB },
  ],
  ['log-files', { 'app/logs/production.log': 5 * KB }, 5 * KB, { 'app/logs/README': KB }],
  [
    'dev-dependencies',
    { 'app/node_modules/webpack/lib/x.js': 150 * KB, 'app/node_modules/@a/b/test/x.js': KB },
    151 * KB,
    {
      'app/node_modules/@babel/runtime/x.js': 150 * KB,
      'usr/local/lib/node_modules/npm/node_modules/node-gyp/x.js': 150 * KB,
    },
  ],
  ['temporary-files', { 'tmp/build/a.o': 150 * KB, 'var/tmp/b': KB }, 151 * KB, { 'app/tmp/a': 150 * KB }],
  [
    'vcs-directory',
    { 'app/.git/objects/pack/p': 150 * KB },
    150 * KB,
    { 'app/sub/.git': 40, 'app/.github/x': KB, 'app/.gitignore': 9 },
  ],
  [
    'dev-dependencies',
    { 'app/node_modules/typescript/lib/tsc.js': 150 * KB },
    150 * KB,
    { 'app/node_modules/express/index.js': KB, 'app/src/typescript/x': KB },
  ],
  [
    'dev-dependencies',
    { 'app/node_modules/a/x.js.map': 7 * KB, 'app/node_modules/b/test/t.js': KB },
    8 * KB,
    { 'app/dist/x.js.map': KB, 'app/test/t.js': KB },
  ],
  ['dev-dependencies', { 'app/node_modules/@types/node/index.d.ts': KB }, KB, { 'app/@types/x.d.ts': KB }],
  [
    'python-bytecode-duplicated',
    { 'app/a.py': 9, 'app/__pycache__/a.cpython-312.pyc': KB, 'app/__pycache__/a.cpython-312.opt-1.pyc': KB },
    2 * KB,
    { 'app/b.py': 9, 'app/__pycache__/a.cpython-312.pyc': KB, 'app/a.pyc': KB },
  ],
  ['python-bytecode-duplicated', { 'a.py': 9, 'a.pyc': KB }, KB, { 'a.py': 9, 'lib/a.pyc': KB }],
  [
    'core-dump',
    { 'app/core': elf(4), 'core.123': elf(4) },
    200,
    { 'app/core': elf(2), 'lib/core.py': elf(4), 'core.x': elf(4) },
  ],
  [
    'core-dump',
    { 'var/crash/core.node.77': elf(4), 'srv/node.core': elf(4) },
    200,
    { 'app/hardcore': elf(4), 'srv/node.core': elf(3) },
  ],
  ['oversized-file', { 'data/model.bin': 300 * KB }, 300 * KB, { 'data/model.bin': 200 * KB }],
  ['oversized-layer', { 'data/a': 250 * KB, 'data/b': 250 * KB }, 500 * KB, { 'data/a': 250 * KB }],
];

const options = { base: 1, maxFile: 200 * KB, maxLayer: 499 * KB };

describe('what the final tree holds in vain', () => {
  it.each(CASES)('%s sees %j', async (rule, seen, bytes) => {
    const found = await findingsIn({ layers: [BASE, { by: RUN, files: seen }], options }, rule);
    expect(found.map((finding) => finding.bytes)).toEqual(found.map(() => bytes));
    expect(found[0]).toMatchObject({ own: true, place: { layer: 1, instruction: 'RUN make install' } });
  });

  it.each(CASES)('%s does not see what is like it (%#)', async (rule, _seen, _bytes, near) => {
    expect(await findingsIn({ layers: [BASE, { by: RUN, files: near }], options }, rule)).toEqual([]);
  });

  it('makes a note of source maps and tests alone: packages for production hold them, too', async () => {
    const layer = (files: SampleLayer['files']) =>
      findingsIn({ layers: [{ by: 'RUN /bin/sh -c npm ci --omit=dev', files: files! }] }, 'dev-dependencies');
    const map = { 'app/node_modules/a/x.js.map': 150 * KB };
    expect(await layer(map)).toMatchObject([{ severity: 'note', bytes: 150 * KB }]);
    const [finding] = await layer({ ...map, 'app/node_modules/jest/x.js': KB });
    expect(finding).toMatchObject({ severity: 'warning', bytes: 151 * KB });
    expect(finding?.fix).not.toContain('--omit=dev --omit=dev');
  });

  it('sees a core dump in a stream as well', async () => {
    const archive = packImage({ layers: [{ by: RUN, files: { core: elf(4), 'app/core.9': elf(3) } }] });
    const { findings } = await inspectImage(createReadStream(archive));
    expect(findings.filter(({ rule }) => rule === 'image/core-dump')).toMatchObject([
      { place: { path: 'core' } },
    ]);
  });

  it('names programs that run as their owner, own ones and the base’s apart', async () => {
    const entries = [
      { name: 'bin/su', body: 'x', mode: 0o4755 },
      { name: 'bin/wall', body: 'x', mode: 0o2755 },
      { name: 'srv/shared', body: 'x', mode: 0o2644 },
      { name: 'srv/dir', type: '5', mode: 0o2755 },
      { name: 'bin/plain', body: 'x', mode: 0o755 },
    ];
    const layers = [
      { by: 'ADD /', entries: [{ name: 'bin/mount', body: 'x', mode: 0o4755 }] },
      { by: RUN, entries },
    ];
    const found = await findingsIn({ layers, options: { base: 1 } }, 'setuid-file');
    expect(found.map(({ own, severity, facts }) => [own, severity, facts['paths']])).toEqual([
      [
        true,
        'note',
        [
          { path: 'bin/su', mode: 0o4755 },
          { path: 'bin/wall', mode: 0o2755 },
        ],
      ],
      [false, 'note', [{ path: 'bin/mount', mode: 0o4755 }]],
    ]);
  });

  it('names equal files of which own layers store copies', async () => {
    const body = 'same'.repeat(50 * KB);
    const layers = [
      { by: 'ADD /', files: { 'lib/a': body } },
      { by: RUN, files: { 'app/b': body, 'app/c': body, 'app/d': `${body}.` } },
    ];
    const sample = { layers, options: { base: 1 } };
    expect(await findingsIn(sample, 'duplicate-content')).toMatchObject([
      { bytes: 400 * KB, own: true, facts: { copies: 3, paths: ['app/b', 'app/c', 'lib/a'] } },
    ]);
    const few = [BASE, { by: RUN, files: { a: 'x'.repeat(15 * KB), b: 'x'.repeat(15 * KB) } }];
    expect(await findingsIn({ layers: few }, 'duplicate-content')).toMatchObject([{ bytes: 15 * KB }]);
    const small = [BASE, { by: RUN, files: { a: 'x'.repeat(5 * KB), b: 'x'.repeat(5 * KB) } }];
    expect(await findingsIn({ layers: small }, 'duplicate-content')).toEqual([]);
  });
});
