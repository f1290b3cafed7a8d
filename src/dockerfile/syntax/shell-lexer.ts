import { isBlank } from '../../core/blanks.ts';
import type { EscapeCharacter } from './directives.ts';
import { DockerfileError } from './dockerfile-error.ts';
import { replacePattern, trimPrefix, trimSuffix } from './shell-pattern.ts';

/** Variables by name. */
export type Variables = ReadonlyMap<string, string>;

/** How {@link ShellLexer} treats what it reads. */
export interface LexerOptions {
  readonly escapeWith: EscapeCharacter;
  /** Quotes stay in the result. */
  readonly rawQuotes?: boolean;
  /** Escape characters stay in the result. */
  readonly rawEscapes?: boolean;
  /** `$name` of an unset variable stays as it is. */
  readonly keepUnset?: boolean;
}

const LETTER_OR_DIGIT = /[\p{L}\p{Nd}_]/u;
const DIGIT = /\p{Nd}/u;
const MODIFIERS: ReadonlySet<string> = new Set('+-?#%');
const SPECIAL_PARAMETERS: ReadonlySet<string> = new Set('@*#?-$!0');
/** Far more than people nest or write, far less than the stack and the memory hold. */
const MAX_DEPTH = 200;
const MAX_LENGTH = 1 << 20;

/**
 * Quotes, escapes and variables of one text, as BuildKit's shell.Lex reads them.
 * Source: BuildKit, frontend/dockerfile/shell/lex.go. Throws {@link DockerfileError} where it fails.
 */
export class ShellLexer {
  readonly #options: LexerOptions;
  readonly #variables: Variables;
  readonly #unset = new Set<string>();
  #characters: readonly string[] = [];
  #at = 0;
  #depth = 0;
  #rawEscapes: boolean;
  /** One for all nested texts, as in the original: a nested `${a:-b}` starts it anew. */
  #word = '';

  constructor(options: LexerOptions, variables: Variables = new Map()) {
    this.#options = options;
    this.#variables = variables;
    this.#rawEscapes = options.rawEscapes ?? false;
  }

  /** Names that were asked for and are not set. */
  get unset(): ReadonlySet<string> {
    return this.#unset;
  }

  /** The text with quotes taken off and variables filled in. */
  expand(text: string): string {
    return this.#start(text).text;
  }

  /** The same, split at blanks outside quotes. */
  splitWords(text: string): readonly string[] {
    return this.#start(text).words;
  }

  #start(text: string): { readonly text: string; readonly words: readonly string[] } {
    this.#characters = [...(text.startsWith('\ufeff') ? text.slice(1) : text)];
    this.#at = 0;
    return this.#readUntil(null, this.#options.rawEscapes ?? false);
  }

  get #next(): string | undefined {
    return this.#characters[this.#at];
  }

  #take(): string | undefined {
    return this.#characters[this.#at++];
  }

  #readUntil(stop: string | null, rawEscapes: boolean): { text: string; words: string[] } {
    if (++this.#depth > MAX_DEPTH) throw new DockerfileError('substitutions are nested too deeply');
    const outer = this.#rawEscapes;
    this.#rawEscapes = rawEscapes;
    this.#word = '';
    const words: string[] = [];
    let text = '';
    for (let next = this.#next; next !== undefined && next !== stop; next = this.#next) {
      text += this.#readPart(next, words);
      if (text.length > MAX_LENGTH) throw new DockerfileError('the text with its variables is too long');
    }
    if (this.#word !== '') this.#endWord(words);
    if (stop !== null && this.#take() === undefined)
      throw new DockerfileError(`unexpected end of statement while looking for matching ${stop}`);
    this.#rawEscapes = outer;
    this.#depth--;
    return { text, words };
  }

  #readPart(next: string, words: string[]): string {
    if (next === '$') {
      const value = this.#readVariable();
      for (const character of value) this.#addToWord(character, words);
      return value;
    }
    if (next === "'" || next === '"' || next === '<') {
      const part =
        next === '<'
          ? this.#readHeredocMark()
          : next === '"'
            ? this.#readDoubleQuoted()
            : this.#readSingleQuoted();
      this.#word += part;
      return part;
    }
    this.#at++;
    if (next !== this.#options.escapeWith) {
      this.#addToWord(next, words);
      return next;
    }
    const escaped = (this.#rawEscapes ? next : '') + (this.#take() ?? '');
    this.#word += escaped;
    return escaped;
  }

  #addToWord(character: string, words: string[]): void {
    if (!isBlank(character)) this.#word += character;
    else if (this.#word !== '') this.#endWord(words);
  }

  #endWord(words: string[]): void {
    words.push(this.#word);
    this.#word = '';
  }

  #quote(): string {
    const quote = this.#take()!;
    return this.#options.rawQuotes ? quote : '';
  }

  #readSingleQuoted(): string {
    let text = this.#quote();
    for (let next = this.#next; next !== "'"; next = this.#next) {
      if (next === undefined)
        throw new DockerfileError('unexpected end of statement while looking for matching single-quote');
      text += this.#take();
    }
    return text + this.#quote();
  }

  #readDoubleQuoted(): string {
    let text = this.#quote();
    for (let next = this.#next; next !== '"'; next = this.#next) {
      if (next === undefined)
        throw new DockerfileError('unexpected end of statement while looking for matching double-quote');
      text += next === '$' ? this.#readVariable() : this.#readQuotedCharacter();
    }
    return text + this.#quote();
  }

  /** Inside double quotes only `"`, `$` and the escape character can be escaped; before others it stays. */
  #readQuotedCharacter(): string {
    const { escapeWith } = this.#options;
    const character = this.#take()!;
    if (character !== escapeWith) return character;
    const raw = this.#rawEscapes ? escapeWith : '';
    const next = this.#next;
    if (next === undefined) return raw;
    return raw + (next === '"' || next === '$' || next === escapeWith ? this.#take()! : character);
  }

  /** `<<` swallows the blanks after it, so that `<< EOF` is one word. */
  #readHeredocMark(): string {
    this.#at++;
    if (this.#next !== '<') return '<';
    let mark = '<';
    do mark += this.#take();
    while (' \t\r'.includes(this.#next ?? 'end'));
    return mark;
  }

  #readVariable(): string {
    this.#at++;
    if (this.#next !== '{') {
      const name = this.#readName();
      if (name === '') return '$';
      return this.#valueOf(name) ?? (this.#options.keepUnset ? `$${name}` : '');
    }
    this.#at++;
    const next = this.#next;
    if (next === undefined) throw new DockerfileError("syntax error: missing '}'");
    if (next === '{' || next === '}' || next === ':')
      throw new DockerfileError('syntax error: bad substitution');
    return this.#readSubstitution(this.#readName());
  }

  #readSubstitution(name: string): string {
    const operator = this.#take();
    if (operator === '}') return this.#valueOf(name) ?? (this.#options.keepUnset ? `\${${name}}` : '');
    if (operator === '/') return this.#substituteReplacement(name);
    const modifier = operator === ':' ? this.#take() : operator;
    const shown = operator === ':' ? `:${modifier}` : `${operator}`;
    const trims = modifier === '#' || modifier === '%';
    if (modifier === undefined || (operator === ':' ? trims : !MODIFIERS.has(modifier)))
      throw new DockerfileError(`unsupported modifier (${shown}) in substitution`);
    const word = this.#readOperand('}', trims);
    const value = this.#valueOf(name);
    if (value === undefined && this.#options.keepUnset) return `\${${name}${shown}${word}}`;
    if (!MODIFIERS.has(modifier))
      throw new DockerfileError(`unsupported modifier (${shown}) in substitution`);
    return applyModifier(modifier, operator === ':', name, value, word);
  }

  #substituteReplacement(name: string): string {
    const everywhere = this.#next === '/';
    if (everywhere) this.#at++;
    const pattern = this.#readOperand('/', true);
    const text = this.#readOperand('}', true);
    const value = this.#valueOf(name);
    if (value === undefined && this.#options.keepUnset) return `\${${name}/${pattern}/${text}}`;
    return replacePattern(pattern, value ?? '', text, everywhere);
  }

  #readOperand(stop: string, rawEscapes: boolean): string {
    return this.#readUntil(stop, rawEscapes).text;
  }

  /** A name, all digits of a number, or one special parameter. */
  #readName(): string {
    const first = this.#next;
    if (first === undefined) return '';
    const isNumber = DIGIT.test(first);
    if (!isNumber && SPECIAL_PARAMETERS.has(first)) return this.#take()!;
    const allowed = isNumber ? DIGIT : LETTER_OR_DIGIT;
    let name = '';
    for (let next = this.#next; next !== undefined && allowed.test(next); next = this.#next)
      name += this.#take();
    return name;
  }

  #valueOf(name: string): string | undefined {
    const value = this.#variables.get(name);
    if (value === undefined) this.#unset.add(name);
    return value;
  }
}

function applyModifier(
  modifier: string,
  emptyIsUnset: boolean,
  name: string,
  value: string | undefined,
  word: string,
): string {
  const missing = value === undefined || (emptyIsUnset && value === '');
  switch (modifier) {
    case '-':
      return missing ? word : value;
    case '+':
      return missing ? '' : word;
    case '?':
      if (!missing) return value;
      throw new DockerfileError(
        `${name}: ${word || `is not allowed to be ${value === undefined ? 'unset' : 'empty'}`}`,
      );
    default: {
      const longest = word.startsWith(modifier);
      const pattern = longest ? word.slice(1) : word;
      return (modifier === '%' ? trimSuffix : trimPrefix)(pattern, value ?? '', longest);
    }
  }
}
