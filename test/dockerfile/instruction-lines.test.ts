import { describe, expect, it } from 'vitest';
import { instructionLines } from '../../src/dockerfile/instruction-lines.ts';
import { instructionText } from '../../src/dockerfile/instruction-text.ts';

const DOCKERFILE = `# syntax=docker/dockerfile:1
FROM debian AS build
RUN make
COPY . /src
FROM debian
RUN --mount=type=cache,target=/var/cache/apt apt-get update && \\
    # a comment inside
    apt-get install -y  gcc
COPY --chown=app:app --from=build /src/out /app/
run echo small
WORKDIR /app
COPY . /srv
RUN make
`;

describe('the line of an instruction', () => {
  const lineOf = instructionLines(DOCKERFILE);
  it.each<[string, string, number | null]>([
    [
      'over continued lines, without its mounts',
      'RUN /bin/sh -c apt-get update &&     apt-get install -y  gcc # buildkit',
      6,
    ],
    ['of the classic builder', '/bin/sh -c apt-get update &&     apt-get install -y gcc', 6],
    ['with build arguments', '|1 V=2 /bin/sh -c echo small', 10],
    ['of a copy', 'COPY /src/out /app/ # buildkit', 9],
    ['of a copy with its flags', 'COPY --chown=app:app /src/out /app/ # buildkit', 9],
    [
      'of a copy of the classic builder, which is known by where it goes',
      `/bin/sh -c #(nop) COPY dir:${'a'.repeat(64)} in /srv `,
      12,
    ],
    ['that comes twice is that of the later stage', 'RUN /bin/sh -c make # buildkit', 13],
    ['that is not there', 'RUN /bin/sh -c apk add git # buildkit', null],
    ['that is empty', '', null],
  ])('%s', (_what, createdBy, line) => {
    expect(
      lineOf(instructionText(createdBy, createdBy.includes('buildkit') ? 'buildkit.dockerfile.v0' : '')),
    ).toBe(line);
  });

  it('is nowhere in a Dockerfile that no builder takes', () => {
    expect(instructionLines('RUN make\n')('RUN make')).toBeNull();
  });
});
