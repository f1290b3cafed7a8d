import { describe, expect, it } from 'vitest';
import { readComposeFile } from '../../src/compose/read-compose.ts';

const FILE = 'compose.yaml';
const read = (text: string, env: Readonly<Record<string, string>> = {}) =>
  readComposeFile(text, FILE, (name) => env[name]);
const build = (yaml: string, env: Readonly<Record<string, string>> = {}) =>
  read(`services:\n  s:\n    build: ${yaml}\n`, env).readBuild('s')!;

describe('a compose file', () => {
  it('has services in its own order, of which some build', () => {
    const file = read('services:\n  web: {build: ./web}\n  db: {image: postgres}\n  api:\n    build: {}\n');
    expect(file.names).toEqual(['web', 'db', 'api']);
    expect(file.names.map((name) => file.readBuild(name)?.context)).toEqual(['./web', undefined, '.']);
  });

  it('warns of a key that no build has, and of none that one has', () => {
    expect(build('{contxt: app}').warnings).toEqual([
      { code: 'compose-key', message: `${FILE}:3: contxt is no key of a build, so it counts for nothing.` },
    ]);
    expect(build('{context: app, cache_from: [a], platforms: [linux/amd64], x-note: b}').warnings).toEqual(
      [],
    );
  });

  it.each([
    ['./dir', './dir', false],
    ['/abs', '/abs', false],
    ['github.com/a/b', 'github.com/a/b', true],
    ['https://x.y/z.git#main:sub', 'https://x.y/z.git#main:sub', true],
    ['git@github.com:a/b.git', 'git@github.com:a/b.git', true],
    ['ssh://x/y', 'ssh://x/y', true],
    ['github.comrade', 'github.comrade', false],
    ['{context: app}', 'app', false],
    ['{dockerfile: D}', '.', false],
  ])('builds %s from %s', (yaml, context, isRemote) => {
    expect(build(yaml)).toMatchObject({ context, isRemote });
  });

  it('says all that a build may be told', () => {
    const text = [
      '{context: $DIR, dockerfile: d/D, target: run, args: {A: 1, B: $V, C: null, D: true},',
      ' additional_contexts: {lib: ../lib, base: "service:base"}}',
    ].join('');
    expect(build(text, { DIR: 'x', V: 'v', C: 'c' })).toMatchObject({
      context: 'x',
      dockerfile: 'd/D',
      inline: null,
      target: 'run',
      args: { A: '1', B: 'v', C: 'c', D: 'true' },
      additionalContexts: { lib: '../lib', base: 'service:base' },
    });
  });

  it('takes lists for mappings, and leaves out an argument that is set nowhere', () => {
    const text = '{args: ["A=1=2", B, C], additional_contexts: ["lib=../lib"]}';
    expect(build(text, { C: 'c' })).toMatchObject({
      args: { A: '1=2', C: 'c' },
      additionalContexts: { lib: '../lib' },
    });
  });

  it('takes over what an anchor or a merge key brings', () => {
    const text = 'x-b: &b {context: app, target: run}\nservices:\n  s:\n    build: {<<: *b, target: test}\n';
    expect(read(text).readBuild('s')).toMatchObject({ context: 'app', target: 'test' });
  });

  it('tells what it does not follow, and which variable is set nowhere', () => {
    const file = read('include: [a.yaml]\nservices:\n  s:\n    extends: {service: t}\n    build: $DIR\n');
    expect(file.warnings.map(({ message }) => message)).toEqual([
      'compose.yaml: what it includes is not followed.',
    ]);
    const { warnings, unset } = file.readBuild('s')!;
    expect(warnings.map(({ message }) => message)).toEqual([
      'compose.yaml:4: what s extends is not followed.',
      'compose.yaml:5: the variable DIR is not set, so it counts as empty.',
    ]);
    expect(unset).toEqual(['DIR']);
  });

  it.each([
    ['[a]', 3, 'services.s.build: a build is a directory or a mapping'],
    ['{context: [a]}', 3, 'services.s.build.context: it must be a text'],
    ['{args: 5}', 3, 'services.s.build.args: it must be a mapping or a list of NAME=VALUE'],
    ['{args: [[a]]}', 3, 'services.s.build.args.0: it must be a text'],
    ['{dockerfile: a, dockerfile_inline: b}', 3, 'both dockerfile and dockerfile_inline'],
    ['"$' + '{X?say X}"', 3, 'required variable X is missing a value: say X'],
    ['"$"', 3, 'invalid interpolation format'],
    ['{context: a', 4, 'Flow map'],
  ])('is refused with its line for %s', (yaml, line, message) => {
    const refused = () => build(yaml);
    expect(refused).toThrow(message);
    expect(refused).toThrow(expect.objectContaining({ code: 'config', line }));
  });

  it.each(['', 'null', '[]', 'services: 5', 'services: {s: null}', '__proto__: {services: {x: {build: .}}}'])(
    'without builds has none: %j',
    (text) => {
      const file = read(text);
      expect(file.names.flatMap((name) => file.readBuild(name) ?? [])).toEqual([]);
    },
  );

  it('is not fooled by an unset variable of a service that nobody asks for', () => {
    const text = 'services:\n  a: {build: "$' + '{X?}"}\n  b: {build: b}\n';
    expect(read(text).readBuild('b')).toMatchObject({ context: 'b' });
  });
});
