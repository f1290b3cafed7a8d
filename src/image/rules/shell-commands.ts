/** One simple command of a script: its words, without what stands before the program (assignments, sudo, exec). */
export interface ShellCommand {
  /** Without its directory. */
  readonly program: string;
  readonly words: readonly string[];
}

/** A quote that nobody closes goes to the end, so that no character is looked at twice. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$)|&&|\|\||[;|&()\n]|(?:[^\s;|&()"'\\]|\\.)+|\\/gs;
const BEFORE = /^(?:[A-Za-z_]\w*=.*|sudo|env|exec|command|time|nice|then|do|else|if|!|\{|\}|set)$/;
const SEPARATOR = /^(?:&&|\|\||[;|&()\n])$/;

/** The simple commands of a script, in order. No shell: substitutions stay words, and quotes are taken off at the ends only. */
export function shellCommands(script: string): readonly ShellCommand[] {
  const commands: string[][] = [[]];
  for (const [token] of script.matchAll(TOKEN)) {
    if (SEPARATOR.test(token)) commands.push([]);
    else commands.at(-1)!.push(token.replace(/^(["'])(.*)\1$/s, '$2'));
  }
  return commands.flatMap((words) => {
    const start = words.findIndex((word) => !BEFORE.test(word));
    if (start < 0) return [];
    const program = words[start]!;
    return [{ program: program.slice(program.lastIndexOf('/') + 1), words: words.slice(start + 1) }];
  });
}
