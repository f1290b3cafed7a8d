import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { BINDINGS } from '../../src/explore/keys/key-map.ts';
import { takeTerminal } from '../../src/explore/terminal/terminal.ts';

describe('keys', () => {
  it.each([
    ['j', ['j']],
    ['G', ['G']],
    ['é🎉', ['é', '🎉']],
    ['\u001b[A\u001b[6~\u001b[Z', ['up', 'pgdn', 'shift+tab']],
    ['\u001bOB', ['down']],
    ['\r', ['enter']],
    ['\u0001\u0006\u001f\u0000', ['ctrl+a', 'ctrl+f', 'ctrl+/', 'ctrl+space']],
    ['\u001b[109;5u', ['ctrl+m']],
    ['\u007f', ['backspace']],
    ['\u001bs', ['esc', 's']],
    ['\u001b', ['esc']],
  ])('are named alike whatever the terminal sends: %j', async (bytes, names) => {
    expect(await pressed(bytes)).toEqual(names);
  });

  it('mean one thing in each pane', () => {
    for (const pane of ['layers', 'tree', 'details', 'waste']) {
      const here = BINDINGS.filter((binding) => binding.pane === undefined || binding.pane === pane);
      const own = here.filter((binding) => binding.pane !== undefined).flatMap(({ keys }) => keys);
      const all = here.filter((binding) => binding.pane === undefined).flatMap(({ keys }) => keys);
      expect(new Set(own).size).toBe(own.length);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

async function pressed(bytes: string): Promise<readonly string[]> {
  const names: string[] = [];
  const keyboard = new PassThrough();
  const listener = { key: (key: string) => void names.push(key), resize: () => {}, end: () => {} };
  const terminal = takeTerminal(keyboard, new PassThrough().resume(), false, listener);
  keyboard.write(bytes);
  await new Promise((resolve) => setTimeout(resolve, 120)); // a lone Esc waits for more
  terminal.leave();
  return names;
}
