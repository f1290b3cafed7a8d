import { describe, expect, it } from 'vitest';
import { type AlignKey, alignLayers } from '../../src/image/align-layers.ts';

interface Layer {
  readonly name: string;
  readonly diffId: string | null;
  readonly instruction: string | null;
  readonly content?: string;
}

/** `name diff-id instruction`, `-` for what is not known, `""` for an empty text. */
const layer = (text: string): Layer => {
  const [name, diffId, ...rest] = text.split(' ');
  const known = (value: string | undefined): string | null =>
    !value || value === '-' ? null : value === '""' ? '' : value;
  return { name: name!, diffId: known(diffId), instruction: known(rest.join(' ')) };
};

/** `old>now by` for every pair, in the order of the later layers. */
function pairs(
  before: readonly Layer[],
  after: readonly Layer[],
  last?: readonly AlignKey<Layer>[],
): readonly string[] {
  const partners = alignLayers(before, after, last);
  expect([...partners.keys()].every((now) => after.includes(now))).toBe(true);
  return after.flatMap((now) => {
    const partner = partners.get(now);
    return partner === undefined ? [] : [`${partner.old.name}>${now.name} ${partner.by}`];
  });
}

describe('layers of two builds', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['go together by diff ID', ['a 1 -', 'b 2 -'], ['x 2 -', 'y 1 -'], ['b>x diff-id', 'a>y diff-id']],
    ['go together by instruction', ['a 1 COPY . /'], ['x 2 COPY . /'], ['a>x instruction']],
    [
      'go together by diff ID before the instruction',
      ['a 1 RUN x', 'b 2 RUN y'],
      ['x 2 RUN x', 'y 3 RUN y'],
      ['b>x diff-id'],
    ],
    [
      'go together by instruction but for the hash of what is copied',
      [`a 1 COPY file:${'a'.repeat(64)} in /`],
      [`x 2 COPY file:${'b'.repeat(64)} in /`],
      ['a>x instruction'],
    ],
    [
      'go together by instruction but for the build arguments',
      ['a 1 RUN VERSION=1 make'],
      ['x 2 RUN VERSION=2 make'],
      ['a>x instruction'],
    ],
    [
      'go together by the whole instruction before that without build arguments',
      ['a 1 RUN V=1 make', 'b 2 RUN V=2 make'],
      ['x 3 RUN V=2 make', 'y 4 RUN V=1 make'],
      ['b>x instruction', 'a>y instruction'],
    ],
    [
      'that are equal go together in their order',
      ['a 1 RUN x', 'b 2 RUN x', 'c 3 RUN x'],
      ['x 4 RUN x', 'y 5 RUN x'],
      ['a>x instruction', 'b>y instruction'],
    ],
    ['are new where nothing is alike', ['a 1 RUN x'], ['x 2 RUN y'], []],
    ['are not alike for what neither has', ['a - -'], ['x - -'], []],
    ['are each taken once', ['a 1 -'], ['x 1 -', 'y 1 -'], ['a>x diff-id']],
    [
      'that are taken by diff ID are not there for an instruction',
      ['a 1 RUN x', 'b 2 RUN x'],
      ['x 9 RUN x', 'y 1 RUN z'],
      ['b>x instruction', 'a>y diff-id'],
    ],
    ['are not alike for texts without a character', ['a - ""'], ['x - ""'], []],
    [
      'that are the same go together in their order',
      ['a 1 -', 'b 1 -'],
      ['x 1 -', 'y 1 -'],
      ['a>x diff-id', 'b>y diff-id'],
    ],
    ['may be none', [], ['x 1 RUN x'], []],
  ])('%s', (_what, before, after, expected) => {
    expect(pairs(before.map(layer), after.map(layer))).toEqual(expected);
  });

  it('go together by what else is asked for only when nothing else says so', () => {
    const of = (text: string, content: string): Layer => ({ ...layer(text), content });
    const byContent: AlignKey<Layer> = {
      by: 'content',
      before: ({ content }) => content ?? null,
      after: ({ content }) => content?.toLowerCase() ?? null,
    };
    const before = [of('a 1 RUN x', 'one'), of('b 2 RUN y', 'two')];
    const after = [of('x 3 RUN z', 'ONE'), of('y 4 RUN y', 'one')];
    expect(pairs(before, after, [byContent])).toEqual(['a>x content', 'b>y instruction']);
  });
});
