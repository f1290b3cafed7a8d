import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { PathDelta } from '../../../src/diff/report.ts';
import { diffImages } from '../../../src/inspect/diff/images.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { renderReport } from '../../../src/report/render.ts';
import { fixture } from '../../support/fixtures.ts';
import { imagePair, type PairSide } from '../../support/image-pair.ts';
import { schemaComplaints } from '../../support/schema.ts';
import { paxHeader, type TarEntry } from '../../support/tar.ts';

const file = (name: string, body: string, more: Partial<TarEntry> = {}): TarEntry => ({
  name,
  body,
  ...more,
});
const one = (...entries: readonly TarEntry[]): PairSide => ({ layers: [entries] });

async function listOf(before: PairSide, after: PairSide, filter: readonly string[] = []) {
  const report = await diffImages(...imagePair(before, after), { filter, top: 0 });
  return report.paths!.list;
}

/** `modified a (content)`, `moved a > b`. */
const words = ({ state, path, from, changed }: PathDelta): string =>
  `${state} ${from === null ? '' : `${from} > `}${path}${changed.length > 0 ? ` (${changed.join(' ')})` : ''}`;

describe('two images', () => {
  const link = (name: string, target: string): TarEntry => ({ name, type: '1', link: target });
  const symlink = (name: string, target: string): TarEntry => ({ name, type: '2', link: target });

  it.each<[string, PairSide, PairSide, readonly string[]]>([
    ['a file comes', one(), one(file('a', 'xx')), ['added a']],
    ['a file goes', one(file('a', 'xx')), one(), ['removed a']],
    ['a file grows', one(file('a', 'xx')), one(file('a', 'xxx')), ['modified a (content)']],
    ['a file changes without growing', one(file('a', 'xx')), one(file('a', 'xy')), ['modified a (content)']],
    [
      'content and mode change at once',
      one(file('a', 'x')),
      one(file('a', 'y', { mode: 0o755 })),
      ['modified a (content mode)'],
    ],
    [
      'only the mode changes',
      one(file('a', 'x')),
      one(file('a', 'x', { mode: 0o600 })),
      ['metadata a (mode)'],
    ],
    ['only the owner changes', one(file('a', 'x')), one(file('a', 'x', { gid: 7 })), ['metadata a (owner)']],
    [
      'a directory changes its mode',
      one({ name: 'd/', type: '5', mode: 0o755 }),
      one({ name: 'd/', type: '5', mode: 0o700 }),
      ['metadata d (mode)'],
    ],
    [
      'a directory that only paths imply is listed later',
      one(file('d/a', 'x')),
      one({ name: 'd/', type: '5', mode: 0o700 }, file('d/a', 'x')),
      [],
    ],
    [
      'attributes change',
      one(paxHeader({ 'SCHILY.xattr.security.capability': 'one' }), file('a', 'x')),
      one(paxHeader({ 'SCHILY.xattr.security.capability': 'two' }), file('a', 'x')),
      ['metadata a (xattrs)'],
    ],
    ['a link points elsewhere', one(symlink('l', 'a')), one(symlink('l', 'b')), ['modified l (target)']],
    [
      'a file becomes a directory',
      one(file('a', 'x', { mode: 0o755 })),
      one({ name: 'a', type: '5', mode: 0o755 }),
      ['modified a (type)'],
    ],
    [
      'a file moves',
      one(file('a/x', 'body')),
      one(file('b/y', 'body')),
      ['moved a/x > b/y', 'removed a', 'added b'],
    ],
    [
      'a file moves and changes its mode',
      one(file('a', 'body')),
      one(file('b', 'body', { mode: 0o755 })),
      ['moved a > b (mode)'],
    ],
    ['empty files never move', one(file('a', '')), one(file('b', '')), ['removed a', 'added b']],
    [
      'files of one size do not move unless they are equal',
      one(file('a', 'body')),
      one(file('b', 'ydob')),
      ['removed a', 'added b'],
    ],
    [
      'of equal files those with equal names pair up',
      one(file('old/a', 'body'), file('old/b', 'body')),
      one(file('new/b', 'body'), file('new/c', 'body')),
      ['moved old/a > new/c', 'moved old/b > new/b', 'added new', 'removed old'],
    ],
    [
      'a copy that stays is no move',
      one(file('a', 'body')),
      one(file('a', 'body'), file('b', 'body')),
      ['added b'],
    ],
    [
      'the first name of a body goes',
      one(file('a', 'body'), link('b', 'a')),
      one(file('b', 'body')),
      ['removed a', 'metadata b (links)'],
    ],
    ['a second name comes', one(file('a', 'body')), one(file('a', 'body'), link('b', 'a')), ['added b']],
    [
      'a body with two names changes once',
      one(file('a', 'body'), link('b', 'a')),
      one(file('a', 'other'), link('b', 'a')),
      ['modified a (content)'],
    ],
    [
      'what an upper layer deletes is gone',
      { layers: [[file('a', 'x'), file('b', 'y')]] },
      { layers: [[file('a', 'x'), file('b', 'y')], [file('.wh.a', '')]] },
      ['removed a'],
    ],
    [
      'names that are not UTF-8 stay apart',
      one(file('ok', 'x')),
      { layers: [[file('ok', 'x'), { name: Buffer.from([0x66, 0xff]), body: 'one' }]] },
      ['added f\\xff'],
    ],
  ])('say what became of a path: %s', async (_label, before, after, expected) => {
    const list = await listOf(before, after);
    expect(list.map(words).sort()).toEqual([...expected].sort());
  });

  it('tell touched files only when they are asked for', async () => {
    const [before, after] = [one(file('a', 'x')), one(file('a', 'x', { mtime: 1 }))];
    expect(await listOf(before, after)).toEqual([]);
    expect((await listOf(before, after, ['state=touched'])).map(words)).toEqual(['touched a (times)']);
    const report = await diffImages(...imagePair(before, after));
    expect(report.same).toBe(false);
    expect(report.paths!.states.touched.files).toBe(1);
  });

  it('give a path its layer and instruction on both sides, and its exact name', async () => {
    const before = { layers: [[file('base', 'b')], [file('a', 'x')]], by: ['FROM', 'COPY a /'] };
    const name = Buffer.from([0x66, 0xff]);
    const after = {
      layers: [[file('base', 'b')], [], [file('a', 'yy'), { name, body: 'zzz' }]],
      by: ['FROM', 'ENV', 'RUN make'],
    };
    const list = await listOf(before, after);
    expect(list[0]).toMatchObject({
      path: 'f\\xff',
      pathBase64: name.toString('base64'),
      delta: 3,
      before: null,
    });
    expect(list[1]).toMatchObject({
      path: 'a',
      before: { bytes: 1, layer: 1, instruction: 'COPY a /', mode: 0o644 },
      after: { bytes: 2, layer: 2, instruction: 'RUN make' },
      delta: 1,
    });
  });

  it.each<[readonly string[], readonly string[]]>([
    [['state=added'], ['added lib/new']],
    [
      ['state=added', 'state=removed'],
      ['added lib/new', 'removed old'],
    ],
    [['lib'], ['added lib/new', 'modified lib/grown (content)']],
    [['path=**/new'], ['added lib/new']],
    [['layer=1'], ['added lib/new']],
    [['min=5'], ['added lib/new']],
    [['lib', 'state=modified'], ['modified lib/grown (content)']],
    [['nowhere/**'], []],
  ])('list what passes the filter %j', async (filter, expected) => {
    const base = [file('lib/grown', '1'), file('old', '22')];
    const before = { layers: [base] };
    const after = { layers: [[file('lib/grown', '333')], [file('lib/new', '55555')]] };
    const report = await diffImages(...imagePair(before, after), { filter, top: 1 });
    expect(report.paths!.matching.paths).toBe(expected.length);
    const all = await listOf(before, after, filter);
    expect(all.map(words).sort()).toEqual([...expected].sort());
    expect(all.reduce((sum, { delta }) => sum + delta, 0)).toBe(report.paths!.matching.delta);
  });

  it.each([['state=gone'], ['layer=x'], ['min=much'], ['path=[']])('refuse the filter %s', async (filter) => {
    const source = fixture('archives/tiny/kitchen/docker20-save.tar');
    await expect(diffImages(source, source, { filter: [filter] })).rejects.toMatchObject({ code: 'usage' });
  });

  it('align layers by diff ID, then by instruction, then by content', async () => {
    const shared = [file('base', 'b')];
    const before = {
      layers: [shared, [file('a', '1')], [file('b', '22')], [file('c', '333')]],
      by: ['FROM', 'RUN VERSION=1 make a', `COPY file:${'0'.repeat(64)} in /b`, 'RUN echo c'],
    };
    const after = {
      layers: [
        shared,
        [file('n', '4444')],
        [file('a', '11')],
        [file('b', '23')],
        [file('c', '333', { mtime: 5 })],
      ],
      by: [
        'FROM base',
        'COPY n /',
        'RUN VERSION=2 make a',
        `COPY file:${'1'.repeat(64)} in /b`,
        'RUN echo C',
      ],
    };
    const { layers } = await diffImages(...imagePair(before, after));
    expect(
      layers.map(({ state, by, before: old, after: now, delta }) => [
        state,
        by,
        old?.index,
        now?.index,
        delta,
      ]),
    ).toEqual([
      ['same', 'diff-id', 0, 0, 0],
      ['added', null, undefined, 1, 4],
      ['changed', 'instruction', 1, 2, 1],
      ['changed', 'instruction', 2, 3, 0],
      ['changed', 'content', 3, 4, 0],
    ]);
  });

  it('keep the place of a layer that is gone', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => [file(name, name)]) as [
      TarEntry[],
      TarEntry[],
      TarEntry[],
    ];
    const report = await diffImages(...imagePair({ layers: [a, b, c] }, { layers: [a, c] }));
    expect(report.layers.map(({ state }) => state)).toEqual(['same', 'removed', 'same']);
  });

  it('compare settings by name and never tell the value of a variable', async () => {
    const config = (settings: object): PairSide => ({
      layers: [[file('a', 'x')]],
      config: { config: settings },
    });
    const before = config({
      Env: ['PATH=/bin', 'TOKEN=hunter2', 'GONE=1'],
      Labels: { v: '1' },
      ExposedPorts: { '80/tcp': {} },
      Entrypoint: null,
      Image: 'sha256:1',
    });
    const after = config({
      Env: ['TOKEN=hunter3', 'PATH=/bin', 'NEW='],
      Labels: { v: '2' },
      User: 'app',
      Entrypoint: ['/app'],
      Cmd: [],
    });
    const report = await diffImages(...imagePair(before, after));
    const of = (field: string) => report.config.filter((delta) => delta.field === field);
    expect(of('Env').map(({ name, state }) => [name, state])).toEqual([
      ['GONE', 'removed'],
      ['NEW', 'added'],
      ['TOKEN', 'changed'],
    ]);
    expect(JSON.stringify(report)).not.toContain('hunter');
    expect(of('Labels')).toEqual([{ field: 'Labels', name: 'v', state: 'changed', before: '1', after: '2' }]);
    expect(of('ExposedPorts').map(({ name, state }) => [name, state])).toEqual([['80/tcp', 'removed']]);
    expect(of('Entrypoint')).toMatchObject([{ state: 'added', after: '["/app"]' }]);
    expect(report.config).toHaveLength(7);
    expect(of('Image')).toEqual([]);
  });

  it('split the growth into base and own', async () => {
    const before = { layers: [[file('base', 'b'.repeat(100))], [file('own', 'o')]] };
    const after = { layers: [[file('base', 'b'.repeat(150))], [file('own', 'ooo')]] };
    const pair = imagePair(before, after);
    const byNumber = await diffImages(...pair, { base: 1 });
    expect(byNumber.growth).toEqual({
      base: { before: 100, after: 150, delta: 50 },
      own: { before: 1, after: 3, delta: 2 },
    });
    expect((await diffImages(...pair, { base: pair[0] })).growth).toMatchObject({
      own: { before: 0, after: 153 },
    });
    expect((await diffImages(...pair)).growth).toBeNull();
  });

  it('are not the same when the same layers stand in another order', async () => {
    const [x, y] = [[file('x', 'x')], [file('y', 'yy')]];
    const report = await diffImages(...imagePair({ layers: [x, y] }, { layers: [y, x] }));
    expect(report.layers.map(({ state }) => state)).toEqual(['same', 'same']);
    expect(report.same).toBe(false);
    expect(renderReport(report, 'table')).toContain('equal sizes; the order of the layers differs');
  });

  it('hold the growth of the later one against the earlier one', async () => {
    const pair = imagePair(one(file('a', 'x'.repeat(100))), one(file('a', 'x'.repeat(120)), file('b', 'y')));
    const { verdicts } = await diffImages(...pair, {
      budgets: ['growth=30%', 'growth=10%', 'path:b=forbidden'],
    });
    expect(verdicts!.map(({ status, delta }) => [status, delta])).toEqual([
      ['pass', 21],
      ['fail', 21],
      ['fail', 1],
    ]);
    expect(verdicts![1]!.changes[0]).toMatchObject({ delta: 21 });
  });

  it('have findings that only the later one has, when they are asked for', async () => {
    const pair = imagePair(
      one(file('app/.env', 'API_KEY=1')),
      one(file('app/.env', 'API_KEY=1'), file('root/.ssh/id_rsa', '-----BEGIN OPENSSH PRIVATE KEY-----')),
    );
    const { findings } = await diffImages(...pair, { findings: true });
    expect(findings.map(({ place }) => place.path)).toEqual(['root/.ssh/id_rsa']);
    expect((await diffImages(...pair)).findings).toEqual([]);
  });

  it('leave equal sizes uncompared beyond the limit, and say so', async () => {
    const pair = imagePair(one(file('a', 'xx')), one(file('a', 'xy')));
    const report = await diffImages(...pair, { compareLimit: 1, filter: ['state=uncompared'] });
    expect(report.paths!.list.map(words)).toEqual(['uncompared a']);
    expect(report.warnings.map(({ code }) => code)).toEqual(['compare-limit-reached']);
    expect(report.same).toBe(false);
  });

  it('take either side from a stream, compressed or not', async () => {
    const [before, after] = imagePair(
      one(file('a', 'xx'), file('m', 'mm')),
      one(file('a', 'xy'), file('n', 'mm')),
    );
    const expected = await diffImages(before, after);
    const packed = `${after}.gz`;
    writeFileSync(packed, gzipSync(readFileSync(after)));
    for (const [old, now] of [
      [createReadStream(before), after],
      [before, createReadStream(after)],
      [before, createReadStream(packed)],
    ] as const) {
      const report = await diffImages(old, now);
      expect(report.paths).toEqual(expected.paths);
      expect([report.before.source, report.after.source]).toContain(null);
    }
  });

  it('compare saved reports by what they list', async () => {
    const [before, after] = imagePair(
      { layers: [[file('base', 'b')], [file('a', 'xx'), file('same', 's')]] },
      { layers: [[file('base', 'b')], [file('a', 'xxx'), file('same', 's')]] },
    );
    const saved = `${before}.json`;
    writeFileSync(saved, JSON.stringify(await inspectImage(before, { list: true })));
    const report = await diffImages(saved, after, { filter: ['state=modified', 'state=uncompared'] });
    expect(report.before).toMatchObject({ kind: 'saved-report', source: saved });
    expect(report.paths!.list.map(words)).toEqual(['modified a (content)', 'uncompared same']);
    expect(report.paths!.states.unchanged.files).toBe(1);
    writeFileSync(saved, JSON.stringify(await inspectImage(before)));
    const short = await diffImages(createReadStream(saved), after);
    expect(short.paths).toBeNull();
    expect(short.warnings.map(({ code }) => code)).toEqual(['paths-not-compared']);
    expect(short.totals['fileBytes']!.delta).toBe(1);
    await expect(diffImages(saved, after, { budgets: ['total=1MB'] })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  it('take the base of a saved report as a number of layers, and say that an archive is of no use there', async () => {
    const [before, after] = imagePair(
      { layers: [[file('base', 'b')], [file('own', 'oo')]] },
      { layers: [[file('base', 'bbb')], [file('own', 'oo')]] },
    );
    const saved = `${before}.json`;
    writeFileSync(saved, JSON.stringify(await inspectImage(before)));
    const report = await diffImages(saved, after, { base: 1 });
    expect(report.growth).toEqual({
      base: { before: 1, after: 3, delta: 2 },
      own: { before: 2, after: 2, delta: 0 },
    });
    const { warnings } = await diffImages(saved, after, { base: before });
    expect(warnings.map(({ code }) => code)).toContain('base-of-saved-report');
  });

  it('choose an image of each archive', async () => {
    const several = fixture('archives/tiny/several/docker20-save.tar');
    const report = await diffImages(several, several, { beforeImage: 1, afterImage: 2 });
    expect(report.same).toBe(false);
    expect(report.before.id).not.toBe(report.after.id);
  });

  it('are the same in every format of one image', async () => {
    const plain = fixture('archives/tiny/kitchen/docker20-save.tar');
    for (const name of [
      'oci-gzip',
      'oci-zstd.tar',
      'docker20-save.tar.gz',
      'skopeo-docker-archive.tar',
      'dir-plain',
    ]) {
      const report = await diffImages(plain, fixture(`archives/tiny/kitchen/${name}`));
      expect([name, report.paths!.matching.paths, report.history]).toEqual([name, 0, []]);
      expect(report.layers.map(({ state }) => state)).toEqual(new Array(7).fill('same'));
    }
  });

  it('are a report that fits its schema', async () => {
    const report = await diffImages(
      fixture('archives/tiny/kitchen/docker20-save.tar'),
      fixture('archives/tiny/names/docker20-save.tar'),
      { budgets: ['growth=1%'] },
    );
    expect(schemaComplaints('diff', JSON.parse(JSON.stringify(report)))).toEqual([]);
  });
});
