import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture } from '../support/fixtures.ts';
import { installPacked, manifestOf, type Packed, pack } from '../support/packed.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const LIMIT = 1_500_000;
const CONSUMER = `import { inspectContext, inspectImage, PlimsollError, type ContextReport, type ImageReport } from 'plimsoll';
const context: ContextReport = await inspectContext('.', { list: true });
const image: ImageReport = await inspectImage('app.tar', { verify: true });
export const total: number = context.sent.bytes + image.totals.layers;
export const code: string = new PlimsollError('usage', 'No.').code;
// @ts-expect-error a report is read only
context.sent.bytes = 1;
// @ts-expect-error options are checked
await inspectImage('app.tar', { verfy: true });
`;

let project: string;
let packed: Packed;
let home: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'plimsoll-consumer-'));
  packed = pack(project);
  home = installPacked(project, join(project, packed.filename));
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** The packed files by their first names. */
function pathsBelow(directory: string): readonly string[] {
  return packed.files.map(({ path }) => path).filter((path) => path.startsWith(directory));
}

describe('the package', () => {
  it('ships what users need, and no sources, tests or fixtures', () => {
    const tops = new Set(packed.files.map(({ path }) => path.split('/')[0]));
    expect([...tops].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'dist',
      'docs',
      'man',
      'package.json',
      'schema',
    ]);
    expect(
      pathsBelow('dist/').filter(
        (path) => !/^dist\/(bundle\/(.*\.js|LICENSES\.txt)|types\/.*\.d\.ts)$/.test(path),
      ),
    ).toEqual([]);
    expect(pathsBelow('schema/').length).toBeGreaterThan(4);
  });

  it('stays small', () => {
    expect(packed.unpackedSize).toBeLessThan(LIMIT);
  });

  it('runs no script when it is installed, and neither does a dependency', () => {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; hasInstallScript?: boolean }>;
    };
    const scripted = Object.entries(lock.packages).filter(
      ([, { dev, hasInstallScript }]) => hasInstallScript && !dev,
    );
    expect(scripted).toEqual([]);
    expect(Object.keys(manifestOf(home).scripts)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$/)]),
    );
    expect(packed.files.filter(({ path }) => path.endsWith('.node'))).toEqual([]);
  });

  it.each(['node_modules/.bin', 'global prefix/bin'])('runs from %s', (directory) => {
    const bin = join(project, directory, 'plimsoll');
    mkdirSync(join(project, directory), { recursive: true });
    symlinkSync(join(home, manifestOf(home).bin.plimsoll), bin);
    chmodSync(bin, 0o755);
    const { stdout, stderr } = spawnSync(bin, ['image', fixture('archives/tiny/kitchen/docker20-save.tar')], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^plimsoll\/kitchen:1\n/);
  });

  it('is imported with all that the documentation names, and renders what it reads', () => {
    const script = `import * as plimsoll from 'plimsoll';
import schema from 'plimsoll/schema/image.schema.json' with { type: 'json' };
const report = await plimsoll.inspectImage(process.argv[1]);
const check = await plimsoll.checkBudgets({ images: [{ archive: process.argv[1], budgets: [{ layers: 1 }] }] });
console.log(JSON.stringify([Object.keys(plimsoll).sort(), schema.title, check.status, plimsoll.renderReport(report, 'csv').length > 99]));`;
    const args = [
      '--no-warnings',
      '--input-type=module',
      '-e',
      script,
      fixture('archives/tiny/kitchen/docker20-save.tar'),
    ];
    const out = execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
    const [names, ...rest] = JSON.parse(out) as [string[], ...unknown[]];
    expect(names).toEqual(
      expect.arrayContaining([
        'PlimsollError',
        'checkBudgets',
        'explainPaths',
        'inspectContext',
        'inspectImage',
        'renderReport',
      ]),
    );
    expect(rest).toEqual(['plimsoll image report', 'fail', true]);
  });

  it.each([
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('has types for a project with module %s and moduleResolution %s', (module, moduleResolution) => {
    writeFileSync(join(project, 'use.ts'), CONSUMER);
    const options = { target: 'es2023', strict: true, noEmit: true, skipLibCheck: false, types: ['node'] };
    const typeRoots = [join(ROOT, 'node_modules/@types')];
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: { ...options, module, moduleResolution, typeRoots },
        files: ['use.ts'],
      }),
    );
    const { status, stdout } = spawnSync(process.execPath, [TSC, '-p', project], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});
