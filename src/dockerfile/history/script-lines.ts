/** One line of a script that was laid out. */
export interface ScriptLine {
  readonly text: string;
  /** Levels of blocks around it. */
  readonly depth: number;
}

const CLOSERS: ReadonlySet<string> = new Set([')', '}']);
const OPENERS: ReadonlySet<string> = new Set(['(', '{']);
/** Words that go on the line of what they follow, and open a block. */
const BLOCK_WORD = /^(do|then)(?:\s+|$)/;
const MIDDLE_WORD = /^(else|elif)(?=\s|$)/;
const END_WORD = /^(?:done|fi)(?=[\s;]|$)/;

/**
 * A shell script of one line as a person would write it: a new line before `&&` and `||` and after `;`, blocks of loops and conditions
 * set in. Nothing inside quotes, parentheses and braces is broken. Linear in the length of the text; the words stay as they are.
 */
export function scriptLines(script: string): readonly ScriptLine[] {
  const lines: { text: string; depth: number }[] = [];
  let depth = 0;
  for (const { joint, text } of commandsOf(script)) {
    const block = BLOCK_WORD.exec(text);
    const previous = lines.at(-1);
    if (block && joint === ';' && previous) {
      previous.text += ` ${block[1]}`;
      depth++;
      const rest = text.slice(block[0].length);
      if (rest !== '') lines.push({ text: rest, depth });
      continue;
    }
    if (END_WORD.test(text)) depth = Math.max(0, depth - 1);
    const isMiddle = MIDDLE_WORD.test(text);
    lines.push({
      text: joint === ';' || joint === '' ? text : `${joint} ${text}`,
      depth: isMiddle ? depth - 1 : depth,
    });
    if (isMiddle && text.startsWith('elif')) depth--; // its `then` goes in again
  }
  return lines.map((line) => ({ ...line, depth: Math.max(0, line.depth) }));
}

interface Command {
  /** What stands before it: nothing, `;`, `&&` or `||`. */
  readonly joint: '' | ';' | '&&' | '||';
  /** With the `;` behind it. */
  readonly text: string;
}

function commandsOf(script: string): readonly Command[] {
  const commands: Command[] = [];
  let [from, nesting]: [number, number] = [0, 0];
  let joint: Command['joint'] = '';
  const push = (to: number, next: Command['joint']): void => {
    const text = script.slice(from, to).trim();
    if (text !== '' && text !== ';') commands.push({ joint, text });
    joint = next;
  };
  for (let at = 0; at < script.length; at++) {
    const character = script[at]!;
    if (character === '\\') at++;
    else if (character === "'" || character === '"') at = closingQuote(script, at);
    else if (OPENERS.has(character)) nesting++;
    else if (CLOSERS.has(character)) nesting = Math.max(0, nesting - 1);
    else if (nesting > 0) continue;
    else if (character === ';' && script[at + 1] !== ';') {
      push(at + 1, ';');
      from = at + 1;
    } else if (script.startsWith('&&', at) || script.startsWith('||', at)) {
      push(at, character === '&' ? '&&' : '||');
      from = at + 2;
      at++;
    }
  }
  push(script.length, '');
  return commands;
}

/** Where a quoted text ends; the end of the script for a quote that is never closed. */
function closingQuote(script: string, at: number): number {
  const quote = script[at];
  for (let next = at + 1; next < script.length; next++) {
    if (script[next] === '\\' && quote === '"') next++;
    else if (script[next] === quote) return next;
  }
  return script.length;
}
