import { describe, expect, it } from 'vitest';
import { NONE } from '../../../src/image/index/name-tree.ts';
import type { ImageEntry } from '../../../src/image/report.ts';
import { CAUSES } from '../../../src/image/stack/hidden-bodies.ts';
import { NEVER } from '../../../src/image/stack/lifetimes.ts';
import { listFinalTree } from '../../../src/image/stack/list-final-tree.ts';
import { CHANGE, type Stack } from '../../../src/image/stack/stack.ts';
import { layersOf } from '../../support/layer-notation.ts';
import { stackOf } from '../../support/layers.ts';

const stacked = (notation: string): Stack => stackOf(layersOf(notation));

/** Every path in the notation of the layers, and the layer that it is from: `a:10@0 d/@0 b=a@1`. */
const treeOf = (stack: Stack): string =>
  listFinalTree(stack)
    .map((entry) => `${entry.path}${suffixOf(entry)}@${entry.layer}`)
    .join(' ');

function suffixOf({ type, bytes, linkTarget }: ImageEntry): string {
  if (type === 'directory') return '/';
  if (type === 'symlink') return `>${linkTarget}`;
  return type === 'hardlink' ? `=${linkTarget}` : `:${bytes}`;
}

/** Every hidden body under the name that it had last: `a:10 0>1 deleted`, and `by 3` with the entry that took its place. */
const hiddenOf = ({ hidden, entries, names }: Stack): readonly string[] =>
  Array.from({ length: hidden.count }, (_, i) => {
    const body = hidden.body[i]!;
    const [storedIn, by] = [entries.layerOf(body), hidden.successor[i]!];
    const what = `${names.pathText(hidden.node[i]!)}:${entries.size(body)}`;
    const successor = by === NONE ? '' : ` by ${by}`;
    return `${what} ${storedIn}>${hidden.hiddenBy[i]} ${CAUSES[hidden.cause[i]!]}${successor}`;
  }).sort();

describe('layers on top of each other', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['add up', 'a:1 / b:2', 'a:1@0 b:2@1', []],
    ['may be empty', 'a:1 /  / b:2', 'a:1@0 b:2@2', []],
    ['have the later file at a path', 'a:1 / a:2', 'a:2@1', ['a:1 0>1 overwritten by 1']],
    [
      'have the last of three files at a path',
      'a:1 / a:2 / a:3',
      'a:3@2',
      ['a:1 0>1 overwritten by 1', 'a:2 1>2 overwritten by 2'],
    ],
    ['join their directories', 'd/ d/a:1 / d/ d/b:2', 'd/@1 d/a:1@0 d/b:2@1', []],
    ['imply the directories above a path', 'd/e/a:1', 'd/@0 d/e/@0 d/e/a:1@0', []],
    ['may list a directory that was implied', 'd/a:1 / d/', 'd/@1 d/a:1@0', []],
    ['may list a directory behind what is in it', 'd/a:1 d/', 'd/@0 d/a:1@0', []],
    ['keep a listed directory over one that is implied', 'd/ / d/a:1', 'd/@0 d/a:1@1', []],
    ['may list the root', './ a:1 / ./', 'a:1@0', []],
    ['have no file in the place of the root', 'a:1 / .:5', 'a:1@0', []],
    ['put a symlink in the place of a file', 'a:1 / a>b', 'a>b@1', ['a:1 0>1 overwritten by 1']],
    ['put a file in the place of a symlink', 'a>b / a:1', 'a:1@1', []],
    [
      'put a file in the place of a directory, and what was below is gone',
      'd/a:1 d/e/b:2 / d:3',
      'd:3@1',
      ['d/a:1 0>1 overwritten', 'd/e/b:2 0>1 overwritten'],
    ],
    ['put a directory in the place of a file', 'd:1 / d/', 'd/@1', ['d:1 0>1 overwritten by 1']],
    [
      'put an implied directory in the place of a file, and it has no successor',
      'd:1 / d/e/a:2',
      'd/@1 d/e/@1 d/e/a:2@1',
      ['d:1 0>1 overwritten'],
    ],
    [
      'put directories above a path in the place of a symlink, never follow it',
      'real/ d>real / d/a:1',
      'd/@1 d/a:1@1 real/@0',
      [],
    ],
    ['have nothing of what aufs left over', 'a:1 .wh..wh.plnk/b:5 .wh..wh.aufs:6', 'a:1@0', []],
    ['take a path twice in one layer as its last entry', 'a:1 a:2', 'a:2@0', ['a:1 0>0 duplicate-name by 1']],
    [
      'tell what a layer replaces of its own from what it replaces of lower ones',
      'a:1 / a:2 a:3',
      'a:3@1',
      ['a:1 0>1 overwritten by 1', 'a:2 1>1 duplicate-name by 2'],
    ],
    [
      'call a file that its own layer takes away with the directory a duplicate name as well',
      'd/a:1 d:2',
      'd:2@0',
      ['d/a:1 0>0 duplicate-name'],
    ],
  ])('%s', (_what, notation, tree, hidden) => {
    const stack = stacked(notation);
    expect(treeOf(stack)).toBe(tree);
    expect(hiddenOf(stack)).toEqual(hidden);
  });
});

describe('a marker', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['takes a file away', 'a:1 b:2 / -a', 'b:2@0', ['a:1 0>1 deleted']],
    ['takes a symlink away', 'a>b / -a', '', []],
    [
      'takes a directory away and all that is below it',
      'd/a:1 d/e/b:2 f:3 / -d',
      'f:3@0',
      ['d/a:1 0>1 deleted', 'd/e/b:2 0>1 deleted'],
    ],
    ['takes away what is not there', 'a:1 / -b -d/c -a/x', 'a:1@0', []],
    ['makes no directory above what it takes away', '-d/a', '', []],
    ['twice for one path takes it away once', 'a:1 / -a -a', '', ['a:1 0>1 deleted']],
    ['of a path and of its directory take both away', 'd/a:1 / -d/a -d', '', ['d/a:1 0>1 deleted']],
    ['does not take away what its own layer has, before it', 'a:1 / a:2 -a', 'a:2@1', ['a:1 0>1 deleted']],
    ['does not take away what its own layer has, after it', 'a:1 / -a a:2', 'a:2@1', ['a:1 0>1 deleted']],
    [
      'is forgotten by the layers above, where the path may come again',
      'a:1 / -a / a:2',
      'a:2@2',
      ['a:1 0>1 deleted'],
    ],
    [
      'of an opaque directory takes away what is in it, not the directory',
      'd/ d/a:1 d/e/b:2 f:3 / d/!',
      'd/@0 f:3@0',
      ['d/a:1 0>1 opaque', 'd/e/b:2 0>1 opaque'],
    ],
    [
      'of an opaque directory spares what its own layer puts there, before and after it',
      'd/a:1 d/b:2 / d/a:3 d/! d/c:4',
      'd/@0 d/a:3@1 d/c:4@1',
      ['d/a:1 0>1 opaque', 'd/b:2 0>1 opaque'],
    ],
    [
      'of an opaque root takes all away',
      'a:1 d/b:2 / /! c:3',
      'c:3@1',
      ['a:1 0>1 opaque', 'd/b:2 0>1 opaque'],
    ],
    ['of an opaque directory that is not there does nothing', 'a:1 / d/!', 'a:1@0', []],
    [
      'of an opaque directory comes before a whiteout in it',
      'd/a:1 / -d/a d/!',
      'd/@0',
      ['d/a:1 0>1 opaque'],
    ],
    ['of an opaque directory comes before a whiteout of it', 'd/a:1 / -d d/!', '', ['d/a:1 0>1 opaque']],
  ])('%s', (_what, notation, tree, hidden) => {
    const stack = stacked(notation);
    expect(treeOf(stack)).toBe(tree);
    expect(hiddenOf(stack)).toEqual(hidden);
  });
});

describe('a body with several names', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['is stored once', 'a:5 b=a', 'a:5@0 b=a@0', []],
    ['may get a name from a later layer', 'a:5 / b=a', 'a:5@0 b=a@1', []],
    ['may get a name by one of its other names', 'a:5 b=a / c=b', 'a:5@0 b=a@0 c=a@1', []],
    ['remains while it has a name', 'a:5 b=a / -a', 'b:5@0', []],
    [
      'is hidden with its last name, by the layer that took that one',
      'a:5 b=a / -a / -b',
      '',
      ['b:5 0>2 deleted'],
    ],
    ['is overwritten name by name', 'a:5 b=a / a:1 / b:2', 'a:1@1 b:2@2', ['b:5 0>2 overwritten by 3']],
    ['may get the same name again', 'a:5 b=a / b=a', 'a:5@0 b=a@1', []],
    [
      'may get the same name again and again, and is hidden with the last',
      'a:5 b=a / b=a / -b / -a',
      '',
      ['a:5 0>3 deleted'],
    ],
    ['may be linked to itself', 'a:5 / a=a', 'a:5@1', []],
    ['takes the place of another body', 'a:5 b:3 / b=a', 'a:5@0 b=a@1', ['b:3 0>1 overwritten by 2']],
    ['is the one that the target showed at that moment', 'a:5 b=a a:7 c=a', 'a:7@0 b:5@0 c=a@0', []],
    ['is nowhere when the target is not there', 'b=a', 'b=null@0', []],
    ['is nowhere when the target is a directory', 'd/ b=d', 'b=null@0 d/@0', []],
    ['is nowhere when the target is an implied directory', 'd/a:1 b=d', 'b=null@0 d/@0 d/a:1@0', []],
    ['is nowhere when the target is a symlink', 's>t b=s', 'b=null@0 s>t@0', []],
    ['is nowhere when the target is such a link itself', 'b=a c=b', 'b=null@0 c=null@0', []],
    ['is nowhere when its own layer took the target away', 'a:5 / -a b=a', 'b=null@1', ['a:5 0>1 deleted']],
    [
      'lets go of a file at the name of a link to nowhere',
      'b:5 / b=a',
      'b=null@1',
      ['b:5 0>1 overwritten by 1'],
    ],
  ])('%s', (_what, notation, tree, hidden) => {
    const stack = stacked(notation);
    expect(treeOf(stack)).toBe(tree);
    expect(hiddenOf(stack)).toEqual(hidden);
  });

  it('is hidden once when its names go together', () => {
    const { hidden } = stacked('d/a:5 d/b=d/a / -d');
    expect([hidden.count, hidden.body[0], hidden.hiddenBy[0]]).toEqual([1, 0, 1]);
  });

  it('is counted as nowhere once for each link', () => {
    expect(stacked('b=a c=b d:1 e=d').danglingLinks).toBe(2);
    expect(stacked('a:1 b=a').danglingLinks).toBe(0);
  });

  it('is possible only where a layer has a hard link', () => {
    expect(stacked('a:1 s>a').hasHardLinks).toBe(false);
    expect(stacked('a:1 b=a').hasHardLinks).toBe(true);
    expect(stacked('b=a').hasHardLinks).toBe(true);
  });

  it('is what a file and a hard link show, and nothing else does', () => {
    const { bodyOf } = stacked('d/ a:1 b=a s>a c=x');
    expect([0, 1, 2, 3, 4].map(bodyOf)).toEqual([NONE, 1, 1, NONE, NONE]);
  });
});

describe('an entry', () => {
  const { added, replaced, none } = CHANGE;

  it.each<[string, string, readonly number[]]>([
    ['is added where nothing was', 'd/ d/a:1 / b:2', [added, added, added]],
    ['is added where a marker made room', 'a:1 / -a a:2', [added, none, added]],
    [
      'replaces what was there',
      'd/ a:1 s>a / d/ a:2 s>b',
      [added, added, added, replaced, replaced, replaced],
    ],
    ['replaces what is of another type', 'd/a:1 b:2 / d:3 b/', [added, added, replaced, replaced]],
    ['replaces a directory that was only implied', 'd/a:1 / d/', [added, replaced]],
    ['replaces what its own layer had there', 'a:1 a:2', [added, replaced]],
    ['does neither for the root', './ / ./', [none, none]],
  ])('%s', (_what, notation, change) => {
    expect([...stacked(notation).change]).toEqual(change);
  });

  it.each<[string, string, readonly number[]]>([
    ['shows at its path for ever where nothing comes', 'a:1 / b:1', [NEVER, NEVER]],
    ['shows until a layer replaces it', 'a:1 /  / a:2', [2, NEVER]],
    ['shows until its own layer replaces it', 'a:1 / b:1 b:2', [NEVER, 1, NEVER]],
    ['shows until a whiteout', 'a:1 / -a', [1, NEVER]],
    ['shows until a whiteout above it', 'd/ d/a:1 / -d', [1, 1, NEVER]],
    ['shows until an opaque directory above it', 'd/ d/a:1 / d/!', [NEVER, 1, NEVER]],
    ['shows until a file stands above it', 'd/ d/a:1 / d:2', [1, 1, NEVER]],
    ['shows until something is below it', 'a:1 / a/b:2', [1, NEVER]],
    ['shows as the root until the root is listed again', './ / ./', [1, NEVER]],
    ['shows as a directory until it is listed again', 'd/ / d/', [1, NEVER]],
    ['shows while its body has other names', 'a:1 b=a / -a', [1, NEVER, NEVER]],
  ])('%s', (_what, notation, ends) => {
    expect([...stacked(notation).lifetimes.endOf]).toEqual(ends);
  });

  it.each<[string, string, readonly string[]]>([
    ['is remembered when it is listed', 'd/a:1 /  / d/', ['d 0-2']],
    ['is remembered when it is taken away', 'b:1 / d/e/a:1 / -d', ['d 1-2', 'd/e 1-2']],
    ['is remembered when a file takes its place', 'd/a:1 / d:1', ['d 0-1']],
    ['is not yet over in the final tree', 'd/a:1', []],
    ['is none for the root, which was there before', './', ['. 0-0']],
  ])('that is implied for a while %s', (_what, notation, expected) => {
    const { lifetimes, names } = stacked(notation);
    const spans: string[] = [];
    for (let at = 0; at < lifetimes.implied.length; at += 3) {
      const [node, from, to] = lifetimes.implied.slice(at);
      spans.push(`${names.pathText(node!)} ${from}-${to}`);
    }
    expect(spans).toEqual(expected);
  });
});
