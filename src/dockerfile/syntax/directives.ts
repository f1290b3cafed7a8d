import { trimStart } from '../../core/blanks.ts';
import { DockerfileError } from './dockerfile-error.ts';

const DIRECTIVE = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*$/;
const KNOWN: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

/** The character that escapes and continues lines. */
export type EscapeCharacter = '\\' | '`';

/** Parser directives: `# name=value` comments before anything else in the file. */
export class Directives {
  escapeWith: EscapeCharacter = '\\';
  readonly #values = new Map<string, string>();
  #done = false;

  /** Value of a directive that was seen. */
  valueOf(name: 'syntax' | 'escape' | 'check'): string | null {
    return this.#values.get(name) ?? null;
  }

  /**
   * Takes one line, without its line end and leading blanks. The first line that is no known directive ends them all.
   * Source: BuildKit, frontend/dockerfile/parser/directives.go.
   */
  read(line: string): void {
    if (this.#done) return;
    const match = line.startsWith('#') ? DIRECTIVE.exec(trimStart(line.slice(1))) : null;
    const name = (match?.[1] ?? '').toLowerCase();
    if (!match || !KNOWN.has(name)) {
      this.#done = true;
      return;
    }
    if (this.#values.has(name)) throw new DockerfileError(`only one ${name} parser directive can be used`);
    const value = match[2]!;
    this.#values.set(name, value);
    if (name !== 'escape') return;
    if (value !== '\\' && value !== '`') throw new DockerfileError(`invalid escape token '${value}'`);
    this.escapeWith = value;
  }
}
