import { describe, expect, it } from 'vitest';
import { countEntries, layerEffects } from '../../../src/image/layer-facts.ts';
import type { WasteEvent, WastePath, WasteReport } from '../../../src/image/waste/report.ts';
import { describeWaste } from '../../../src/image/waste/waste-report.ts';
import { layersOf } from '../../support/layer-notation.ts';
import { comparedStackOf } from '../../support/layers.ts';
import { paxHeader, type TarEntry } from '../../support/tar.ts';

function wasteOf(layers: readonly (readonly TarEntry[])[], top = 0): WasteReport {
  const { stack, comparison } = comparedStackOf(layers);
  return describeWaste(stack, comparison, top);
}

const waste = (notation: string, top?: number): WasteReport => wasteOf(layersOf(notation), top);

/** `a:30x2: 0>1 overwritten, 1>2 deleted`: a path, its bytes, how often, by what. */
const lineOf = ({ path, bytes, times, events }: WastePath): string =>
  `${path}:${bytes}x${times}: ${events.map(eventText).join(', ')}`;
const eventText = ({ storedIn, hiddenBy, cause, identical, bytes }: WasteEvent): string =>
  `${bytes} ${storedIn}>${hiddenBy} ${cause}${identical === null ? '' : identical ? ' same' : ' other'}`;

describe('the sums of the waste', () => {
  const nothing = { bytes: 0, deleted: 0, overwritten: 0, identical: 0, opaque: 0, duplicateNames: 0 };

  it.each<[string, string, Partial<typeof nothing>]>([
    ['are nothing where nothing is hidden', 'a:1 / b:2', {}],
    ['count what is deleted', 'a:1 d/b:2 c:4 / -a -d', { bytes: 3, deleted: 3 }],
    ['count what is overwritten', 'a:1 b:2 / a:5 b:5', { bytes: 3, overwritten: 3 }],
    [
      'count the same bytes again as overwritten and as identical',
      'a:1 b:2 / a:1 b:3',
      { bytes: 3, overwritten: 3, identical: 1 },
    ],
    ['count what an opaque directory hides', 'd/a:1 d/b:2 / d/!', { bytes: 3, opaque: 3 }],
    ['count what a layer replaces of its own', 'a:1 a:2 / b:4 b:8', { bytes: 5, duplicateNames: 5 }],
    ['do not call equal bytes within a layer identical', 'a:1 a:1', { bytes: 1, duplicateNames: 1 }],
    [
      'keep the causes apart',
      'a:1 b:2 d/c:4 e:8 / -a b:16 d/! e:8 f:32 f:64',
      { bytes: 47, deleted: 1, overwritten: 10, identical: 8, opaque: 4, duplicateNames: 32 },
    ],
    ['count a copy that is itself hidden later', 'a:1 / a:2 / -a', { bytes: 3, overwritten: 1, deleted: 2 }],
  ])('%s', (_what, notation, sums) => {
    const { bytes, deleted, overwritten, identical, opaque, duplicateNames } = waste(notation);
    const found = { bytes, deleted, overwritten, identical, opaque, duplicateNames };
    expect(found).toEqual({ ...nothing, ...sums });
  });

  it('say how sure the comparison is', () => {
    expect(waste('a:1 b:2 c:4 / a:1 b:3 -c').comparison).toEqual({
      limitBytes: 0,
      exact: { files: 2, bytes: 3 },
      sampled: { files: 0, bytes: 0 },
      unknown: { files: 0, bytes: 0 },
    });
  });
});

describe('the matrix of the waste', () => {
  const cells = (notation: string): readonly string[] =>
    waste(notation).matrix.map(
      ({ storedIn, hiddenBy, files, bytes }) => `${storedIn}>${hiddenBy} ${files} ${bytes}`,
    );

  it('is in the order of the storing layers, then of the hiding ones', () => {
    expect(cells('a:1 b:2 c:4 / a:8 d:16 / -d -b / -c -a')).toEqual([
      '0>1 1 1',
      '0>2 1 2',
      '0>3 1 4',
      '1>2 1 16',
      '1>3 1 8',
    ]);
  });

  it('gathers in a cell what does not come in a row', () => {
    expect(cells('a:1 b:2 e:0 / c:4 d:8 / -a -c -b -d -e')).toEqual(['0>2 3 3', '1>2 2 12']);
  });

  it('is empty where nothing is hidden', () => {
    expect(cells('a:1')).toEqual([]);
  });

  it('has the whole of a first layer that hides its own', () => {
    expect(waste('a:3 a:1').matrix).toEqual([
      {
        storedIn: 0,
        hiddenBy: 0,
        files: 1,
        bytes: 3,
        deleted: 0,
        overwritten: 0,
        identical: 0,
        opaque: 0,
        duplicateNames: 3,
      },
    ]);
  });
});

describe('the paths of the waste', () => {
  it('have the most bytes first, each with its events from the base up', () => {
    expect(waste('a:1 b:20 / a:1 b:5 / -a -b').paths.map(lineOf)).toEqual([
      'b:25x2: 20 0>1 overwritten other, 5 1>2 deleted',
      'a:2x2: 1 0>1 overwritten same, 1 1>2 deleted',
    ]);
  });

  it('are in the order of their paths where they have equal bytes', () => {
    const { paths } = waste('c:2 a/z:2 a-:2 b:2 / -c -a -a- -b');
    expect(paths.map(({ path }) => path)).toEqual(['a/z', 'a-', 'b', 'c']);
  });

  it('are as many as asked for, and the report says how many there are', () => {
    const { paths, pathCount } = waste('a:1 b:2 c:3 d:4 / -a -b -c', 2);
    expect([paths.map(({ path }) => path), pathCount]).toEqual([['c', 'b'], 3]);
    expect(waste('a:2 b:2 c:2 / -c -a -b', 2).paths.map(({ path }) => path)).toEqual(['a', 'b']);
  });

  it('are only those with hidden bytes; an event without bytes is told where another has some', () => {
    const { paths, pathCount } = waste('a:0 b:0 / -a b:3 / b:1');
    expect(paths.map(lineOf)).toEqual(['b:3x2: 0 0>1 overwritten other, 3 1>2 overwritten other']);
    expect(pathCount).toBe(1);
  });

  it('do not say whether bytes are the same where no file took their place', () => {
    const { paths, comparison } = waste('d:1 e:2 f/g:4 / d/e/a:1 f:4 -e');
    expect(paths.map(lineOf)).toEqual([
      'f/g:4x1: 4 0>1 overwritten',
      'e:2x1: 2 0>1 deleted',
      'd:1x1: 1 0>1 overwritten',
    ]);
    expect(comparison.exact).toEqual({ files: 0, bytes: 0 });
  });

  it('are those of the last name of a body', () => {
    expect(waste('a:5 b=a / -a / -b').paths.map(lineOf)).toEqual(['b:5x1: 5 0>2 deleted']);
  });

  it('say of what was compared for certain that it was no sample', () => {
    expect(waste('a:1 / a:1').paths[0]!.events[0]).toMatchObject({ identical: true, sampled: false });
  });
});

describe('what a rewrite of the same bytes changed', () => {
  const file = (name: string, more: Partial<TarEntry> = {}): TarEntry => ({ name, body: 'x', ...more });
  const xattr = (value: string): TarEntry => paxHeader({ 'SCHILY.xattr.user.note': value });
  const changed = (before: readonly TarEntry[], after: readonly TarEntry[]): unknown =>
    wasteOf([before, after]).paths[0]!.events[0]!.changed;

  it.each<[string, Partial<TarEntry>, readonly string[]]>([
    ['mode', { mode: 0o600 }, ['mode']],
    ['user', { uid: 9 }, ['owner']],
    ['group', { gid: 9 }, ['owner']],
    ['user and group', { uid: 9, gid: 9 }, ['owner']],
    ['time', { mtime: 1 }, ['times']],
    ['mode and time', { mode: 0, mtime: 1 }, ['mode', 'times']],
    ['owner and time', { uid: 9, mtime: 1 }, ['owner', 'times']],
    ['nothing', {}, []],
  ])('is seen: %s', (_what, after, expected) => {
    expect(changed([file('other'), file('a')], [file('new'), file('new2'), file('a', after)])).toEqual(
      expected,
    );
  });

  it('is seen in higher layers, too', () => {
    const layers = [
      [file('b'), file('c')],
      [file('d'), file('a')],
      [file('e'), file('f'), file('a', { uid: 9 })],
    ];
    expect(wasteOf(layers).paths[0]!.events[0]!.changed).toEqual(['owner']);
  });

  it('is seen of extended attributes', () => {
    expect(changed([xattr('x'), file('a')], [xattr('y'), file('a')])).toEqual(['xattrs']);
    expect(changed([file('a')], [xattr('y'), file('a')])).toEqual(['xattrs']);
    expect(changed([xattr('x'), file('a')], [xattr('x'), file('a')])).toEqual([]);
  });

  it('is not told where the bytes are others, or none took their place', () => {
    expect(changed([file('a')], [file('a', { body: 'y', mode: 0 })])).toBeNull();
    expect(changed([file('a')], [file('.wh.a')])).toBeNull();
    expect(changed([file('a'), file('a', { mode: 0 })], [])).toBeNull();
  });

  it('is that of the body where a hard link took its place', () => {
    const [before, ...after] = [file('a'), file('b', { mode: 0o600 }), { name: 'a', type: '1', link: 'b' }];
    expect(changed([before!], after)).toEqual(['mode']);
  });

  it('is summed up, most bytes first, then fewer changes', () => {
    const rewrite = (name: string, body: string, more: Partial<TarEntry>): readonly TarEntry[] => [
      { name, body },
      { name, body, ...more },
    ];
    const pairs = [
      rewrite('a', 'x', { mtime: 1 }),
      rewrite('b', 'yy', { mode: 0 }),
      rewrite('c', 'z', { mtime: 2 }),
      rewrite('d', 'long', { mtime: 1, uid: 4 }),
      rewrite('e', '', { mode: 0, uid: 1, mtime: 1 }),
    ];
    const { identicalRewrites } = wasteOf([
      pairs.map(([before]) => before!),
      pairs.map(([, after]) => after!),
    ]);
    expect(identicalRewrites).toEqual([
      { changed: ['owner', 'times'], files: 1, bytes: 4 },
      { changed: ['mode'], files: 1, bytes: 2 },
      { changed: ['times'], files: 2, bytes: 2 },
      { changed: ['mode', 'owner', 'times'], files: 1, bytes: 0 },
    ]);
  });
});

describe('the entries of a layer', () => {
  it('are counted by kind, whatever later layers do', () => {
    const [index] = comparedStackOf(
      layersOf('d/ a:1 b:2 c=a e=b f=a s>a t>b u>c v>d -w -x -y -z -0 d/! e/! / -a'),
    ).stack.entries.layers;
    expect(countEntries(index!)).toEqual({
      entries: 17,
      fileBytes: 3,
      files: 2,
      directories: 1,
      symlinks: 4,
      hardlinks: 3,
      whiteouts: 5,
      opaqueDirectories: 2,
    });
  });
});

describe('the effects of a layer', () => {
  /** `+` added, `~` modified, `=` identical, `-` removed, each with files and bytes; wasted, visible and hidden bytes. */
  const effectsOf = (notation: string): readonly string[] =>
    layerEffects(comparedStackOf(layersOf(notation)).stack).map(
      ({ added, modified, identical, removed, wastedBytes, visibleBytes, hidesBytes }) => {
        const tallies = [
          ['+', added],
          ['~', modified],
          ['=', identical],
          ['-', removed],
        ] as const;
        const told = tallies
          .filter(([, { files }]) => files > 0)
          .map(([sign, { files, bytes }]) => `${sign}${files} ${bytes}`);
        return [...told, `wasted ${wastedBytes} visible ${visibleBytes} hides ${hidesBytes}`].join(', ');
      },
    );

  it.each<[string, string, readonly string[]]>([
    ['that adds', 'd/ a:1 b:2', ['+2 3, wasted 0 visible 3 hides 0']],
    [
      'that rewrites',
      'a:1 b:2 / a:5 b:2',
      ['+2 3, wasted 3 visible 0 hides 0', '~1 5, =1 2, wasted 0 visible 7 hides 3'],
    ],
    [
      'that deletes',
      'a:1 d/b:2 c:4 / -a d/!',
      ['+3 7, wasted 3 visible 4 hides 0', '-2 3, wasted 0 visible 0 hides 3'],
    ],
    [
      'that replaces a directory, which removes nothing by a marker',
      'd/a:1 / d:2',
      ['+1 1, wasted 1 visible 0 hides 0', '~1 2, wasted 0 visible 2 hides 1'],
    ],
    [
      'that stores a file twice, which hides nothing of lower layers',
      'a:1 a:2',
      ['+1 1, ~1 2, wasted 1 visible 2 hides 0'],
    ],
    [
      'that stores a body again under all its names',
      'a:5 b=a / a:5 b=a',
      ['+1 5, wasted 5 visible 0 hides 0', '=1 5, wasted 0 visible 5 hides 5'],
    ],
    [
      'that links to the same bytes of a lower layer, and stores none',
      'a:5 b:5 / a:5 / b=a',
      [
        '+2 10, wasted 10 visible 0 hides 0',
        '=1 5, wasted 0 visible 5 hides 5',
        'wasted 0 visible 0 hides 5',
      ],
    ],
    [
      'that links to bytes which a lower layer put in the place of others, and stores none',
      'a:3 b:5 / a:5 / b=a',
      ['+2 8, wasted 8 visible 0 hides 0', '~1 5, wasted 0 visible 5 hides 3', 'wasted 0 visible 0 hides 5'],
    ],
    ['that has neither files nor bytes', 's>a', ['wasted 0 visible 0 hides 0']],
  ])('%s', (_what, notation, expected) => {
    expect(effectsOf(notation)).toEqual(expected);
  });

  it('are those of all of its files, and of no more', () => {
    const files = Array.from({ length: 200 }, (_, n) => ({ name: `f${n}`, body: 'x' }));
    const { stack } = comparedStackOf([files, [{ name: 'more', body: 'yy' }]]);
    const [first, second] = layerEffects(stack);
    expect([first!.added, second!.added]).toEqual([
      { files: 200, bytes: 200 },
      { files: 1, bytes: 2 },
    ]);
    expect(countEntries(stack.entries.layers[0]!).files).toBe(200);
  });
});
