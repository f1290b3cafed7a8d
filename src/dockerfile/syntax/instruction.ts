import { KEYWORDS } from '../keywords.ts';
import type { EscapeCharacter } from './directives.ts';
import { DockerfileError } from './dockerfile-error.ts';
import { type FlagTypes, parseFlags } from './flags.ts';
import { parseHeredocMark } from './heredoc.ts';
import type { LogicalLine } from './read-lines.ts';
import { splitAtBlanks, splitList, splitQuoted } from './split-instruction.ts';

/** Where an instruction stands and how it reads. */
interface InstructionPlace {
  /** 1-based first line. */
  readonly line: number;
  readonly endLine: number;
  /** Continued lines joined, comments gone. */
  readonly text: string;
}

/** `FROM base AS name`. */
export interface FromInstruction extends InstructionPlace {
  readonly kind: 'from';
  readonly base: string;
  /** Lower case, as BuildKit keeps it. */
  readonly name: string | null;
  readonly platform: string | null;
}

/** `COPY` and `ADD`; nothing expanded yet. */
export interface CopyInstruction extends InstructionPlace {
  readonly kind: 'copy' | 'add';
  /** Without heredocs, which are no files of the context. */
  readonly sources: readonly string[];
  readonly destination: string;
  readonly from: string | null;
  readonly parents: boolean;
  readonly link: boolean;
  readonly chmod: string | null;
  readonly chown: string | null;
  readonly checksum: string | null;
  readonly exclude: readonly string[];
}

/** `RUN`; the values of its `--mount` flags. */
export interface RunInstruction extends InstructionPlace {
  readonly kind: 'run';
  readonly mounts: readonly string[];
}

/** `ARG`; a name without a default has the value null. */
export interface ArgInstruction extends InstructionPlace {
  readonly kind: 'arg';
  readonly names: readonly { readonly name: string; readonly value: string | null }[];
}

/** `ENV`. */
export interface EnvInstruction extends InstructionPlace {
  readonly kind: 'env';
  readonly pairs: readonly { readonly name: string; readonly value: string }[];
}

/** `ONBUILD`; the instruction behind it as text, with its heredocs. */
interface OnbuildInstruction extends InstructionPlace {
  readonly kind: 'onbuild';
  readonly trigger: string;
}

/** Everything that neither moves files of the context nor changes what variables mean. */
interface OtherInstruction extends InstructionPlace {
  readonly kind: 'other';
}

/** One instruction of a Dockerfile. */
export type Instruction =
  | FromInstruction
  | CopyInstruction
  | RunInstruction
  | ArgInstruction
  | EnvInstruction
  | OnbuildInstruction
  | OtherInstruction;

const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/;

/**
 * Understands one instruction. Throws {@link DockerfileError} where BuildKit would refuse it.
 * Source: BuildKit, frontend/dockerfile/instructions/parse.go.
 */
export function parseInstruction(line: LogicalLine, escapeWith: EscapeCharacter): Instruction {
  const place: InstructionPlace = { line: line.line, endLine: line.endLine, text: line.text };
  switch (line.keyword) {
    case 'from':
      return parseFrom(line, place);
    case 'copy':
    case 'add':
      return parseCopy(line, place, line.keyword);
    case 'run':
      return { kind: 'run', ...place, mounts: parseFlags(line.flags, RUN_FLAGS).get('mount') ?? [] };
    case 'arg':
      return { kind: 'arg', ...place, names: parseArgNames(line.rest, escapeWith) };
    case 'env':
      return { kind: 'env', ...place, pairs: parseEnvPairs(line.rest, escapeWith) };
    case 'onbuild':
      return parseOnbuild(line, place);
    default: {
      const keyword = line.keyword.toUpperCase();
      if (!KEYWORDS.has(keyword)) throw new DockerfileError(`unknown instruction: ${keyword}`);
      return { kind: 'other', ...place };
    }
  }
}

function parseFrom(line: LogicalLine, place: InstructionPlace): FromInstruction {
  const words = splitAtBlanks(line.rest);
  const hasName = words.length === 3 && words[1]!.toLowerCase() === 'as';
  if (!hasName && words.length !== 1)
    throw new DockerfileError('FROM requires either one or three arguments');
  const name = hasName ? words[2]!.toLowerCase() : null;
  if (name !== null && !STAGE_NAME.test(name))
    throw new DockerfileError(`invalid name for build stage: "${words[2]}"`);
  const flags = parseFlags(line.flags, { platform: 'one' });
  return { kind: 'from', ...place, base: words[0]!, name, platform: flags.get('platform')?.[0] ?? null };
}

const ADD_FLAGS: FlagTypes = {
  ...{ chown: 'one', chmod: 'one', checksum: 'one', exclude: 'many' },
  ...{ link: 'switch', 'keep-git-dir': 'switch', unpack: 'switch' },
};
const COPY_FLAGS: FlagTypes = {
  ...{ chown: 'one', chmod: 'one', from: 'one', exclude: 'many' },
  ...{ link: 'switch', parents: 'switch' },
};

function parseCopy(line: LogicalLine, place: InstructionPlace, kind: 'copy' | 'add'): CopyInstruction {
  const words = splitList(line.rest);
  const keyword = kind.toUpperCase();
  if (words.length < 2) throw new DockerfileError(`${keyword} requires at least two arguments`);
  const destination = words.at(-1)!;
  if (parseHeredocMark(destination) !== null)
    throw new DockerfileError(`${keyword} cannot accept a heredoc as a destination`);
  const flags = parseFlags(line.flags, kind === 'add' ? ADD_FLAGS : COPY_FLAGS);
  return {
    kind,
    ...place,
    sources: words.slice(0, -1).filter((word) => parseHeredocMark(word) === null),
    destination,
    from: flags.get('from')?.[0] || null,
    parents: flags.get('parents')?.[0] === 'true',
    link: flags.get('link')?.[0] === 'true',
    chmod: flags.get('chmod')?.[0] ?? null,
    chown: flags.get('chown')?.[0] ?? null,
    checksum: flags.get('checksum')?.[0] ?? null,
    exclude: flags.get('exclude') ?? [],
  };
}

const RUN_FLAGS: FlagTypes = { mount: 'many', network: 'one', security: 'one', device: 'many' };

function parseArgNames(rest: string, escapeWith: EscapeCharacter): ArgInstruction['names'] {
  const words = splitQuoted(rest, escapeWith);
  if (words.length === 0) throw new DockerfileError('ARG requires at least one argument');
  return words.map((word) => {
    const equals = word.indexOf('=');
    if (equals === 0) throw new DockerfileError('ARG names can not be blank');
    return equals < 0
      ? { name: word, value: null }
      : { name: word.slice(0, equals), value: word.slice(equals + 1) };
  });
}

/** The new form `A=1 B=2`, or the old `A all the rest`. */
function parseEnvPairs(rest: string, escapeWith: EscapeCharacter): EnvInstruction['pairs'] {
  const words = splitQuoted(rest, escapeWith);
  if (words.length === 0) throw new DockerfileError('ENV requires at least one argument');
  if (!words[0]!.includes('=')) {
    const gap = /[\t\v\f\r ]+/.exec(rest);
    if (gap === null) throw new DockerfileError('ENV must have two arguments');
    return [{ name: rest.slice(0, gap.index), value: rest.slice(gap.index + gap[0].length) }];
  }
  return words.map((word) => {
    const equals = word.indexOf('=');
    if (equals < 0) throw new DockerfileError(`Syntax error - can't find = in "${word}"`);
    if (equals === 0) throw new DockerfileError('ENV names can not be blank');
    return { name: word.slice(0, equals), value: word.slice(equals + 1) };
  });
}

function parseOnbuild(line: LogicalLine, place: InstructionPlace): OnbuildInstruction {
  const trigger = line.text.replace(/^onbuild[\t\n\f\r ]*/i, '');
  const keyword = trigger.split(/[\t\v\f\r ]/, 1)[0]!.toUpperCase();
  if (keyword === '') throw new DockerfileError('ONBUILD requires at least one argument');
  if (keyword === 'ONBUILD')
    throw new DockerfileError("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (keyword === 'FROM' || keyword === 'MAINTAINER')
    throw new DockerfileError(`${keyword} isn't allowed as an ONBUILD trigger`);
  return { kind: 'onbuild', ...place, trigger: [trigger, ...line.heredocs].join('\n') };
}
