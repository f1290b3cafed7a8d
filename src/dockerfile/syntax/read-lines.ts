import { isBlank, trimBlanks, trimStart } from '../../core/blanks.ts';
import { Directives, type EscapeCharacter } from './directives.ts';
import { atLine, DockerfileError } from './dockerfile-error.ts';
import { findHeredocMarks, type HeredocMark } from './heredoc.ts';
import { type InstructionParts, parseJsonStrings, splitInstruction } from './split-instruction.ts';

/** One instruction as written: continued lines joined, comments inside it gone, heredocs set apart. */
export interface LogicalLine extends InstructionParts {
  /** 1-based, with {@link endLine} inclusive. */
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
  /** Bodies of its heredocs, each with its closing line. */
  readonly heredocs: readonly string[];
}

/** A Dockerfile as instructions that are not understood yet. */
export interface DockerfileLines {
  readonly directives: Directives;
  readonly lines: readonly LogicalLine[];
}

/** bufio.Scanner's limit, in bytes without the line end. */
const MAX_LINE_BYTES = 65_535;
const TAKES_HEREDOC: ReadonlySet<string> = new Set(['add', 'copy', 'run']);

/**
 * Reads the text of a Dockerfile line by line. Throws {@link DockerfileError} where BuildKit refuses it.
 * Source: BuildKit, frontend/dockerfile/parser/parser.go, Parse.
 */
export function readDockerfileLines(text: string): DockerfileLines {
  return new LineReader(text).read();
}

class LineReader {
  readonly #directives = new Directives();
  readonly #physical: readonly string[];
  #at = 0;

  constructor(text: string) {
    const lines = text.replace(/^\ufeff/, '').split('\n');
    this.#physical = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  }

  read(): DockerfileLines {
    const lines: LogicalLine[] = [];
    while (this.#at < this.#physical.length) {
      const line = this.#readInstruction();
      if (line !== null) lines.push(line);
    }
    if (lines.length === 0) throw new DockerfileError('file with no instructions', this.#at);
    return { directives: this.#directives, lines };
  }

  #take(): string {
    const line = this.#physical[this.#at++]!;
    if (line.length * 3 > MAX_LINE_BYTES && Buffer.byteLength(line) > MAX_LINE_BYTES)
      throw new DockerfileError(
        `dockerfile line greater than max allowed size of ${MAX_LINE_BYTES}`,
        this.#at,
      );
    return line;
  }

  /** The next instruction, null for a comment or a blank line. */
  #readInstruction(): LogicalLine | null {
    const first = trimStart(trimLineEnd(this.#take()));
    const start = this.#at;
    atLine(start, () => this.#directives.read(first));
    const { escapeWith } = this.#directives;
    let part = cutContinuation(isComment(first) ? '' : first, escapeWith);
    if (!part.continues && part.text === '') return null;
    let text = part.text;
    while (part.continues && this.#at < this.#physical.length) {
      const line = trimLineEnd(this.#take());
      if (isComment(line) || trimStart(line) === '') continue;
      part = cutContinuation(line, escapeWith);
      text += part.text;
    }
    return atLine(start, () => {
      const parts = splitInstruction(text, escapeWith);
      const heredocs = heredocMarks(text, parts, escapeWith).map((mark) => this.#readHeredoc(mark));
      return { ...parts, text: trimBlanks(text), heredocs, line: start, endLine: this.#at };
    });
  }

  /** Body and closing line of one heredoc. */
  #readHeredoc({ name, chomp }: HeredocMark): string {
    let body = '';
    while (this.#at < this.#physical.length) {
      const line = this.#take();
      const trimmed = trimLineEnd(line);
      if ((chomp ? trimmed.replace(/^\t+/, '') : trimmed) === name) return `${body}${name}`;
      body += `${line}\n`;
    }
    throw new DockerfileError('unterminated heredoc');
  }
}

/** The marks whose bodies follow an instruction: COPY, ADD and RUN take them, not in the JSON form. */
function heredocMarks(
  text: string,
  parts: InstructionParts,
  escapeWith: EscapeCharacter,
): readonly HeredocMark[] {
  if (!text.includes('<<')) return [];
  const inner = parts.keyword === 'onbuild' ? splitInstruction(parts.rest, escapeWith) : parts;
  if (!TAKES_HEREDOC.has(inner.keyword) || parseJsonStrings(inner.rest) !== null) return [];
  return findHeredocMarks(text);
}

function trimLineEnd(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === '\r') end--;
  return line.slice(0, end);
}

function isComment(line: string): boolean {
  let at = 0;
  while (at < line.length && isBlank(line[at]!)) at++;
  return line[at] === '#';
}

/** A lone escape character at the end, blanks after it allowed, continues the line; a doubled one does not. */
function cutContinuation(
  line: string,
  escapeWith: string,
): { readonly text: string; readonly continues: boolean } {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  const continues = line[end - 1] === escapeWith && line[end - 2] !== escapeWith;
  return continues ? { text: line.slice(0, end - 1), continues } : { text: line, continues };
}
