import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, placeConfig } from '../../src/config/load.ts';
import { plantTree } from '../support/tree.ts';

const GATE = 'contexts: [{ path: ., budgets: [{ total: 1 }] }]\n';

describe('a configuration in force', () => {
  it('has paths that start at its own file', async () => {
    const root = plantTree({
      'ci/plimsoll.yaml': `contexts: [{ path: ../app, dockerfile: Dockerfile.ci, budgets: [{ total: 1 }] }]
images: [{ archive: /abs/a.tar, base: { archive: b.tar }, budgets: [{ total: 1 }] }]
baseline: base.json
`,
      'ci/Dockerfile.ci': '',
      'app/': '',
    });
    const config = await loadConfig(join(root, 'ci/plimsoll.yaml'));
    expect(config.contexts[0]).toMatchObject({
      name: '../app',
      path: join(root, 'app'),
      dockerfile: join(root, 'ci/Dockerfile.ci'),
    });
    expect(config.images[0]).toMatchObject({ archive: '/abs/a.tar', baseArchive: join(root, 'ci/b.tar') });
    expect(config.baseline?.value).toBe(join(root, 'ci/base.json'));
  });

  it('takes a Dockerfile from the context where none is beside the configuration', async () => {
    const root = plantTree({
      'plimsoll.yaml': 'contexts: [{ path: app, dockerfile: Dockerfile, budgets: [{ total: 1 }] }]',
      'app/Dockerfile': '',
    });
    expect((await loadConfig(join(root, 'plimsoll.yaml'))).contexts[0]?.dockerfile).toBe(
      join(root, 'app/Dockerfile'),
    );
  });

  it('tells apart what has the same path', async () => {
    const config = await placeConfig(
      {
        images: [
          { archive: 'a.tar', platform: 'linux/amd64', budgets: [{ total: 1 }] },
          { archive: 'a.tar', platform: 'linux/arm64', budgets: [{ total: 1 }] },
          { archive: 'a.tar', name: 'third', budgets: [{ total: 1 }] },
        ],
      },
      '.',
    );
    expect(config.images.map((image) => image.name)).toEqual([
      'a.tar (linux/amd64)',
      'a.tar (linux/arm64)',
      'third',
    ]);
  });

  it('refuses two of one name', async () => {
    const image = { archive: 'a.tar', budgets: [{ total: 1 }] };
    await expect(placeConfig({ images: [image, image] }, '.')).rejects.toThrow(
      'images[1] is the second one called "a.tar"',
    );
  });

  it('builds on what it extends: lists grow, names and rules are replaced, single values are overruled', async () => {
    const root = plantTree({
      'base.yaml': `contexts:
  - { path: ., name: web, budgets: [{ total: 1 }] }
  - { path: ., name: api, budgets: [{ total: 2 }] }
rules: { a: error, b: note }
suppress: [{ rule: a, reason: base }]
baseline: base.json
failOn: note
`,
      'team/plimsoll.yaml': `extends: [../base.yaml]
contexts:
  - { path: ., name: web, budgets: [{ total: 3 }] }
  - { path: ., name: job, budgets: [{ total: 4 }] }
rules: { b: off }
suppress: [{ rule: b, reason: team }]
failOn: error
`,
    });
    const config = await loadConfig(join(root, 'team/plimsoll.yaml'));
    expect(config.contexts.map(({ name, budgets }) => [name, budgets[0]?.value.total])).toEqual([
      ['web', 3],
      ['api', 2],
      ['job', 4],
    ]);
    expect(config.contexts.map(({ path }) => path)).toEqual([join(root, 'team'), root, join(root, 'team')]);
    expect([...config.rules].map(([id, { value }]) => [id, value.severity])).toEqual([
      ['a', 'error'],
      ['b', 'off'],
    ]);
    expect(config.suppressions.map(({ value }) => value.reason)).toEqual(['base', 'team']);
    expect(config.baseline?.value).toBe(join(root, 'base.json'));
    expect(config.failOn?.value).toBe('error');
    expect(config.rules.get('a')?.origin).toMatchObject({ file: join(root, 'base.yaml'), line: 4 });
  });

  it('refuses to extend itself, by whatever detour', async () => {
    const root = plantTree({ 'a.yaml': 'extends: b.yaml\n', 'b.yaml': `${GATE}extends: ./a.yaml\n` });
    await expect(loadConfig(join(root, 'a.yaml'))).rejects.toThrow(
      /b\.yaml:2:10: .*a\.yaml extends itself\./,
    );
  });

  it('says who extends a file that is not there', async () => {
    const root = plantTree({ 'a.yaml': `extends: nowhere.yaml\n${GATE}` });
    await expect(loadConfig(join(root, 'a.yaml'))).rejects.toThrow(
      /a\.yaml:1:10: The configuration .*nowhere\.yaml does not exist\./,
    );
  });

  it.each<[string, string]>([
    ['nothing', '{}'],
    ['empty lists', 'contexts: []\nimages: []'],
    ['a context without budgets', 'contexts: [{ path: . }]'],
    ['findings that may never fail', 'contexts: [{ path: . }]\nrules: { a: error }\nfailOn: never'],
  ])('is an error when it gates nothing: %s', async (_label, text) => {
    const root = plantTree({ 'plimsoll.yaml': text });
    await expect(loadConfig(join(root, 'plimsoll.yaml'))).rejects.toThrow(
      /plimsoll\.yaml:1:1: this gates nothing/,
    );
  });

  it('may gate findings alone', async () => {
    const root = plantTree({ 'plimsoll.yaml': 'contexts: [{ path: . }]\nfailOn: warning' });
    expect((await loadConfig(join(root, 'plimsoll.yaml'))).warnings).toEqual([]);
  });

  it('warns about one context without a budget among others', async () => {
    const { warnings } = await placeConfig(
      { contexts: [{ path: 'a', budgets: [{ total: 1 }] }, { path: 'b' }] },
      '.',
    );
    expect(warnings).toEqual([{ code: 'no-budget', message: 'The context b has no budget.' }]);
  });

  it.each<[string, Uint8Array | string, string]>([
    ['binary', Uint8Array.of(0xff, 0xfe, 0x61, 0), 'is not UTF-8 text'],
    ['cut off', 'contexts: [{ path: ., budgets: [{ total', ':1:'],
    ['huge', new Uint8Array(9 * 2 ** 20).fill(32), 'are the limit'],
  ])('that is %s is refused in one sentence', async (_label, content, message) => {
    const root = plantTree();
    writeFileSync(join(root, 'plimsoll.yaml'), content);
    await expect(loadConfig(join(root, 'plimsoll.yaml'))).rejects.toThrow(message);
  });
});
