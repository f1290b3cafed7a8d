import { stripShell } from './shell-prefix.ts';

/** Build arguments and what comes after them. */
export interface BuildArguments {
  /** `NAME=value`, in the builder's order. */
  readonly buildArguments: readonly string[];
  readonly command: string;
}

const COUNT = /^\|(\d{1,4}) /;
const NAME = /[A-Za-z_][\w.-]*=/y;

/**
 * Splits `|2 A=1 B=two words /bin/sh -c make` as the builders write it: a count, so many `NAME=value`, the command.
 * Values are not quoted there: one with blanks ends where the next name begins, the last one at the shell, or else at
 * the next blank. A text that does not hold what its count promises is returned whole.
 */
export function splitBuildArguments(text: string): BuildArguments {
  const whole: BuildArguments = { buildArguments: [], command: text };
  const counted = COUNT.exec(text);
  if (!counted) return whole;
  const count = Number(counted[1]);
  const first = counted[0].length;
  if (count === 0) return { buildArguments: [], command: text.slice(first) };

  const words = wordStarts(text, first);
  const shell = words.find((at) => stripShell(text.slice(at)) !== null) ?? text.length;
  const names = words.filter((at) => at < shell && isNameAt(text, at)).slice(0, count);
  const last = names[count - 1];
  if (last === undefined || names[0] !== first) return whole;
  const end = shell < text.length ? shell : (words.find((at) => at > last) ?? text.length);
  const buildArguments = names.map((at, n) => text.slice(at, names[n + 1] ?? end).trim());
  return { buildArguments, command: text.slice(end) };
}

function isNameAt(text: string, at: number): boolean {
  NAME.lastIndex = at;
  return NAME.test(text);
}

function wordStarts(text: string, from: number): readonly number[] {
  const starts = [from];
  for (let blank = text.indexOf(' ', from); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
    if (text[blank + 1] !== ' ') starts.push(blank + 1);
  }
  return starts;
}
