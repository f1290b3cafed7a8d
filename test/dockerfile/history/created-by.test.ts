import { describe, expect, it } from 'vitest';
import { parseCreatedBy } from '../../../src/dockerfile/history/created-by.ts';

describe('parseCreatedBy', () => {
  it('tells BuildKit by its tail or by the comment', () => {
    expect(parseCreatedBy('COPY a /a # buildkit')).toEqual({
      builder: 'buildkit',
      keyword: 'COPY',
      buildArguments: [],
      text: 'a /a',
    });
    expect(parseCreatedBy('LABEL x=y', 'buildkit.dockerfile.v0').builder).toBe('buildkit');
  });

  it('tells the classic builder by its shell', () => {
    expect(parseCreatedBy('/bin/sh -c #(nop)  LABEL x=y')).toMatchObject({
      builder: 'classic',
      keyword: 'LABEL',
    });
    expect(parseCreatedBy('/bin/sh -c make')).toMatchObject({
      builder: 'classic',
      keyword: 'RUN',
      text: 'make',
    });
  });

  it('makes no claim about texts of other makers', () => {
    for (const text of [
      '',
      'sh',
      'jib-gradle-plugin:3.4.0',
      'bazel build ...',
      "# debian.sh --arch 'amd64' out/ 'trixie'",
    ])
      expect(parseCreatedBy(text)).toEqual({ builder: null, keyword: null, buildArguments: [], text });
  });

  it('keeps the words of the keyword column in upper case only', () => {
    expect(parseCreatedBy('run things').keyword).toBeNull();
    expect(parseCreatedBy('RUNNER').keyword).toBeNull();
  });

  it('splits build arguments by their count', () => {
    const table: [string, readonly string[], string][] = [
      ['|1 A=1 /bin/sh -c make', ['A=1'], 'make'],
      ['|2 A=1 B=two words /bin/sh -c make', ['A=1', 'B=two words'], 'make'],
      ['|2 A= B= /bin/sh -c make', ['A=', 'B='], 'make'],
      ['|1 OPTS=-x LEVEL=2 /bin/bash -o pipefail -c make', ['OPTS=-x LEVEL=2'], 'make'],
      ['RUN |1 A=1 fill 3 # buildkit', ['A=1'], 'fill 3'],
      ['|0 /bin/sh -c make', [], 'make'],
      ['|1 A=b cmd /S /C dir', ['A=b'], 'dir'],
    ];
    for (const [text, buildArguments, command] of table)
      expect(parseCreatedBy(text), text).toMatchObject({ keyword: 'RUN', buildArguments, text: command });
  });

  it('leaves alone what does not hold the build arguments that it promises', () => {
    for (const text of ['|2 A=1 /bin/sh -c make', '|x A=1 make', '|1 make', '| 1', '|1'])
      expect(parseCreatedBy(text), text).toMatchObject({ keyword: null, buildArguments: [], text });
  });
});
