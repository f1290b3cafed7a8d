import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { explore, type Place } from '../../src/explore/explore.ts';
import { ENTER, LEAVE } from '../../src/explore/terminal/escapes.ts';
import { exploringLayers } from '../support/explorer.ts';

const LAYERS = [{ by: 'COPY . /', files: { 'etc/motd': 'hello\n', 'srv/a': 1000 } }];

interface Bench {
  readonly place: Place;
  readonly keyboard: PassThrough & { setRawMode?: (isRaw: boolean) => void };
  readonly raw: boolean[];
  readonly written: () => string;
  readonly abort: () => void;
}

describe('the terminal', () => {
  it('is given back when the user quits', async () => {
    const bench = makeBench();
    await exploringLayers(LAYERS, ({ subject }) => {
      const done = explore(subject, bench.place);
      bench.keyboard.write('jj2?qq');
      return done;
    });
    expectRestored(bench);
  });

  it('is given back when something breaks, and the error goes on', async () => {
    const bench = makeBench();
    const broken = exploringLayers(LAYERS, ({ subject }) => {
      const describeNode = (): never => {
        throw new Error('broken on purpose');
      };
      const done = explore({ ...subject, describeNode }, bench.place);
      bench.keyboard.write('2');
      return done;
    });
    await expect(broken).rejects.toThrow('broken on purpose');
    expectRestored(bench);
  });

  it.each([
    ['a signal comes', (bench: Bench) => bench.abort()],
    ['it goes away', (bench: Bench) => bench.keyboard.end()],
  ])('is given back when %s', async (_, end) => {
    const bench = makeBench();
    await exploringLayers(LAYERS, ({ subject }) => {
      const done = explore(subject, bench.place);
      setImmediate(() => end(bench));
      return done;
    });
    expectRestored(bench);
  });

  it('goes to the shell for a while, and comes back with the whole screen', async () => {
    const bench = makeBench();
    await exploringLayers(LAYERS, async ({ subject }) => {
      const done = explore(subject, bench.place);
      bench.keyboard.write('\u001a');
      await new Promise((resolve) => setTimeout(resolve, 50));
      bench.keyboard.write('q');
      await done;
    });
    const [, before, after] = bench.written().split(ENTER);
    expect(before!.endsWith(LEAVE)).toBe(true);
    expect(after).toContain('1 Layers');
    expect(bench.raw).toEqual([true, false, true, false]);
  });

  it('draws only the rows that changed', async () => {
    const bench = makeBench();
    await exploringLayers(LAYERS, async ({ subject }) => {
      const done = explore(subject, bench.place);
      bench.keyboard.write('2');
      await new Promise((resolve) => setTimeout(resolve, 50));
      const before = bench.written().length;
      bench.keyboard.write('j');
      await new Promise((resolve) => setTimeout(resolve, 50));
      const frame = bench.written().slice(before);
      expect(frame).toContain('etc');
      expect(frame).not.toContain('1 Layers');
      bench.keyboard.write('q');
      await done;
    });
  });

  it('copies a path for whoever sits there, over ssh, too', async () => {
    const bench = makeBench();
    await exploringLayers(LAYERS, ({ subject }) => {
      const done = explore(subject, bench.place);
      bench.keyboard.write('2yq');
      return done;
    });
    expect(bench.written()).toContain(`\u001b]52;c;${Buffer.from('/srv').toString('base64')}\u0007`);
  });
});

function makeBench(): Bench {
  const raw: boolean[] = [];
  const keyboard: Bench['keyboard'] = new PassThrough();
  keyboard.setRawMode = (isRaw) => void raw.push(isRaw);
  const screen = new PassThrough();
  let text = '';
  screen.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const controller = new AbortController();
  const place: Place = {
    keyboard,
    screen: Object.assign(screen, { columns: 80, rows: 24 }),
    hasColor: true,
    look: { ascii: false, units: 'si' },
    directory: '/nowhere',
    signal: controller.signal,
    suspend: (resumed) => void setImmediate(resumed),
    onTaken: () => {},
  };
  return { place, keyboard, raw, written: () => text, abort: () => controller.abort() };
}

function expectRestored({ raw, written, keyboard }: Bench): void {
  expect(raw).toEqual([true, false]);
  expect(written().startsWith(ENTER)).toBe(true);
  expect(written().endsWith(LEAVE)).toBe(true);
  expect(keyboard.listenerCount('keypress')).toBe(0);
}
