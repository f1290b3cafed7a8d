import type { EscapeCharacter } from './directives.ts';
import { atLine, DockerfileError } from './dockerfile-error.ts';
import {
  type ArgInstruction,
  type FromInstruction,
  type Instruction,
  parseInstruction,
} from './instruction.ts';
import { readDockerfileLines } from './read-lines.ts';

/** One stage: its `FROM` and what follows. */
interface Stage {
  readonly from: FromInstruction;
  readonly instructions: readonly Instruction[];
}

/** A Dockerfile that BuildKit would take, nothing expanded yet. */
export interface Dockerfile {
  readonly escapeWith: EscapeCharacter;
  /** The frontend that `# syntax=` asks for. */
  readonly syntax: string | null;
  /** `ARG`s before the first `FROM`. */
  readonly globalArgs: readonly ArgInstruction[];
  /** At least one. */
  readonly stages: readonly Stage[];
}

/** Why a Dockerfile cannot be used. */
interface DockerfileProblem {
  /** 1-based; 0 when no line is to blame. */
  readonly line: number;
  /** Without a full stop, in BuildKit's own words where it has some. */
  readonly message: string;
}

/** A value, or why there is none. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: DockerfileProblem };

/** Reads the text of a Dockerfile. What BuildKit refuses is a problem with its line, never a throw. */
export function parseDockerfile(text: string): Outcome<Dockerfile> {
  return outcomeOf(() => readDockerfile(text));
}

/** Runs work that may throw {@link DockerfileError} and makes a value of it. */
export function outcomeOf<T>(work: () => T): Outcome<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    return { ok: false, problem: { line: error.line, message: error.message } };
  }
}

/**
 * Reads the instruction behind ONBUILD. Throws {@link DockerfileError} where BuildKit fails; its place is that of the ONBUILD.
 * The text is read anew without the file's own directives, as BuildKit does.
 */
export function parseTrigger(trigger: string, line: number, endLine: number): Instruction {
  return atLine(line, () => {
    const { lines, directives } = readDockerfileLines(trigger);
    if (lines.length !== 1) throw new DockerfileError('onbuild trigger should be a single expression');
    const instruction = parseInstruction(lines[0]!, directives.escapeWith);
    return { ...instruction, line, endLine, text: `ONBUILD ${instruction.text}` };
  });
}

function readDockerfile(text: string): Dockerfile {
  if (text === '') throw new DockerfileError('the Dockerfile cannot be empty');
  const { directives, lines } = readDockerfileLines(text);
  const { escapeWith } = directives;
  const globalArgs: ArgInstruction[] = [];
  const stages: { readonly from: FromInstruction; readonly instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const instruction = atLine(line.line, () => parseInstruction(line, escapeWith));
    const stage = stages.at(-1);
    if (instruction.kind === 'from') stages.push({ from: instruction, instructions: [] });
    else if (stage) stage.instructions.push(instruction);
    else if (instruction.kind === 'arg') globalArgs.push(instruction);
    else throw new DockerfileError('no build stage in current context', line.line);
  }
  if (stages.length === 0) throw new DockerfileError('dockerfile contains no stages to build');
  return { escapeWith, syntax: directives.valueOf('syntax'), globalArgs, stages };
}
