/** `/bin/sh -c`, `/bin/bash -o pipefail -c`, `bash -euxo pipefail -c`: a shell, its options, the last of them with a `c`. */
const POSIX =
  /^(?:\/[\w./-]*\/)?(?:sh|bash|ash|dash|zsh|ksh)(?: (?:-[a-bd-zA-Z]*o pipefail|-[a-bd-zA-Z]+|--login))* -[a-bd-zA-Z]*c[a-zA-Z]* +/;
const CMD = /^cmd(?:\.exe)?(?: \/[A-Z])* \/C +/i;
const POWERSHELL =
  /^(?:[A-Z]:\\[\w\\. ()-]*\\)?(?:powershell|pwsh)(?:\.exe)?(?: -\w+(?: \w+)?)*? -Command +/i;
/** What Windows images put into SHELL, so that it stands before each command. */
const PREFERENCE = /^\$(?:Error|Progress|Verbose|Warning)(?:Action)?Preference *= *'\w+'; */i;

/** Only so much of a text is looked at: nobody writes a longer shell. */
const PREFIX_CHARACTERS = 400;

/** The command without the shell that runs it; null when the text does not begin with a shell. */
export function stripShell(text: string): string | null {
  const head = text.slice(0, PREFIX_CHARACTERS);
  const shell = POSIX.exec(head) ?? CMD.exec(head);
  if (shell) return text.slice(shell[0].length);
  const powershell = POWERSHELL.exec(head);
  if (!powershell) return null;
  let at = powershell[0].length;
  for (let set = PREFERENCE.exec(head.slice(at)); set; set = PREFERENCE.exec(head.slice(at)))
    at += set[0].length;
  return text.slice(at);
}
