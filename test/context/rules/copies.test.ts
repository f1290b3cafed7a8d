import { describe, expect, it } from 'vitest';
import { findingsOf, type Sample } from '../../support/findings.ts';

function build(instructions: string, sample: Sample): Sample {
  return { ...sample, files: { Dockerfile: `FROM scratch\n${instructions}\n`, ...sample.files } };
}

describe('context/copy-source-missing', () => {
  it.each([
    ['a plain path', 'COPY gone /', 'error'],
    ['a path in the wrong case', 'COPY A /', 'error'],
    ['a bind mount', 'RUN --mount=source=gone,target=/t true', 'error'],
    ['a wildcard of a bind mount, which is a name there', 'RUN --mount=source=a*,target=/t true', 'error'],
    ['a plain path under --parents', 'COPY --parents gone/x /', 'error'],
    ['a wildcard that matches nothing', 'COPY gone* /', 'warning'],
  ])('finds %s', async (_, instruction, severity) => {
    expect(await findingsOf(build(instruction, { files: { a: 'x' } }), 'copy-source-missing')).toMatchObject([
      { severity, place: { file: 'Dockerfile', line: 2 } },
    ]);
  });

  it('says that ** is no more than * for COPY', async () => {
    const [finding] = await findingsOf(
      build('COPY d/**/z /', { files: { 'd/x/y/z': 'x' } }),
      'copy-source-missing',
    );
    expect(finding).toMatchObject({ severity: 'warning', facts: { doubleStar: true } });
    expect(finding!.fix).toContain('--parents');
  });

  it.each([
    ['what is there', 'COPY a b* /d/'],
    ['a file that may be missing', 'COPY a gone.lock* lock.fil[e] /d/'],
    ['what climbs above the root, which is clamped', 'COPY ../a /'],
    ['another stage', 'COPY --from=0 gone /'],
    ['a URL', 'ADD https://example.com/gone /'],
    ['a heredoc', 'COPY <<EOF /x\ngone\nEOF'],
    ['a stage that is not built', 'COPY a /\nFROM scratch AS used\nCOPY a /'],
    ['a variable that only the base image knows', 'FROM alpine\nCOPY $UNKNOWN/x /'],
    ['a wildcard under --parents', 'COPY --parents **/gone /'],
  ])('says nothing of %s', async (_, instruction) => {
    const text = instruction.startsWith('COPY --from=0')
      ? `COPY a /\nFROM scratch\n${instruction}`
      : instruction;
    expect(await findingsOf(build(text, { files: { a: 'x', b1: 'x' } }), 'copy-source-missing')).toEqual([]);
  });
});

describe('context/copy-of-excluded', () => {
  const src = { 'src/a': 'x', 'src/b.log': 'x', c: 'x' };

  it.each([
    [
      'a directory',
      'COPY src /',
      'src\n',
      { severity: 'error', place: { path: 'src', line: 2 }, facts: { rule: { line: 1, text: 'src' } } },
    ],
    [
      'a file in it',
      'COPY src/a /',
      'c\nsrc\n',
      { severity: 'error', place: { path: 'src/a' }, facts: { rule: { line: 2 } } },
    ],
    ['a wildcard of which nothing is left', 'COPY src/*.log /', '**/*.log\n', { severity: 'warning' }],
    ['what an allow-list forgot', 'COPY src /', '*\n!c\n', { facts: { rule: { line: 1, text: '*' } } }],
  ])('finds %s', async (_, instruction, ignore, expected) => {
    const sample = build(instruction, { files: { ...src, '.dockerignore': ignore } });
    expect(await findingsOf(sample, 'copy-of-excluded')).toMatchObject([expected]);
  });

  it('finds the excluded target of a link', async () => {
    const sample = build('COPY link /', {
      files: { ...src, '.dockerignore': 'src\n' },
      links: { link: 'src' },
    });
    expect(await findingsOf(sample, 'copy-of-excluded')).toMatchObject([{ place: { path: 'src' } }]);
  });

  it.each([
    ['what is excluded in part', 'COPY src /', 'src/b.log\n'],
    ['what is brought back in part', 'COPY src /', 'src\n!src/a\n'],
    ['a wildcard of which something is left', 'COPY src/* /', 'src/a\n'],
    ['the root', 'COPY . /', 'src\n'],
  ])('says nothing of %s', async (_, instruction, ignore) => {
    const sample = build(instruction, { files: { ...src, '.dockerignore': ignore } });
    expect(await findingsOf(sample, 'copy-of-excluded')).toEqual([]);
  });
});

describe('context/copy-of-broken-link', () => {
  it.each([
    ['a dangling link by name', 'COPY link /', { link: 'nowhere' }],
    ['one that leaves the context', 'COPY link /', { link: '../outside' }],
    ['one that a wildcard matches', 'COPY * /', { link: 'nowhere' }],
    ['one in the root beside --exclude', 'COPY --exclude=a . /', { link: 'nowhere' }],
    ['a circle', 'COPY link /', { link: 'link' }],
  ])('finds %s', async (_, instruction, links) => {
    expect(
      await findingsOf(build(instruction, { files: { a: 'x' }, links }), 'copy-of-broken-link'),
    ).toMatchObject([{ severity: 'error', place: { path: 'link', line: 2 } }]);
  });

  it.each([
    ['a link that leads somewhere', 'COPY link /', { link: 'a' }],
    ['the directory around a broken link', 'COPY . /', { link: 'nowhere' }],
    ['a wildcard that does not match it', 'COPY a* /', { link: 'nowhere' }],
  ])('says nothing of %s', async (_, instruction, links) => {
    expect(await findingsOf(build(instruction, { files: { a: 'x' }, links }), 'copy-of-broken-link')).toEqual(
      [],
    );
  });
});

describe('context/copy-widened-by-link', () => {
  const files = { 'docs/a.md': 'x', big: 'x'.repeat(500) };

  it('names the link that makes a wildcard transfer everything', async () => {
    const sample = build('COPY */*.md /', { files, links: { link: 'docs' } });
    expect(await findingsOf(sample, 'copy-widened-by-link')).toMatchObject([
      { place: { path: 'link', file: 'Dockerfile', line: 2 }, facts: { source: '*/*.md', transferred: '*' } },
    ]);
    expect((await findingsOf(sample, 'copy-widened-by-link'))[0]!.bytes).toBeGreaterThanOrEqual(500);
  });

  it.each([
    ['a wildcard in the last segment', 'COPY *.md /', { link: 'docs' }],
    ['a link at another level', 'COPY */*.md /', { 'docs/link': 'a.md' }],
    ['plain paths', 'COPY docs/a.md /', { link: 'docs' }],
  ])('says nothing of %s', async (_, instruction, links) => {
    expect(await findingsOf(build(instruction, { files, links }), 'copy-widened-by-link')).toEqual([]);
  });
});

describe('context/sent-not-needed', () => {
  const files = { 'src/a': 'x', 'data/dump': 'x'.repeat(20_000), 'README.md': 'x'.repeat(20_000) };

  it('adds up the directories that no instruction takes', async () => {
    expect(await findingsOf(build('COPY src /', { files }), 'sent-not-needed')).toMatchObject([
      {
        severity: 'note',
        bytes: 20_000,
        place: { path: 'data' },
        facts: { files: 1, paths: [{ path: 'data', bytes: 20_000 }] },
      },
    ]);
  });

  it.each<[string, Sample]>([
    ['a context that goes whole', build('COPY . /', { files })],
    ['one without a Dockerfile', { files }],
    ['files of the root', build('COPY src data /d/', { files })],
    ['what is excluded', build('COPY src /', { files: { ...files, '.dockerignore': 'data\n' } })],
    [
      'what another stage takes',
      build('COPY data /\nFROM scratch\nCOPY --from=0 / /\nCOPY src /', { files }),
    ],
  ])('says nothing of %s', async (_, sample) => {
    expect(await findingsOf(sample, 'sent-not-needed')).toEqual([]);
  });

  it('goes by the stages that are built', async () => {
    const sample: Sample = {
      files: { Dockerfile: 'FROM scratch AS lean\nCOPY src /\nFROM lean\nCOPY data /\n', ...files },
    };
    expect(await findingsOf(sample, 'sent-not-needed')).toEqual([]);
    expect(await findingsOf({ ...sample, options: { target: 'lean' } }, 'sent-not-needed')).toHaveLength(1);
  });
});
