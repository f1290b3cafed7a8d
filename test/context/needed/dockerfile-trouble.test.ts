import { describe, expect, it } from 'vitest';
import { inspectContext } from '../../../src/inspect/context.ts';
import { plantSample } from '../../support/findings.ts';

const inspect = (Dockerfile: string) => inspectContext(plantSample({ files: { Dockerfile, a: 'x' } }));

describe('a Dockerfile that is in trouble', () => {
  it.each([
    [
      'an unknown instruction',
      'FROM scratch\nCOPPY a /\n',
      /^Dockerfile:2: BuildKit refuses .*unknown instruction: COPPY/,
    ],
    ['nothing in it', '', /^Dockerfile: BuildKit refuses .*cannot be empty/],
    ['a stage that is not there', 'FROM scratch AS a\nCOPY --from=a x /\n', /circular dependency/],
    ['a pattern that Docker refuses', 'FROM scratch\nCOPY [a /\n', /syntax error in pattern/],
  ])('is a warning, and the context is measured: %s', async (_, text, expected) => {
    const { warnings, sent, transfer, instructions, dockerfile } = await inspect(text);
    expect(warnings).toMatchObject([{ code: 'dockerfile', message: expect.stringMatching(expected) }]);
    expect(sent.files).toBe(2);
    expect([transfer.needed, instructions]).toEqual([null, null]);
    expect(dockerfile?.path).toBe('Dockerfile');
  });

  it.each([
    ['another frontend', '# syntax=example.com/frontend:1\nFROM scratch\nCOPY a /\n', 'dockerfile-frontend'],
    ['a variable of the base image', 'FROM alpine\nCOPY $X/a /\n', 'dockerfile-variable'],
    ['a source that cannot travel', 'FROM scratch\nCOPY ["a\\tb*", "/"]\n', 'dockerfile-source'],
  ])('is a warning beside the figures: %s', async (_, text, code) => {
    const { warnings, transfer } = await inspect(text);
    expect(warnings.map((warning) => warning.code)).toEqual([code]);
    expect(transfer.needed).not.toBeNull();
  });

  it.each([
    ['# syntax=docker/dockerfile:1\nFROM scratch\nCOPY a /\n'],
    ['# syntax=docker/dockerfile-upstream:master\nFROM scratch\nCOPY a /\n'],
    ['FROM alpine\nARG X=a\nCOPY $X /\n'],
  ])('is none: %j', async (text) => {
    expect((await inspect(text)).warnings).toEqual([]);
  });

  it('is an error when it is named and not there', async () => {
    const root = plantSample({ files: { a: 'x' } });
    await expect(inspectContext(root, { dockerfile: `${root}/gone` })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('may be called dockerfile', async () => {
    const root = plantSample({ files: { dockerfile: 'FROM scratch\nCOPY a /\n', a: 'x' } });
    expect((await inspectContext(root)).dockerfile?.path).toBe('dockerfile');
  });
});
