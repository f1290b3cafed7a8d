import { ShellLexer } from './shell-lexer.ts';

/** `<<EOF`: where inline text ends. */
export interface HeredocMark {
  /** The line that ends it. */
  readonly name: string;
  /** `<<-`: tabs at the start of lines do not count. */
  readonly chomp: boolean;
}

const MARK = /^\d*<<(-?)[\t\n\f\r ]*([^<]*)$/;

/** Reads one word as a heredoc mark; null when it is none. Source: BuildKit, parser.go, heredocFromMatch. */
export function parseHeredocMark(word: string): HeredocMark | null {
  const match = MARK.exec(word);
  if (!match || match[2] === '') return null;
  const names = new ShellLexer({ escapeWith: '\\', keepUnset: true }).splitWords(match[2]!);
  return names.length === 1 ? { name: names[0]!, chomp: match[1] === '-' } : null;
}

/** The heredoc marks of a whole instruction, in order; none when its quotes do not close. */
export function findHeredocMarks(text: string): readonly HeredocMark[] {
  if (!text.includes('<<')) return [];
  return wordsOf(text)
    .map(parseHeredocMark)
    .filter((mark) => mark !== null);
}

function wordsOf(text: string): readonly string[] {
  try {
    return new ShellLexer({
      escapeWith: '\\',
      rawQuotes: true,
      rawEscapes: true,
      keepUnset: true,
    }).splitWords(text);
  } catch {
    return [];
  }
}
