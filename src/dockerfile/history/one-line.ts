/** Ends of lines after which a shell reads on, so that no `;` may follow. */
const GOES_ON = /(?:[;&|({]|\b(?:then|do|else))$/;
const LONGEST_WORD = 6;

/**
 * A script on one line, as a shell would read it: lines joined by `; `, or by a blank where the command goes on, and runs
 * of blanks as one blank.
 */
export function joinLines(script: string): string {
  const lines = script.split(/[\r\n]/).map((line) => line.replace(/[ \t]+/g, ' ').trim());
  let joined = '';
  let joint = '';
  for (const line of lines) {
    if (line === '') continue;
    const continues = line.endsWith('\\');
    joined += joint + (continues ? line.slice(0, -1).trimEnd() : line);
    joint = continues || GOES_ON.test(line.slice(-LONGEST_WORD)) ? ' ' : '; ';
  }
  return joined;
}

/** A value on one line: its line ends as `\n`, all else as it is. */
export function showLineEnds(value: string): string {
  return value.trim().replace(/\r\n|[\r\n]/g, '\\n');
}
