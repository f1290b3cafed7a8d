const SHELLS: readonly (readonly string[])[] = [
  ['/bin/sh', '-c'],
  ['cmd', '/S', '/C'],
];

/** Words in the exec form of a Dockerfile: `["a", "b c"]`. */
export function execForm(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** Words as CMD and ENTRYPOINT have them: the shell form where the default shell runs one text, else the exec form. */
export function commandText(words: readonly string[]): string {
  const isShellForm = SHELLS.some(
    (shell) => words.length === shell.length + 1 && shell.every((word, n) => words[n] === word),
  );
  return isShellForm ? words.at(-1)! : execForm(words);
}
