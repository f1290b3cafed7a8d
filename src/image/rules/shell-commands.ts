/** One simple command of a script: its words, without what stands before the program (assignments, sudo, exec). */
export interface ShellCommand {
  /** Without its directory. */
  readonly program: string;
  readonly words: readonly string[];
}

/** A quote that nobody closes goes to the end, so that no character is looked at twice. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$)|&&|\|\||[;|&()\n]|(?:[^\s;|&()"'\\]|\\.)+|\\/gs;
const BEFORE =
  /^(?:[A-Za-z_]\w*=.*|sudo|-[EHn]|env|exec|command|time|nice|eatmydata|then|do|else|if|!|\{|\}|set)$/s;
const SHELL = /^(?:ba|da|a|z|k)?sh$/;
/** `-c`, `-ec`, `-lc`: the next word is a script. */
const SCRIPT_OPTION = /^-[a-z]*c$/;
/** Scripts in scripts in scripts: deeper ones stay words. */
const DEEPEST = 3;
const SEPARATOR = /^(?:&&|\|\||[;|&()\n])$/;

/**
 * The simple commands of a script, in order, those of `sh -c "…"` in its place. No shell: substitutions stay words, and of quotes only
 * those around a part of a word go.
 */
export function shellCommands(script: string, depth = 0): readonly ShellCommand[] {
  return splitWords(script).flatMap((words) => {
    const start = words.findIndex((word) => !BEFORE.test(word));
    if (start < 0) return [];
    const path = words[start]!;
    const program = path.slice(path.lastIndexOf('/') + 1);
    const rest = words.slice(start + 1);
    const option = SHELL.test(program) ? rest.findIndex((word) => SCRIPT_OPTION.test(word)) : -1;
    const inner = option < 0 || depth === DEEPEST ? undefined : rest[option + 1];
    return inner === undefined ? [{ program, words: rest }] : shellCommands(inner, depth + 1);
  });
}

/** The words of each simple command; what stands together without a blank is one word. */
function splitWords(script: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let end = -1;
  for (const { 0: token, index } of script.matchAll(TOKEN)) {
    const words = commands.at(-1)!;
    const bare = token.replace(/^(["'])(.*)\1$/s, '$2');
    if (SEPARATOR.test(token)) commands.push([]);
    else if (index === end && words.length > 0) words[words.length - 1] += bare;
    else words.push(bare);
    end = index + token.length;
  }
  return commands;
}
