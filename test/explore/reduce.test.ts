import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BINDINGS } from '../../src/explore/keys/key-map.ts';
import { lineColumns } from '../../src/explore/layout/line.ts';
import { selectedNode } from '../../src/explore/state.ts';
import { type Explorer, exploringLayers } from '../support/explorer.ts';

const LAYERS = [
  {
    by: 'RUN apt-get update && apt-get install -y curl',
    files: { 'etc/': '', 'etc/hosts': 'localhost\n', 'usr/bin/curl': 3000, 'usr/lib/libcurl.so': 9000 },
  },
  {
    by: 'COPY . /app',
    files: { 'app/main.js': 'let a = 1;\n', 'app/日本語/emoji 🎉.txt': 500, 'app/big.bin': 50_000 },
  },
  {
    by: 'RUN rm -rf /app/big.bin',
    files: { 'app/.wh.big.bin': '', 'etc/hosts': 'changed\n', 'a\u001b[31m\u202eb': 10 },
  },
] as const;

const KEYS = [
  ...BINDINGS.flatMap(({ keys }) => keys).filter((key) => !['q', 'ctrl+c', 'ctrl+z'].includes(key)),
  ...'abe.>5:*['.split(''),
  'backspace',
];

describe('the explorer', () => {
  it('keeps every cursor on a row, and every line as wide as the terminal, whatever is pressed', async () => {
    const size = fc.tuple(fc.integer({ min: 1, max: 220 }), fc.integer({ min: 1, max: 60 }));
    const keys = fc.array(fc.constantFrom(...KEYS), { maxLength: 60 });
    await exploringLayers(LAYERS, (explorer) => {
      fc.assert(
        fc.property(size, keys, ([columns, rows], pressed) => {
          explorer.resize(columns, rows);
          for (const key of pressed) explorer.press(key);
          expectSound(explorer);
        }),
        { numRuns: 150 },
      );
    });
  });

  it('shows the tree up to the layer under the cursor', () =>
    exploringLayers(LAYERS, ({ press, type, screen }) => {
      expect(screen()).toContain('up to layer 2');
      press('k');
      expect(screen()).toContain('up to layer 1');
      press('/');
      type('big.bin');
      press('enter');
      expect(screen()).toMatch(/A +50 kB .*big\.bin/);
      press('1', 'j');
      expect(screen()).toMatch(/D +50 kB .*big\.bin/);
    }));

  it('keeps the selected path when the layer changes, or goes to the directory above', () =>
    exploringLayers(LAYERS, ({ press, type, state, subject }) => {
      const selected = (): string => subject.names.pathText(selectedNode(state()));
      press('/');
      type('emoji');
      press('enter', '[');
      expect(state().layers.row).toBe(1);
      expect(selected()).toBe('app/日本語/emoji 🎉.txt');
      press('v', ']');
      expect(state().layers.row).toBe(2);
      press('v', 'v');
      expect(selected()).toBe('app');
    }));

  it('finds paths as they are typed, and goes from match to match', () =>
    exploringLayers(LAYERS, ({ press, type, screen, state, subject }) => {
      const selected = (): string => subject.names.pathText(selectedNode(state()));
      press('/');
      type('lib');
      expect(selected()).toBe('usr/lib');
      expect(screen()).toContain('2 found');
      press('enter', 'n');
      expect(selected()).toBe('usr/lib/libcurl.so');
      press('n');
      expect(selected()).toBe('usr/lib');
      press('N');
      expect(selected()).toBe('usr/lib/libcurl.so');
    }));

  it('goes back to where it was when a search is given up, or finds nothing', () =>
    exploringLayers(LAYERS, ({ press, type, state }) => {
      press('2', 'j');
      const before = selectedNode(state());
      press('/');
      type('libcurl');
      expect(selectedNode(state())).not.toBe(before);
      type('xyz');
      expect(selectedNode(state())).toBe(before);
      press('esc');
      expect(selectedNode(state())).toBe(before);
      expect(state().search).toBeNull();
    }));

  it('takes regular expressions over whole paths, and says of what is none that it is none', () =>
    exploringLayers(LAYERS, ({ press, type, screen }) => {
      press('/', 'tab');
      type('^/usr/.*\\.so$');
      expect(screen()).toContain('1 found');
      type('(');
      expect(screen()).toContain('no regular expression');
    }));

  it('says what a filter cannot mean, and keeps asking', () =>
    exploringLayers(LAYERS, ({ press, type, state, screen }) => {
      press('ctrl+f');
      type('state:Z');
      press('enter');
      expect(screen()).toContain('Z is no state: one of U A M = D');
      expect(state().prompt).not.toBeNull();
    }));

  it.each([
    ['hosts', ['etc', 'etc/hosts']],
    ['>5kB', ['app', 'app/big.bin', 'usr', 'usr/lib', 'usr/lib/libcurl.so']],
    ['layer:1', ['app', 'app/big.bin', 'app/main.js', 'app/日本語', 'app/日本語/emoji 🎉.txt']],
    ['state:D', ['app', 'app/big.bin']],
    ['min=5kB layer=1', ['app', 'app/big.bin']],
    ['state=deleted', ['app', 'app/big.bin']],
    ['state:AM', ['a\u001b[31m\u202eb', 'etc', 'etc/hosts']],
    ['curl >5kB', ['usr', 'usr/lib', 'usr/lib/libcurl.so']],
    ['nothing-like-it', []],
  ])('filters by %s', (filter, paths) =>
    exploringLayers(LAYERS, ({ press, type, state, subject }) => {
      press('ctrl+f');
      type(filter);
      press('enter');
      expect(
        unfolded(state, press)
          .map((node) => subject.names.pathText(node))
          .sort(),
      ).toEqual([...paths].sort());
      press('esc');
      expect(state().filter).toBeNull();
    }),
  );

  it('hides states by the keys of dive', () =>
    exploringLayers(LAYERS, ({ press, state, subject }) => {
      press('2', 'ctrl+u');
      const changed = unfolded(state, press).map((node) => subject.names.pathText(node));
      expect(changed.sort()).toEqual(['a\u001b[31m\u202eb', 'app', 'app/big.bin', 'etc', 'etc/hosts'].sort());
      press('ctrl+r');
      expect(state().tree.outline.count).toBe(3);
    }));

  it('sorts by size, and by name when asked', () =>
    exploringLayers(LAYERS, ({ press, state, subject }) => {
      const names = (): readonly string[] =>
        [...state().tree.outline.nodes.slice(0, state().tree.outline.count)].map((node) =>
          subject.names.pathText(node),
        );
      expect(names()).toEqual(['usr', 'app', 'a\u001b[31m\u202eb', 'etc']);
      press('o');
      expect(names()).toEqual(['a\u001b[31m\u202eb', 'app', 'etc', 'usr']);
    }));

  it('goes from the waste to the layer and the path that stored it', () =>
    exploringLayers(LAYERS, ({ press, state, subject, screen }) => {
      press('4');
      expect(screen()).toMatch(/50 kB.*1→2.*app\/big\.bin/);
      press('enter');
      expect(state().layers.row).toBe(1);
      expect(state().view).toBe('layer');
      expect(subject.names.pathText(selectedNode(state()))).toBe('app/big.bin');
    }));

  it('shows in split view what a layer did above the tree so far, with one selection', () =>
    exploringLayers(LAYERS, ({ press, state, screen }) => {
      press('s', '2', 'l', 'j');
      expect(screen()).toContain('layer 2 alone');
      expect(screen()).toContain('up to layer 2');
      const { tree, lower } = state();
      expect(lower!.outline.nodes[lower!.row]).toBe(tree.outline.nodes[tree.row]);
    }));

  it('leaves one thing after the other with Esc, and never ends', () =>
    exploringLayers(LAYERS, ({ press, type, state }) => {
      press('s', 'f');
      type('a');
      press('enter', '/');
      type('b');
      press('enter');
      press('esc');
      expect(state().search).toBeNull();
      expect(state().filter).not.toBeNull();
      press('esc');
      expect(state().filter).toBeNull();
      press('esc', 'esc', 'esc');
      expect(state().isSplit).toBe(false);
      expect(state().effects).toEqual([]);
    }));

  it('shows names from an archive without a control character', () =>
    exploringLayers(LAYERS, ({ press, lines }) => {
      press('o', '2');
      const text = lines()
        .flatMap((line) => line.map((piece) => piece.text))
        .join('');
      expect(text).toContain('a\\x1b[31m\\u202eb');
      expect(text).not.toMatch(/[\u0000-\u001f\u202e]/);
    }));

  it('takes names and instructions of any length', () =>
    exploringLayers(
      [{ by: `RUN ${'x && '.repeat(50_000)}y`, files: { [`etc/${'n'.repeat(90)}`]: 5 } }],
      (explorer) => {
        explorer.press('2', 'l', '3', 'G');
        expectSound(explorer);
        explorer.press('1', '3', 'G');
        expectSound(explorer);
      },
    ));

  it('says what is too small instead of drawing nonsense', () =>
    exploringLayers(LAYERS, ({ resize, screen }) => {
      resize(20, 5);
      expect(screen()).toContain('30 × 8 needed');
    }));
});

function unfolded(state: Explorer['state'], press: Explorer['press']): readonly number[] {
  press('2', 'g');
  for (let row = 0; row < state().tree.outline.count; row++) {
    const node = state().tree.outline.nodes[state().tree.row]!;
    if (state().tree.shown.hasChildren(node) && state().expanded[node] === 0) press('l');
    press('j');
  }
  return [...state().tree.outline.nodes.slice(0, state().tree.outline.count)];
}

function expectSound(explorer: Explorer): void {
  const state = explorer.state();
  for (const pane of [state.tree, state.lower]) {
    if (pane === null) continue;
    const { row, top, outline } = pane;
    expect(row).toBeGreaterThanOrEqual(0);
    expect(row).toBeLessThan(Math.max(1, outline.count));
    expect(top).toBeLessThanOrEqual(row);
  }
  expect(state.layers.row).toBeLessThan(explorer.subject.layers.length);
  const lines = explorer.lines();
  expect(lines.length).toBe(state.rows);
  for (const line of lines) expect(lineColumns(line)).toBe(state.columns);
}
