import type { Observation } from '../../../core/finding.ts';
import { textFact } from '../facts.ts';

/** Longer commands are shown from both ends: whoever mends one has it before him. */
const LONGEST = 320;
const ENDS = 150;

/** The command of the RUN that made the layer; null where no RUN did, or its shell is none that `&&` means something to. */
export function commandOf(seen: Observation): string | null {
  const command = textFact(seen, 'command');
  return command === '' || command.startsWith('[') || command.startsWith('<<') ? null : command;
}

/** The same RUN with a command at its end. */
export function appended(command: string, more: string): string {
  return `RUN ${shortened(command)} && ${more}`;
}

/** The same RUN with cache mounts. */
export function mounted(command: string, targets: readonly string[]): string {
  const mounts = targets.map((target) => `--mount=type=cache,target=${target}`).join(' ');
  return `RUN ${mounts} ${shortened(command)}`;
}

/** The same RUN with other words in its command; null where the words are not in it. */
export function rewritten(command: string, pattern: RegExp, by: string): string | null {
  const other = command.replace(pattern, by);
  return other === command ? null : `RUN ${shortened(other)}`;
}

/** The command, or its two ends. */
export function shortened(command: string): string {
  if (command.length <= LONGEST) return command;
  return `${command.slice(0, ENDS).trimEnd()} … ${command.slice(-ENDS).trimStart()}`;
}

/** The part of a path up to and including some names, as an absolute path; null where they are not in it. */
export function upTo(path: string, names: readonly string[]): string | null {
  for (const name of names) {
    const at = `/${path}/`.indexOf(`/${name}/`);
    if (at >= 0) return `/${path}/`.slice(0, at + name.length + 1);
  }
  return null;
}
