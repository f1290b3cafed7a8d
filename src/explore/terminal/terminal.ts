import { emitKeypressEvents, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type KeyName, keyNames, type RawKey } from '../keys/keys.ts';
import type { Line } from '../layout/line.ts';
import { ENTER, LEAVE, toClipboard } from './escapes.ts';
import { createPainter } from './painter.ts';

/** The keyboard of a terminal. */
export type Keyboard = Readable & { setRawMode?(isRaw: boolean): unknown };
/** The screen of a terminal. */
export type Screen = Writable & { readonly columns?: number; readonly rows?: number };

/** What comes from a terminal. */
export interface TerminalListener {
  readonly key: (key: KeyName) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** The terminal went away. */
  readonly end: () => void;
}

/** A terminal that was taken over. */
export interface Terminal {
  readonly columns: number;
  readonly rows: number;
  readonly draw: (screen: readonly Line[]) => void;
  readonly copy: (text: string) => void;
  /** Gives the terminal back as it was found; safe to call twice. */
  readonly leave: () => void;
}

/** How long a lone Esc waits for the rest of a sequence, in milliseconds. */
const ESCAPE_TIMEOUT = 40;
const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/** Takes a terminal over: raw keys, the other screen, no cursor. */
export function takeTerminal(
  keyboard: Keyboard,
  screen: Screen,
  hasColor: boolean,
  listener: TerminalListener,
): Terminal {
  const painter = createPainter(hasColor);
  const size = () => [screen.columns || DEFAULT_COLUMNS, screen.rows || DEFAULT_ROWS] as const;
  const onKey = (_: unknown, raw: RawKey): void => {
    for (const key of keyNames(raw)) listener.key(key);
  };
  const onResize = (): void => {
    painter.forget();
    listener.resize(...size());
  };
  // Of an interface only the timeout is asked for.
  emitKeypressEvents(keyboard, { escapeCodeTimeout: ESCAPE_TIMEOUT } as unknown as Interface);
  keyboard.setRawMode?.(true);
  keyboard.on('keypress', onKey);
  keyboard.on('end', listener.end);
  screen.on('resize', onResize);
  keyboard.resume();
  screen.write(ENTER);
  let isTaken = true;
  return {
    get columns() {
      return size()[0];
    },
    get rows() {
      return size()[1];
    },
    draw: (lines) => {
      const frame = painter.frame(lines);
      if (isTaken && frame !== '') screen.write(frame);
    },
    copy: (text) => void screen.write(toClipboard(text)),
    leave: () => {
      if (!isTaken) return;
      isTaken = false;
      keyboard.off('keypress', onKey);
      keyboard.off('end', listener.end);
      screen.off('resize', onResize);
      keyboard.setRawMode?.(false);
      keyboard.pause();
      screen.write(LEAVE);
    },
  };
}
