import { describe, expect, it } from 'vitest';
import type { InstructionUse } from '../../../src/context/report.ts';
import { inspectContext } from '../../../src/inspect/context.ts';
import { renderReport } from '../../../src/report/render.ts';
import { plantSample, type Sample } from '../../support/findings.ts';

async function uses(sample: Sample): Promise<readonly InstructionUse[]> {
  return (await inspectContext(plantSample(sample), sample.options)).instructions!;
}

const FILES = {
  'src/a.ts': 'xxx',
  'src/b.js': 'x',
  'docs/c.md': 'xx',
  'package.json': '{}',
  '.dockerignore': 'docs\n',
};

describe('what each instruction takes', () => {
  it.each<[string, string, number, number]>([
    ['a directory', 'COPY src /', 2, 4],
    ['a file', 'COPY package.json /', 1, 2],
    ['several sources, each file once', 'COPY src src/a.ts package.json /d/', 3, 6],
    ['a wildcard', 'COPY src/*.ts /', 1, 3],
    ['a wildcard in the middle', 'COPY */a.ts /', 1, 3],
    ['all but what is excluded by the rules', 'COPY docs* src /', 2, 4],
    ['all but --exclude', 'COPY --exclude=*.js src /', 1, 3],
    ['all but --exclude, at every level', 'COPY --exclude=**/*.js . /', 4, 3 + 2 + 5 + 0],
    ['patterns under --parents', 'COPY --parents **/*.ts /', 1, 3],
    ['patterns below a pivot', 'COPY --parents src/./*.js /', 1, 1],
    ['the target of a link', 'COPY link /', 2, 4],
    ['a bind mount', 'RUN --mount=source=src,target=/t true', 2, 4],
    ['nothing', 'COPY gone* /', 0, 0],
  ])('is counted: %s', async (_, instruction, files, bytes) => {
    const dockerfile = `FROM scratch\n${instruction}\n`;
    const [use] = await uses({ files: { Dockerfile: dockerfile, ...FILES }, links: { link: 'src' } });
    const own = instruction.endsWith('. /') ? dockerfile.length : 0;
    expect([use!.files, use!.bytes]).toEqual([files, bytes + own]);
  });

  it('comes with its lines, its stage and its sources as they are after the variables', async () => {
    const Dockerfile =
      'ARG D=src\nFROM scratch AS one\nARG D\nCOPY \\\n  $D \\\n  /d/\nFROM one\nADD package.json /\n';
    expect(await uses({ files: { Dockerfile, ...FILES } })).toMatchObject([
      {
        line: 4,
        endLine: 6,
        kind: 'copy',
        stage: 'one',
        sources: ['src'],
        text: 'COPY   $D   /d/',
        context: null,
      },
      { line: 8, endLine: 8, kind: 'add', stage: '1', sources: ['package.json'] },
    ]);
  });

  it('goes by the build arguments and the target', async () => {
    const Dockerfile = 'FROM scratch AS one\nARG D=src\nCOPY $D /\nFROM scratch\nCOPY . /\n';
    const options = { target: 'one', buildArgs: { D: 'package.json' } };
    expect(await uses({ files: { Dockerfile, ...FILES }, options })).toMatchObject([
      { line: 3, files: 1, bytes: 2 },
    ]);
  });

  it('counts a body with several names once', async () => {
    const { linkSync } = await import('node:fs');
    const root = plantSample({ files: { Dockerfile: 'FROM scratch\nCOPY d /\n', 'd/a': 'xxxx' } });
    linkSync(`${root}/d/a`, `${root}/d/b`);
    expect((await inspectContext(root)).instructions).toMatchObject([{ files: 2, bytes: 4 }]);
  });
});

describe('a named context', () => {
  it('is measured with its own rules, as far as the build asks for it', async () => {
    const Dockerfile = 'FROM scratch\nCOPY --from=lib src /l\nCOPY a /\n';
    const root = plantSample({ files: { Dockerfile, a: 'x' } });
    const lib = plantSample({
      files: { 'src/x': 'xxx', 'src/y.log': 'x', other: 'x', '.dockerignore': '**/*.log\n' },
    });
    const report = await inspectContext(root, { buildContexts: { lib } });
    expect(report.namedContexts).toMatchObject([
      { name: 'lib', path: lib, files: 1, bytes: 3, sources: ['src'] },
    ]);
    expect(report.instructions).toMatchObject([
      { line: 2, context: 'lib', files: 1, bytes: 3 },
      { line: 3, context: null, files: 1, bytes: 1 },
    ]);
    expect(renderReport(report, 'table')).toMatch(/Named contexts\n/);
  });

  it('that is no directory is a warning', async () => {
    const root = plantSample({ files: { Dockerfile: 'FROM scratch\nCOPY --from=lib src /l\n' } });
    const { warnings, namedContexts } = await inspectContext(root, {
      buildContexts: { lib: `${root}/gone` },
    });
    expect([warnings.map(({ code }) => code), namedContexts]).toEqual([['named-context'], []]);
    const image = await inspectContext(root, { buildContexts: { lib: 'docker-image://alpine' } });
    expect(image.warnings).toEqual([]);
  });
});

describe('the table', () => {
  it('shows line, files, bytes and instruction', async () => {
    const Dockerfile =
      'FROM scratch AS one\nCOPY src /\nFROM scratch\nCOPY --from=one / /\nCOPY package.json /\n';
    const report = await inspectContext(plantSample({ files: { Dockerfile, ...FILES } }));
    expect(renderReport(report, 'table')).toContain(
      [
        'Instructions of Dockerfile',
        '  Line  Files  Size  Stage  Instruction',
        '     2      2   4 B  one    COPY src /',
        '     5      1   2 B  1      COPY package.json /',
      ].join('\n'),
    );
  });
});
