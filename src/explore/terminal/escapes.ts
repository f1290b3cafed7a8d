import ansiEscapes from 'ansi-escapes';
import type { Tone } from '../layout/line.ts';

const ESC = '\u001b';
/** The terminal shall not go on in the next line when it finds a character wider than we do. */
const WRAP_OFF = `${ESC}[?7l`;
const WRAP_ON = `${ESC}[?7h`;

/** Takes over the whole screen; what is on it comes back with {@link LEAVE}. */
export const ENTER: string =
  ansiEscapes.enterAlternativeScreen + WRAP_OFF + ansiEscapes.cursorHide + ansiEscapes.eraseScreen;
/** Gives the screen back as it was. */
export const LEAVE: string = `${ESC}[0m${WRAP_ON}${ansiEscapes.cursorShow}${ansiEscapes.exitAlternativeScreen}`;
/** What stands between these two appears at once, where the terminal knows them. */
export const BEGIN_FRAME: string = ansiEscapes.beginSynchronizedOutput;
export const END_FRAME: string = ansiEscapes.endSynchronizedOutput;
export const ERASE_LINE: string = ansiEscapes.eraseLine;

/** Moves to a column and a row, both from 0. */
export function moveTo(column: number, row: number): string {
  return ansiEscapes.cursorTo(column, row);
}

/** Moves to a column of the same row. */
export function moveToColumn(column: number): string {
  return ansiEscapes.cursorTo(column);
}

/** Puts a text on the clipboard of whoever sits at the terminal, over ssh, too. Source: xterm, control sequences, OSC 52. */
export function toClipboard(text: string): string {
  return `${ESC}]52;c;${Buffer.from(text).toString('base64')}\u0007`;
}

/** Only the sixteen colours that a terminal's theme sets. */
const COLORS: Readonly<Record<Tone, string>> = {
  plain: '',
  dim: '2',
  bold: '1',
  added: '32',
  removed: '31',
  modified: '33',
  accent: '36',
  warning: '33',
};

/** Text in a tone; without colour there is still bold, dim and reversed. */
export function styled(text: string, tone: Tone, isReversed: boolean, hasColor: boolean): string {
  const isColor = tone !== 'plain' && tone !== 'dim' && tone !== 'bold';
  const codes = [hasColor || !isColor ? COLORS[tone] : '', isReversed ? '7' : ''].filter(
    (code) => code !== '',
  );
  return codes.length === 0 ? text : `${ESC}[${codes.join(';')}m${text}${ESC}[0m`;
}
