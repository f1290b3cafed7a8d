import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImageSteps } from '../../../src/dockerfile/stages/image-steps.ts';
import { matchSteps } from '../../../src/image/rules/match-steps.ts';
import { findingsIn, reportOn, type SampleLayer } from '../../support/image-findings.ts';
import { plantTree } from '../../support/tree.ts';

const DOCKERFILE = `# syntax=docker/dockerfile:1
ARG VERSION=12
FROM debian:\${VERSION} AS build
RUN make
COPY . /src
FROM debian AS base
ENV HOME=/root TOKEN="s3cr3t value"
FROM base
RUN --mount=type=cache,target=/var/cache/apt apt-get update && \\
    # a comment inside
    apt-get install -y  gcc
COPY --chown=app:app --from=build /src/out /app/
run echo small
WORKDIR app
COPY . $HOME
RUN ["make", "all"]
ADD ./conf.d /etc/conf.d/
CMD ["node", "server.js"]
`;

function lineOf(createdBy: string): number | null {
  const steps = readImageSteps(DOCKERFILE, {});
  if (!steps.ok) throw new Error(steps.problem.message);
  const comment = createdBy.includes('buildkit') ? 'buildkit.dockerfile.v0' : '';
  const entry = { created: null, createdBy, comment, author: '', isEmpty: false };
  return matchSteps([entry], steps.value.steps, 0).get(0)?.line ?? null;
}

describe('the line of a step', () => {
  it('is that of a shell in a list, which BuildKit writes like any other', () => {
    const steps = readImageSteps('FROM a\nRUN make\nRUN ["/bin/bash", "-c", "make all"]\n', {});
    if (!steps.ok) throw new Error(steps.problem.message);
    const entry = { created: null, comment: 'buildkit.dockerfile.v0', author: '', isEmpty: false };
    const createdBy = 'RUN /bin/bash -c make all # buildkit';
    expect(matchSteps([{ ...entry, createdBy }], steps.value.steps, 0).get(0)?.line).toBe(3);
  });

  it.each<[string, string, number | null]>([
    [
      'over continued lines, without mounts',
      'RUN /bin/sh -c apt-get update &&     apt-get install -y  gcc # buildkit',
      9,
    ],
    ['of the classic builder', '/bin/sh -c apt-get update &&     apt-get install -y  gcc', 9],
    ['with build arguments', '|1 V=2 /bin/sh -c echo small', 13],
    ['of a copy', 'COPY /src/out /app/ # buildkit', 12],
    ['of a copy with its flags', 'COPY --chown=app:app /src/out /app/ # buildkit', 12],
    ['of a copy with a variable filled in', 'COPY . /root # buildkit', 15],
    [
      'of a copy of the classic builder, known by where it goes',
      `/bin/sh -c #(nop) ADD dir:${'a'.repeat(64)} in /etc/conf.d/ `,
      17,
    ],
    ['of a list of words', 'RUN make all # buildkit', 16],
    ['of a directory that others are in', 'WORKDIR /srv/app', 14],
    ['of an environment in the stage below', '/bin/sh -c #(nop)  ENV HOME=/root TOKEN=s3cr3t value', 7],
    ['of a command', '/bin/sh -c #(nop)  CMD ["node" "server.js"]', 18],
    ['that no instruction is like', 'RUN /bin/sh -c apk add git # buildkit', null],
    ['of a stage that is only copied from', 'RUN /bin/sh -c make # buildkit', null],
    ['that is empty', '', null],
  ])('%s', (_what, createdBy, line) => {
    expect(lineOf(createdBy)).toBe(line);
  });

  it('is that in order where instructions are alike', () => {
    const steps = readImageSteps('FROM a\nRUN x\nRUN y\nRUN x\nRUN z\nRUN x\n', {});
    const entry = (createdBy: string) => ({
      created: null,
      createdBy,
      comment: '',
      author: '',
      isEmpty: false,
    });
    const history = ['RUN base', 'RUN x', 'RUN w', 'RUN x', 'RUN z'].map(entry);
    const found = steps.ok ? matchSteps(history, steps.value.steps, 0) : new Map();
    expect([...found].sort().map(([at, { line }]) => [at, line])).toEqual([
      [1, 2],
      [3, 4],
      [4, 5],
    ]);
  });
});

const layers: readonly SampleLayer[] = [
  { by: 'ADD rootfs.tar /', files: { 'bin/sh': 10 } },
  { by: 'RUN /bin/sh -c apt-get update # buildkit', files: { 'var/lib/apt/lists/x': 200_000 } },
  {
    by: `/bin/sh -c #(nop) COPY dir:${'a'.repeat(64)} in /app `,
    entries: [{ name: 'app/x', body: 'x'.repeat(9000) }],
  },
  { by: '/bin/sh -c chown app /app/x', entries: [{ name: 'app/x', body: 'x'.repeat(9000), uid: 9 }] },
  { by: 'RUN /bin/sh -c something else # buildkit', files: { 'var/log/x': 9 } },
];
const WITH = `FROM debian:latest\nRUN apt-get update\nCOPY src lib /app\nRUN chown app /app/x\nADD notes.txt /\nADD rootfs.tar.gz https://example.com/x /y/\n`;

describe('with the Dockerfile of an image', () => {
  const options = () => ({ base: 1, dockerfile: join(plantTree({ Dockerfile: WITH }), 'Dockerfile') });

  it('findings have its lines, and what matches none is told', async () => {
    const given = options();
    const { findings, warnings } = await reportOn({ layers, options: given });
    const lines = Object.fromEntries(findings.map(({ rule, place }) => [rule, place.line ?? null]));
    expect(lines).toMatchObject({
      'image/apt-lists-kept': 2,
      'image/metadata-only-rewrite': 4,
      'image/log-files': null,
      'image/latest-base': 1,
      'image/add-instead-of-copy': 5,
    });
    expect(
      findings
        .filter(({ place }) => place.line !== undefined)
        .every(({ place }) => place.file === given.dockerfile),
    ).toBe(true);
    expect(warnings).toMatchObject([{ code: 'dockerfile-unmatched' }]);
    expect(warnings[0]?.message).toContain('1 of 4 own layers');
  });

  it('cures name what the classic builder put a hash for', async () => {
    const [finding] = await findingsIn({ layers, options: options() }, 'metadata-only-rewrite');
    expect(finding?.fix).toContain('`COPY --chown=app src lib /app`');
  });

  it.each([
    ['FROM debian', ['debian']],
    ['FROM debian:latest', ['debian:latest']],
    ['FROM localhost:5000/a/b', ['localhost:5000/a/b']],
    ['ARG V=latest\nFROM debian:$V', ['debian:latest']],
    ['FROM golang AS build\nFROM scratch\nCOPY --from=build /a /a', ['golang']],
    ['FROM debian:12', []],
    ['FROM debian@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', []],
    ['FROM scratch', []],
    ['FROM unused AS unused\nFROM debian:12', []],
    ['FROM debian:12 AS base\nFROM base', []],
  ])('a base without a version is seen: %j', async (text, bases) => {
    const dockerfile = join(plantTree({ Dockerfile: `${text}\n` }), 'Dockerfile');
    const found = await findingsIn({ layers: layers.slice(0, 2), options: { dockerfile } }, 'latest-base');
    expect(found.map(({ facts }) => facts['base'])).toEqual(bases);
  });

  it.each([
    ['ADD a b /c/', 1],
    ['ADD ./src .', 1],
    ['ADD rootfs.tar.xz /', 0],
    ['ADD https://example.com/a /', 0],
    ['ADD git@example.com:a/b.git /', 0],
    ['ADD $FILE /', 0],
    ['COPY a /', 0],
  ])('an ADD that COPY could be is seen: %s', async (text, count) => {
    const dockerfile = join(plantTree({ Dockerfile: `FROM debian:12\n${text}\n` }), 'Dockerfile');
    expect(await findingsIn({ layers, options: { dockerfile } }, 'add-instead-of-copy')).toHaveLength(count);
  });

  it('one that BuildKit refuses is a warning, one that is not there an error', async () => {
    const dockerfile = join(plantTree({ Dockerfile: 'RUN make\n' }), 'Dockerfile');
    const { warnings } = await reportOn({ layers, options: { dockerfile } });
    expect(warnings[0]).toMatchObject({ code: 'dockerfile' });
    await expect(reportOn({ layers, options: { dockerfile: `${dockerfile}.gone` } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
