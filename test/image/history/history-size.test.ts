import { describe, expect, it } from 'vitest';
import { historySizes } from '../../../src/image/history/history-size.ts';
import { pairHistory } from '../../../src/image/history/pair-history.ts';
import { layersOf } from '../../support/layer-notation.ts';
import { stackOf } from '../../support/layers.ts';

function sizesOf(notation: string, history: readonly object[]): readonly number[] {
  const stack = stackOf(layersOf(notation));
  return historySizes(stack, pairHistory(history, stack.entries.layers.length));
}

const classic = { created_by: '/bin/sh -c make' };
const buildkit = { created_by: 'RUN make', comment: 'buildkit.dockerfile.v0' };

describe('the size of a step as docker history shows it', () => {
  it.each<[string, string, readonly object[], readonly number[]]>([
    ['is that of the files of its layer', 'a:1 d/b:2 / c:4', [buildkit, buildkit], [3, 4]],
    ['does not shrink when a later layer hides some', 'a:1 b:2 / -a b:8', [buildkit, buildkit], [3, 8]],
    ['counts a path twice in its layer once', 'a:1 a:2 / a:4 a:8', [buildkit, buildkit], [2, 8]],
    ['counts the bytes of a hard link once', 'a:4 b=a', [buildkit], [4]],
    ['has no symlinks for BuildKit', 'a:1 s>target', [buildkit], [1]],
    ['has no symlinks for BuildKit that left no comment', 's>t', [{ created_by: 'RUN x # buildkit ' }], [0]],
    ['has the targets of symlinks for the classic builder', 'a:1 s>target t>é', [classic], [1 + 6 + 2]],
    ['is that of each builder where there are both', 's>target / t>target', [classic, buildkit], [6, 0]],
    ['has no symlinks where the history does not tell', 'a:1 s>target', [], [1]],
    [
      'goes with the layer behind empty steps',
      's>t / s>t',
      [{ empty_layer: true }, classic, buildkit],
      [1, 0],
    ],
  ])('%s', (_what, notation, history, sizes) => {
    expect(sizesOf(notation, history)).toEqual(sizes);
  });
});
