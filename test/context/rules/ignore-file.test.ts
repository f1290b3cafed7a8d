import { describe, expect, it } from 'vitest';
import { inspectContext } from '../../../src/inspect/context.ts';
import { findingsOf, plantSample, type Sample } from '../../support/findings.ts';

function rules(ignore: string, files: Sample['files']): Sample {
  return { files: { '.dockerignore': ignore, ...files } };
}

describe('context/no-ignore-file', () => {
  it('is found where one would keep something out', async () => {
    const found = await findingsOf(
      { files: { 'node_modules/a.js': 'x'.repeat(1_000_000) } },
      'no-ignore-file',
    );
    expect(found).toMatchObject([{ bytes: 1_000_000, facts: { rules: ['context/dependency-directory'] } }]);
  });

  it.each<[string, Sample]>([
    ['a small and tidy context', { files: { Dockerfile: 'FROM scratch\nCOPY a /\n', a: 'x' } }],
    [
      'a context with an ignore file, even an empty one',
      rules('', { 'node_modules/a.js': 'x'.repeat(2_000_000) }),
    ],
    ['by-products of a few bytes', { files: { 'node_modules/a.js': 'x' } }],
  ])('is not found in %s', async (_, sample) => {
    expect(await findingsOf(sample, 'no-ignore-file')).toEqual([]);
  });
});

describe('context/ignore-file-not-read', () => {
  it('names the general file in the shadow of the specific one', async () => {
    const sample: Sample = {
      files: { Dockerfile: 'FROM scratch\n', '.dockerignore': 'a\n', 'Dockerfile.dockerignore': 'b\n' },
    };
    expect(await findingsOf(sample, 'ignore-file-not-read')).toMatchObject([
      {
        place: { file: '.dockerignore' },
        facts: { why: 'shadowed', readInstead: 'Dockerfile.dockerignore' },
      },
    ]);
  });

  it('names the one beside a Dockerfile that is elsewhere', async () => {
    const root = plantSample({
      files: { 'docker/Dockerfile': 'FROM scratch\n', 'docker/.dockerignore': 'a\n', a: 'x' },
    });
    const { findings } = await inspectContext(root, { dockerfile: `${root}/docker/Dockerfile` });
    expect(findings).toMatchObject([
      { rule: 'context/ignore-file-not-read', place: { file: 'docker/.dockerignore' } },
    ]);
  });

  it('names the specific file that the classic builder does not know', async () => {
    const sample: Sample = {
      files: { Dockerfile: 'FROM scratch\n', 'Dockerfile.dockerignore': 'b\n' },
      options: { walk: 'classic' },
    };
    expect(await findingsOf(sample, 'ignore-file-not-read')).toMatchObject([{ facts: { why: 'classic' } }]);
  });

  it.each<[string, Sample]>([
    ['the file that is read', { files: { Dockerfile: 'FROM scratch\n', '.dockerignore': 'a\n' } }],
    [
      'files of other services',
      { files: { 'api/Dockerfile': 'FROM scratch\n', 'api/.dockerignore': 'a\n', '.dockerignore': 'b\n' } },
    ],
    [
      'the specific file of another Dockerfile',
      { files: { Dockerfile: 'FROM scratch\n', 'dev.Dockerfile.dockerignore': 'a\n' } },
    ],
  ])('says nothing of %s', async (_, sample) => {
    expect(await findingsOf(sample, 'ignore-file-not-read')).toEqual([]);
  });
});

describe('context/invalid-rule', () => {
  it.each([
    ['../shared', 'outside'],
    ['src\\lib', 'fails when tried'],
    ['.', 'root'],
    ['!.', 'root'],
    ['/', 'root'],
  ])('finds %s', async (text, flaw) => {
    // Docker tries a rule only where it could change something: nothing here is left to try the broken one on.
    const sample = rules(`*\n${text}\n`, { a: 'x' });
    expect(await findingsOf(sample, 'invalid-rule')).toMatchObject([
      { place: { file: '.dockerignore', line: 2 }, facts: { flaw } },
    ]);
  });

  it('says nothing of rules that work', async () => {
    expect(
      await findingsOf(rules('./a\n/b\n..data\n', { a: 'x', b: 'x', '..data': 'x' }), 'invalid-rule'),
    ).toEqual([]);
  });
});

describe('context/unused-rule', () => {
  it.each([['srcs'], ['sub/gone'], ['*.nothing'], ['!gone']])('finds %s', async (text) => {
    expect(await findingsOf(rules(`${text}\n`, { a: 'x' }), 'unused-rule')).toMatchObject([
      { severity: 'note', place: { line: 1 }, facts: { rule: text } },
    ]);
  });

  it('finds an exception for something that is not excluded', async () => {
    expect(await findingsOf(rules('b\n!a\n', { a: 'x', b: 'x' }), 'unused-rule')).toMatchObject([
      { place: { line: 2 }, facts: { why: 'nothing excluded' } },
    ]);
  });

  it.each([
    ['node_modules'],
    ['.git'],
    ['**/*.log'],
    ['coverage/'],
    ['.env*'],
    ['Dockerfile*'],
    ['**/__pycache__'],
    ['*.tsbuildinfo'],
    ['**/charts'],
    ['pip-log.txt'],
    ['*.cover'],
    ['**/*.dbmdl'],
    ['!**/.env.example'],
  ])('takes %s for a precaution', async (text) => {
    expect(await findingsOf(rules(`${text}\n`, { a: 'x' }), 'unused-rule')).toEqual([]);
  });

  it('takes what git ignores for a precaution', async () => {
    const files = { a: 'x', '.git/HEAD': 'x', '.gitignore': 'generated-things/\n' };
    expect(await findingsOf(rules('.git\n.gitignore\ngenerated-things\n', files), 'unused-rule')).toEqual([]);
  });
});

describe('context/shadowed-rule', () => {
  it('finds a rule that a later one overrules on every match', async () => {
    expect(
      await findingsOf(rules('!src/a\nsrc\n!src\n', { 'src/a': 'x', b: 'x' }), 'shadowed-rule'),
    ).toMatchObject([{ place: { line: 2 } }]);
  });

  it.each([
    ['an exception above everything', '!keep.md\n*\n', { 'keep.md': 'x' }],
    ['an exception above the rule for its directory', '!src/a\nsrc\n', { 'src/a': 'x' }],
    ['a file above the rule for its directory', 'src/a\nsrc\n', { 'src/a': 'x' }],
  ])('finds %s', async (_, ignore, files) => {
    const sample = rules(ignore, files);
    expect(await findingsOf(sample, 'shadowed-rule')).toMatchObject([{ place: { line: 1 } }]);
    expect(await findingsOf(sample, 'unused-rule')).toEqual([]);
  });

  it.each([
    ['a file below the rule for its directory', 'src\nsrc/a\n', { 'src/a': 'x' }],
    ['a rule with one match of its own', 'src/*\n!src/a\n', { 'src/a': 'x', 'src/b': 'x' }],
    ['a precaution with its exception', '.env.*\n!.env.example\n', { '.env.example': 'x' }],
    ['the same precaution at two levels', 'node_modules\n**/node_modules\n', { 'node_modules/a': 'x' }],
  ])('says nothing of %s', async (_, ignore, files) => {
    expect(await findingsOf(rules(ignore, files), 'shadowed-rule')).toEqual([]);
  });
});

describe('context/inert-exception', () => {
  it('finds an exception for a directory that is not excluded, with what stays excluded below it', async () => {
    const sample = rules('foo/bar\n!foo\n', { 'foo/bar': 'xxx', 'foo/baz': 'x' });
    expect(await findingsOf(sample, 'inert-exception')).toMatchObject([
      {
        severity: 'warning',
        bytes: 3,
        place: { line: 2, path: 'foo/bar' },
        facts: { why: 'inheritance', files: 1 },
      },
    ]);
  });

  it.each([
    ['an exception at its end', '*\n!a/b\n', { 'a/b': 'x', c: 'x' }],
    ['an exception that works', 'foo\n!foo/bar\n', { 'foo/bar': 'x', 'foo/baz': 'x' }],
    ['an allow-list', '*\n!src\nsrc/tmp\n', { 'src/a': 'x', 'src/tmp/b': 'x', c: 'x' }],
    ['an exception above the rule', '!foo\nfoo/bar\n', { 'foo/bar': 'x' }],
  ])('says nothing of %s', async (_, ignore, files) => {
    expect(await findingsOf(rules(ignore, files), 'inert-exception')).toEqual([]);
  });

  it('finds one that a skipped directory takes the effect from, once more by what is lost', async () => {
    const sample = rules('*\n!a/*/**\n', { 'a/b/c': 'xxx' });
    expect(await findingsOf(sample, 'inert-exception')).toMatchObject([
      { place: { line: 2 }, facts: { why: 'pruning' } },
    ]);
    expect(await findingsOf(sample, 'lost-to-pruning')).toMatchObject([{ bytes: 3, place: { line: 2 } }]);
    expect(await findingsOf(sample, 'shadowed-rule')).toEqual([]);
  });
});

describe('context/gitignore-habit', () => {
  it.each<[string, string, Sample['files'], object]>([
    [
      'a wildcard meant for every level',
      '*.log\n',
      { 'a.log': 'x', 'sub/b.log': 'xx', 'sub/c.log': 'x' },
      { bytes: 3, facts: { kind: 'every level', instead: '**/*.log', files: 2 } },
    ],
    [
      'a name meant for every level',
      'node_modules\n',
      { 'web/node_modules/a.js': 'xx' },
      { bytes: 2, facts: { kind: 'every level', instead: '**/node_modules' } },
    ],
    [
      'a comment behind a rule',
      'data # large\n',
      { 'data/a': 'xxx' },
      { bytes: 3, facts: { kind: 'trailing comment', instead: 'data' } },
    ],
    [
      'a slash meant for directories',
      'build/\n',
      { build: 'xx' },
      { bytes: 2, facts: { kind: 'directories only', instead: '!build' } },
    ],
    [
      'a comment of another language',
      '// not needed\n',
      { a: 'x' },
      { facts: { kind: 'comment', instead: '# not needed' } },
    ],
    [
      'a comment of another language that takes effect',
      '// data\n',
      { 'data/a': 'x' },
      { facts: { kind: 'comment', paths: ['data'] } },
    ],
    ['a comment behind a blank', '  # not needed\n', { a: 'x' }, { facts: { kind: 'comment' } }],
  ])('finds %s', async (_, ignore, files, expected) => {
    expect(await findingsOf(rules(ignore, files), 'gitignore-habit')).toMatchObject([
      { place: { line: 1 }, ...expected },
    ]);
  });

  it.each<[string, string, Sample['files']]>([
    ['a wildcard without matches below the root', '*.log\n', { 'a.log': 'x', 'sub/b.txt': 'x' }],
    ['a wildcard for every level', '*.log\n**/*.log\n', { 'sub/b.log': 'x' }],
    ['what is brought back on purpose', '*.md\ndocs\n!docs/a.md\n', { 'docs/a.md': 'x' }],
    ['an allow-list', '*\n!src\n', { 'src/a.log': 'x' }],
    [
      'a name that sources have, too',
      'docs\nbuild\n',
      { 'src/docs/a': 'x', 'src/build/b': 'x', 'docs/c': 'x' },
    ],
    ['a slash behind a directory', 'build/\n', { 'build/a': 'x' }],
    ['a number sign in a name', 'a#b\n', { 'a#b': 'x' }],
    ['a plain comment', '# data\n', { 'data/a': 'x' }],
    ['two slashes before a path', '//data\n', { 'data/a': 'x' }],
  ])('says nothing of %s', async (_, ignore, files) => {
    expect(await findingsOf(rules(ignore, files), 'gitignore-habit')).toEqual([]);
  });
});

describe('context/slow-pruning', () => {
  const many = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`node_modules/m${n}/i.js`, 'x']));

  it('counts what one open exception makes BuildKit read', async () => {
    const found = await findingsOf(rules('node_modules\n!**/keep.json\n', many), 'slow-pruning');
    expect(found).toMatchObject([
      {
        severity: 'note',
        place: { line: 2, path: 'node_modules' },
        facts: { entries: 1200, exceptions: ['!**/keep.json'] },
      },
    ]);
  });

  it.each<[string, Sample]>([
    ['a plain exception', rules('node_modules\n!node_modules/m1\n', many)],
    ['few entries', rules('logs\n!**/keep.json\n', { 'logs/a': 'x' })],
    [
      'the classic builder',
      { ...rules('node_modules\n!**/keep.json\n', many), options: { walk: 'classic' } },
    ],
  ])('says nothing of %s', async (_, sample) => {
    expect(await findingsOf(sample, 'slow-pruning')).toEqual([]);
  });
});

describe('context/arrives-empty', () => {
  it('finds files on which BuildKit disagrees with itself', async () => {
    const sample = rules('node_modules\n!node_modules/keep\n**/node_modules\n', {
      'node_modules/keep': 'xxx',
    });
    expect(await findingsOf(sample, 'arrives-empty')).toMatchObject([
      { severity: 'error', bytes: 3, place: { path: 'node_modules/keep' }, facts: { files: 1 } },
    ]);
  });

  it('says nothing when they agree', async () => {
    const sample = rules('**/node_modules\n!node_modules/keep\n', { 'node_modules/keep': 'xxx' });
    expect(await findingsOf(sample, 'arrives-empty')).toEqual([]);
  });
});

describe('context/lost-to-pruning', () => {
  it('finds what BuildKit loses by cutting an exception too short', async () => {
    const sample = rules('*\n!a/*/**\n', { 'a/b/c': 'xx', 'a/b/d/e': 'x', z: 'x' });
    const found = await findingsOf(sample, 'lost-to-pruning');
    expect(found).toMatchObject([
      { severity: 'error', bytes: 3, place: { line: 2 }, facts: { files: 2, rule: '!a/*/**' } },
    ]);
    expect(found[0]!.fix).toContain('`!a/**`');
  });

  it('finds what the classic builder does not look for', async () => {
    const sample: Sample = {
      ...rules('node_modules\n!**/package.json\n', { 'node_modules/a/package.json': 'xx' }),
      options: { walk: 'classic' },
    };
    expect(await findingsOf(sample, 'lost-to-pruning')).toMatchObject([{ bytes: 2, place: { line: 2 } }]);
  });

  it.each([
    ['an exception that reaches', '*\n!a/**\n', { 'a/b/c': 'x', z: 'x' }],
    [
      'BuildKit, which looks everywhere for it',
      'node_modules\n!**/package.json\n',
      { 'node_modules/a/package.json': 'x' },
    ],
  ])('says nothing of %s', async (_, ignore, files) => {
    expect(await findingsOf(rules(ignore, files), 'lost-to-pruning')).toEqual([]);
  });
});
