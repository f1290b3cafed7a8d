import { describe, expect, it } from 'vitest';
import { inspectContext } from '../../../src/inspect/context.ts';
import { findingsOf, plantSample, type Sample } from '../../support/findings.ts';

const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n';
/** A repository, as far as anybody looks. */
const GIT = { '.git/HEAD': 'ref: refs/heads/main\n', '.dockerignore': '.git\n.gitignore\n' };

function files(files: Sample['files']): Sample {
  return { files };
}

describe('context/vcs-directory', () => {
  it('names a repository that is sent, with all that is in it', async () => {
    const [finding] = await findingsOf(
      files({ '.git/HEAD': 'ref', '.git/objects/ab/cd': 'x'.repeat(100) }),
      'vcs-directory',
    );
    expect(finding).toMatchObject({
      severity: 'warning',
      bytes: 103,
      place: { path: '.git' },
      facts: { files: 2 },
    });
    expect(finding!.fix).toContain('`.git`');
  });

  it.each<[string, Sample]>([
    ['an excluded one', files({ '.git/HEAD': 'ref', '.dockerignore': '.git\n' })],
    ['an empty one', files({ '.git/': '', a: 'x' })],
    ['the file of a worktree', files({ '.git': 'gitdir: ../x\n' })],
    [
      'one that an instruction names',
      files({ '.git/HEAD': 'ref', Dockerfile: 'FROM scratch\nCOPY .git /src/.git\n' }),
    ],
    ['a directory of a similar name', files({ '.github/workflow.yml': 'on: push\n' })],
  ])('says nothing of %s', async (_, sample) => {
    expect(await findingsOf(sample, 'vcs-directory')).toEqual([]);
  });
});

describe('context/dependency-directory', () => {
  it.each<[string, Sample]>([
    ['node_modules', files({ 'node_modules/a/index.js': 'x' })],
    ['.venv', files({ '.venv/bin/python': 'x' })],
    ['venv', files({ 'venv/pyvenv.cfg': 'home = /usr\n', 'venv/lib/x.py': 'x' })],
    ['vendor', files({ 'vendor/autoload.php': '<?php' })],
    ['vendor', files({ ...GIT, 'vendor/autoload.php': '<?php' })],
    ['vendor', files({ ...GIT, '.gitignore': 'vendor\n', 'vendor/x.js': 'x' })],
    ['target', files({ 'Cargo.toml': '[package]', 'target/debug/app': 'x' })],
    ['target', files({ 'pom.xml': '<project/>', 'target/app.jar': 'x' })],
    ['Pods', files({ Podfile: 'x', 'Pods/a.m': 'x' })],
  ])('names %s', async (name, sample) => {
    expect(await findingsOf(sample, 'dependency-directory')).toMatchObject([
      { place: { path: name }, facts: { name } },
    ]);
  });

  it('counts directories of one name once, nested ones with the outer', async () => {
    const found = await findingsOf(
      files({
        'node_modules/a/node_modules/b/i.js': 'xx',
        'web/node_modules/c.js': 'x',
        'package.json': '{}',
      }),
      'dependency-directory',
    );
    expect(found).toMatchObject([
      { bytes: 3, facts: { directories: 2, paths: ['node_modules', 'web/node_modules'] } },
    ]);
    expect(found[0]!.fix).toContain('`**/node_modules`');
  });

  it.each<[string, Sample]>([
    ['sources in a directory named target', files({ 'target/aim.ts': 'x' })],
    [
      'vendored sources that are committed',
      files({ ...GIT, 'vendor/.keep': '', 'src/vendor/zlib/inflate.c': 'int x;' }),
    ],
    [
      'Go modules that are vendored on purpose',
      files({ 'go.mod': 'module x', 'vendor/modules.txt': '# x', 'vendor/x/x.go': 'x' }),
    ],
    ['settings in a directory named env', files({ 'env/production.yaml': 'x' })],
    [
      'what an instruction names',
      files({ 'node_modules/a.js': 'x', Dockerfile: 'FROM scratch\nCOPY node_modules /n\n' }),
    ],
    ['what is excluded', files({ 'node_modules/a.js': 'x', '.dockerignore': 'node_modules\n' })],
    [
      'what is excluded and brought back in part',
      files({ 'node_modules/a.js': 'x', '.dockerignore': 'node_modules\n!node_modules/a.js\n' }),
    ],
  ])('says nothing of %s', async (_, sample) => {
    expect(await findingsOf(sample, 'dependency-directory')).toEqual([]);
  });
});

describe('context/build-output', () => {
  it.each<[string, Sample]>([
    ['.next', files({ '.next/build.js': 'x' })],
    ['dist', files({ 'package.json': '{}', 'dist/app.js': 'x' })],
    ['dist', files({ ...GIT, '.gitignore': 'dist/\n', 'dist/app.js': 'x' })],
    ['obj', files({ 'App.csproj': '<Project/>', 'obj/app.dll': 'x' })],
  ])('names %s', async (name, sample) => {
    expect(await findingsOf(sample, 'build-output')).toMatchObject([{ place: { path: name } }]);
  });

  it.each<[string, Sample]>([
    ['a directory build that holds sources', files({ 'build/Makefile': 'all:' })],
    [
      'a committed dist',
      files({ ...GIT, '.gitignore': '*.log\n', 'package.json': '{}', 'dist/app.js': 'x' }),
    ],
    [
      'what an instruction names',
      files({ 'package.json': '{}', 'dist/app.js': 'x', Dockerfile: 'FROM scratch\nCOPY dist/*.js /\n' }),
    ],
  ])('says nothing of %s', async (_, sample) => {
    expect(await findingsOf(sample, 'build-output')).toEqual([]);
  });
});

describe('context/secret-file', () => {
  it.each<[string, string, string]>([
    ['id_ed25519', KEY, 'private key'],
    ['deploy/production', KEY, 'private key'],
    ['certs/old.txt', KEY, 'private key'],
    ['my-project-0123456789ab.json', '{"private_key": "-----BEGIN PRIVATE KEY-----"}', 'cloud credentials'],
    ['certs/server.key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE', 'private key'],
    [
      'certs/both.pem',
      '-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nMIIE',
      'private key',
    ],
    ['.env', 'PORT=80\nDB_PASSWORD=hunter2\n', 'environment file'],
    ['api/.env.production', 'API_KEY=abc\n', 'environment file'],
    ['.npmrc', '//registry.example.com/:_authToken=npm_abc\n', 'package registry token'],
    ['.netrc', 'machine x login y password z\n', 'password file'],
    ['.aws/credentials', '[default]\naws_secret_access_key = abc\n', 'cloud credentials'],
    ['service-account.json', '{"private_key": "-----BEGIN PRIVATE KEY-----"}', 'cloud credentials'],
    ['.kube/config', 'users:\n- user:\n    client-key-data: LS0t\n', 'cluster credentials'],
    ['.docker/config.json', '{"auths":{"x":{"auth":"dTpw"}}}', 'registry credentials'],
    ['release.p12', '0', 'key store'],
  ])('finds %s', async (path, content, kind) => {
    const found = await findingsOf(files({ [path]: content }), 'secret-file');
    expect(found).toMatchObject([{ severity: 'error', place: { path }, facts: { kind } }]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it.each<[string, string]>([
    ['id_ed25519.pub', 'ssh-ed25519 AAAA'],
    ['cert.pem', '-----BEGIN CERTIFICATE-----\nMIID'],
    ['.env.example', 'API_KEY=your-key\n'],
    ['.env', '# nothing\nAPI_KEY=\n'],
    ['.npmrc', '//registry.example.com/:_authToken=${NPM_TOKEN}\nsave-exact=true\n'],
    ['config.json', '{"auth":"x"}'],
    ['credentials', 'aws_secret_access_key = abc'],
    ['translations.key', 'hello=world'],
    ['LICENSE', 'Permission is hereby granted, free of charge, to any person'],
    ['.git/objects/ab/cdef', KEY],
    ['notes', `A key begins so:\n${KEY}`],
    ['environment.ts', 'export const key = 1;'],
    ['empty.pem', ''],
    ['debug.keystore', 'x'],
  ])('says nothing of %s', async (path, content) => {
    expect(await findingsOf(files({ [path]: content }), 'secret-file')).toEqual([]);
  });

  it('says nothing of what is excluded', async () => {
    expect(
      await findingsOf(files({ '.env': 'TOKEN=x\n', '.dockerignore': '.env\n' }), 'secret-file'),
    ).toEqual([]);
  });

  it('takes a committed environment file for settings unless a value gives it away', async () => {
    const committed = (content: string): Sample =>
      files({ ...GIT, '.gitignore': '*.log\n', '.env': content });
    expect(await findingsOf(committed('PORT=80\nLANG=C\n'), 'secret-file')).toEqual([]);
    expect(await findingsOf(committed('URL=postgres://u:pw@db/x\n'), 'secret-file')).toHaveLength(1);
  });
});

describe('context/git-ignored-yet-sent', () => {
  it('adds up what git ignores at every level, the heaviest paths first', async () => {
    const found = await findingsOf(
      files({
        ...GIT,
        '.gitignore': 'logs/\n*.tmp\n!keep.tmp\n',
        '.git/info/exclude': '/private\n',
        'logs/a.log': 'xxxx',
        'logs/b.log': 'x',
        'x.tmp': 'xx',
        'keep.tmp': 'x',
        private: 'xxx',
        'src/.gitignore': 'gen/*\n!gen/keep.ts\n',
        'src/gen/a.ts': 'x',
        'src/gen/keep.ts': 'x',
        'src/a.ts': 'x',
      }),
      'git-ignored-yet-sent',
    );
    expect(found).toMatchObject([
      {
        bytes: 11,
        facts: {
          files: 5,
          paths: [
            { path: 'logs/', bytes: 5 },
            { path: 'private', bytes: 3 },
            { path: 'x.tmp', bytes: 2 },
            { path: 'src/gen/a.ts', bytes: 1 },
          ],
        },
      },
    ]);
  });

  it('reads the global file that the caller names, after all others', async () => {
    const sample = files({
      ...GIT,
      '.gitignore': '!a.bak\n',
      'a.bak': 'x',
      'b.bak': 'x',
      'global-ignore': '*.bak\n',
    });
    const root = plantSample(sample);
    const { findings } = await inspectContext(root, { globalGitIgnore: `${root}/global-ignore` });
    expect(findings.find(({ rule }) => rule === 'context/git-ignored-yet-sent')?.facts['paths']).toEqual([
      { path: 'b.bak', bytes: 1 },
    ]);
  });

  it.each<[string, Sample]>([
    ['outside of a repository', files({ '.gitignore': '*.tmp\n', 'x.tmp': 'x' })],
    [
      'of what is excluded',
      files({ ...GIT, '.gitignore': '*.tmp\n', '.dockerignore': '.git\n*.tmp\n', 'x.tmp': 'x' }),
    ],
    [
      'of what an instruction names',
      files({ ...GIT, '.gitignore': 'dist\n', 'dist/a.js': 'x', Dockerfile: 'FROM scratch\nCOPY dist /\n' }),
    ],
    ['of what git takes back', files({ ...GIT, '.gitignore': '*.tmp\n!a.tmp\n', 'a.tmp': 'x' })],
  ])('says nothing %s', async (_, sample) => {
    expect(await findingsOf(sample, 'git-ignored-yet-sent')).toEqual([]);
  });
});

describe('the list of entries', () => {
  it('says of each whether git ignores it, sent or not', async () => {
    const list = async (sample: Sample) =>
      Object.fromEntries(
        (await inspectContext(plantSample(sample), { list: true })).entries!.map((entry) => [
          entry.path,
          entry.gitIgnored,
        ]),
      );
    const tree = {
      '.gitignore': '*.log\n',
      'a.log': 'x',
      a: 'x',
      'logs/b.log': 'x',
      '.dockerignore': '.git\na.log\n',
    };
    expect(await list(files({ ...tree, '.git/HEAD': 'x' }))).toMatchObject({
      'a.log': true,
      a: false,
      'logs/b.log': true,
    });
    expect(await list(files(tree))).toMatchObject({ 'a.log': null, a: null });
  });
});

describe('context/oversized-file', () => {
  it('goes by the limit, which is inclusive', async () => {
    const sample: Sample = {
      files: { big: 'x'.repeat(100), small: 'x'.repeat(99) },
      options: { maxFile: 99 },
    };
    expect(await findingsOf(sample, 'oversized-file')).toMatchObject([
      { bytes: 100, place: { path: 'big' } },
    ]);
  });
});
