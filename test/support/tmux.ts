import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** True where tmux is there to be driven. */
export const HAS_TMUX: boolean = spawnSync('tmux', ['-V']).status === 0;

const PATIENCE = 20_000;
const PAUSE = 40;

/** A shell in a real pseudo-terminal that keys go into and screens come out of. */
export interface Pane {
  /** Keys by tmux's names: `j`, `Enter`, `C-c`, `Escape`. */
  readonly keys: (...keys: readonly string[]) => void;
  /** A text as it is. */
  readonly type: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly screen: () => string;
  /** Waits until the screen has a text, and gives the screen. */
  readonly see: (wanted: string | RegExp) => Promise<string>;
  /** A format of tmux: `#{alternate_on}`. */
  readonly ask: (format: string) => string;
}

/** Opens a shell in a terminal of its own; it goes when the test is done. */
export function openPane(columns: number, rows: number, directory: string): Pane {
  const place = mkdtempSync(join(tmpdir(), 'plimsoll-tmux-'));
  const socket = join(place, 'socket');
  const environment = {
    ...process.env,
    LC_ALL: 'C.UTF-8',
    CI: undefined,
    NO_COLOR: undefined,
    PS1: '$ ',
    TMUX: undefined,
  };
  const tmux = (...args: readonly string[]): string =>
    execFileSync('tmux', ['-u', '-S', socket, '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      env: environment,
    });
  onTestFinished(() => {
    spawnSync('tmux', ['-S', socket, 'kill-server']);
    rmSync(place, { recursive: true, force: true });
  });
  const size = ['-x', String(columns), '-y', String(rows)];
  // The pane's process is to be this shell, not one that waits for it.
  tmux('new-session', '-d', ...size, '-c', directory, 'exec bash --norc --noprofile');
  tmux('set-option', '-s', 'escape-time', '5');
  const screen = (): string => tmux('capture-pane', '-p');
  return {
    keys: (...keys) => {
      for (const key of keys) tmux('send-keys', key);
    },
    type: (text) => void tmux('send-keys', '-l', text),
    resize: (wide, high) => void tmux('resize-window', '-x', String(wide), '-y', String(high)),
    screen,
    see: async (wanted) => {
      const until = Date.now() + PATIENCE;
      for (;;) {
        const seen = screen();
        if (typeof wanted === 'string' ? seen.includes(wanted) : wanted.test(seen)) return seen;
        if (Date.now() > until) throw new Error(`The terminal never showed ${String(wanted)}, but:\n${seen}`);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    },
    ask: (format) => tmux('display-message', '-p', format).trim(),
  };
}
