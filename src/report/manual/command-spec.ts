/** One command and all that it takes, as plain data: completions and the man page are made from it. */
export interface CommandSpec {
  readonly name: string;
  readonly description: string;
  /** Command lines, as the help shows them. */
  readonly examples: readonly string[];
  readonly arguments: readonly ArgumentSpec[];
  /** Those that the help shows. */
  readonly options: readonly OptionSpec[];
  readonly commands: readonly CommandSpec[];
}

/** What a word on the command line stands for, as far as a shell can complete it. */
export interface WordSpec {
  readonly kind: 'file' | 'directory' | 'choice' | 'free';
  /** What a `choice` is chosen from; else empty. */
  readonly choices: readonly string[];
}

/** A word that is no option. */
export interface ArgumentSpec extends WordSpec {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly isRepeated: boolean;
}

/** An option; `kind` and `choices` are those of its value. */
export interface OptionSpec extends WordSpec {
  /** With its dashes. */
  readonly long: string;
  /** With its dash; null without one. */
  readonly short: string | null;
  /** What the value is called; null for a switch. */
  readonly value: string | null;
  readonly isValueOptional: boolean;
  readonly description: string;
  /** What holds when the option is not given, in words; null for nothing worth saying. */
  readonly preset: string | null;
}

/** The short flag, where there is one, and the long one. */
export function flagsOf({ short, long }: OptionSpec): readonly string[] {
  return short === null ? [long] : [short, long];
}
