import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectCompose } from '../../../src/inspect/compose/compose.ts';
import { inspectContext } from '../../../src/inspect/context.ts';
import { plantTree } from '../../support/tree.ts';

const COPY_ALL = 'FROM scratch AS base\nFROM base AS run\nCOPY . /\n';

describe('the builds of a compose file', () => {
  it('are what each service would send on its own', async () => {
    const root = plantTree({
      'compose.yaml': [
        'services:',
        '  web: { build: ./web }',
        '  api:',
        '    build:',
        '      context: .',
        '      dockerfile: docker/api.Dockerfile',
        '      target: run',
        '      args: { DIR: src }',
        '      additional_contexts: { lib: ./lib }',
      ].join('\n'),
      'web/Dockerfile': COPY_ALL,
      'web/a.js': 'x'.repeat(500),
      'docker/api.Dockerfile':
        'FROM scratch AS run\nARG DIR\nCOPY $DIR /x\nCOPY --from=lib l /l\nFROM run\nCOPY web /w\n',
      'docker/api.Dockerfile.dockerignore': 'src/skip\n',
      'src/one': 'x'.repeat(70),
      'src/skip': 'x'.repeat(7000),
      'lib/l': 'x'.repeat(9),
    });
    const report = await inspectCompose(join(root, 'compose.yaml'));
    const [web, api] = report.builds;
    expect(web!.report).toEqual(await inspectContext(join(root, 'web')));
    expect(api!.report).toEqual(
      await inspectContext(root, {
        dockerfile: join(root, 'docker/api.Dockerfile'),
        target: 'run',
        buildArgs: { DIR: 'src' },
        buildContexts: { lib: join(root, 'lib') },
      }),
    );
    expect(api!.report.transfer.needed).toMatchObject({ files: 1, bytes: 70, sources: ['src'] });
    expect(api!.report.namedContexts).toMatchObject([{ name: 'lib', files: 1, bytes: 9 }]);
    expect(report.total.bytes).toBe(web!.report.sent.bytes + api!.report.sent.bytes);
    expect(report.total.buildkitBytes).toBe(
      web!.report.transfer.needed!.buildkitBytes +
        api!.report.transfer.needed!.buildkitBytes +
        api!.report.namedContexts[0]!.buildkitBytes,
    );
  });

  it('count a context once however many services share it, and an equal build once', async () => {
    const root = plantTree({
      'compose.yaml': [
        'services:',
        '  a: { build: . }',
        '  b: { build: { context: ./ } }',
        '  c: { build: { context: ., target: base } }',
        '  d: { build: { context: ., dockerfile: other/Dockerfile } }',
      ].join('\n'),
      Dockerfile: COPY_ALL,
      'other/Dockerfile': 'FROM scratch\nCOPY big /\n',
      'other/Dockerfile.dockerignore': 'Dockerfile',
      big: 'x'.repeat(1000),
    });
    const { builds, contexts, services, total, findings } = await inspectCompose(join(root, 'compose.yaml'), {
      maxFile: 500,
    });
    expect(builds.map((build) => build.services)).toEqual([['a', 'b'], ['c'], ['d']]);
    expect(new Set(builds.map(({ name }) => name)).size).toBe(3);
    expect(services.map(({ build }) => build)).toEqual([0, 0, 1, 2]);
    expect(contexts.map((context) => [context.ignoreFile?.path, context.services])).toEqual([
      [undefined, ['a', 'b', 'c']],
      ['other/Dockerfile.dockerignore', ['d']],
    ]);
    expect(total.bytes).toBe(contexts[0]!.sent.bytes + contexts[1]!.sent.bytes);
    expect(findings.filter(({ rule }) => rule === 'context/oversized-file')).toHaveLength(1);
  });

  it('may have their Dockerfile in the compose file: then no NAME.dockerignore belongs to it', async () => {
    const root = plantTree({
      'compose.yaml':
        'services:\n  s:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM scratch\n        COPY a /\n',
      'Dockerfile.dockerignore': '*',
      '.dockerignore': 'b',
      a: 'xx',
      b: 'x',
    });
    const { builds } = await inspectCompose(join(root, 'compose.yaml'));
    expect(builds[0]!.report).toMatchObject({
      ignoreFile: { path: '.dockerignore' },
      transfer: { needed: { files: 1, bytes: 2, sources: ['a'] } },
    });
  });

  it('know variables of .env beside the file, and better those of the caller', async () => {
    const root = plantTree({
      'compose.yaml': 'services:\n  s: { build: "./$DIR" }\n',
      '.env': 'DIR=one\n',
      'one/x': 'x',
      'two/x': 'xx',
    });
    const bytes = async (env: Record<string, string>): Promise<number> =>
      (await inspectCompose(join(root, 'compose.yaml'), { env })).total.bytes;
    expect([await bytes({}), await bytes({ DIR: 'two' })]).toEqual([1, 2]);
  });

  it('may be fetched from elsewhere, or lie on another service: that is said, not measured', async () => {
    const root = plantTree({
      'compose.yaml': [
        'services:',
        '  far: { build: "https://example.com/x.git" }',
        '  near: { build: { context: a, additional_contexts: { base: "service:far" } } }',
      ].join('\n'),
      'a/Dockerfile': 'FROM base\nCOPY x /\n',
      'a/x': 'x',
    });
    const { services, builds, warnings } = await inspectCompose(join(root, 'compose.yaml'));
    expect(services).toMatchObject([
      { name: 'far', source: 'remote', context: 'https://example.com/x.git', build: null },
      { name: 'near', source: 'directory', build: 0 },
    ]);
    expect(builds[0]!.report.transfer.needed).toMatchObject({ files: 1, bytes: 1 });
    expect(warnings).toEqual([]);
  });

  it('are each held to the budgets', async () => {
    const root = plantTree({
      'compose.yaml': 'services:\n  a: { build: a }\n  b: { build: b }\n',
      'a/x': 'x',
      'b/x': 'x'.repeat(50),
    });
    const { verdicts } = await inspectCompose(join(root, 'compose.yaml'), { budgets: ['total=10B'] });
    expect(verdicts!.map(({ subject, status }) => [subject.name, status])).toEqual([
      [join(root, 'a'), 'pass'],
      [join(root, 'b'), 'fail'],
    ]);
  });

  it.each([
    ['services: { a: { build: ./gone } }', [], 'not-found', 'the context'],
    ['services: { a: { image: x } }', [], 'usage', 'no service with a build'],
    ['services: { web: { build: . } }', ['wbe'], 'usage', 'no service wbe'],
    ['services: { a: { image: x }, b: { build: . } }', ['a'], 'usage', 'a builds nothing'],
    ['services: { a: { build: "$' + '{X?set X}" } }', [], 'config', 'compose.yaml:1'],
  ])('fail plainly: %s, %j', async (text, services, code, message) => {
    const file = join(plantTree({ 'compose.yaml': text }), 'compose.yaml');
    const failure = inspectCompose(file, { services });
    await expect(failure).rejects.toMatchObject({ code });
    await expect(failure).rejects.toThrow(message);
  });
});
