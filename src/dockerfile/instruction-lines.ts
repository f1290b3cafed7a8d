import { hideSecrets } from '../core/secret-text.ts';
import { looseInstructionKey } from './instruction-key.ts';
import { argumentsText } from './instruction-text.ts';
import { parseDockerfile } from './parse-dockerfile.ts';

/** Flags between the keyword and what follows. */
const FLAGS = /^(?:--[\w-]+(?:=\S*)? )+/;
/** How the classic builder records a copy: `COPY dir:… in /app`. */
const RECORDED_COPY = /^(COPY|ADD) (?:file|dir|multi) in (.+)$/;

/** Finds the line of a Dockerfile where an instruction of an image's history stands; null where none is like it. */
export type FindInstruction = (instruction: string) => number | null;

/**
 * Reads a Dockerfile to find instructions in it, as reports show them. Flags, build arguments and runs of blanks do not count; a copy
 * of the classic builder is known by where it goes. Of several that are alike the last is taken: it is nearest to the final stage.
 * A Dockerfile that BuildKit refuses has none.
 */
export function instructionLines(text: string): FindInstruction {
  const lines = new Map<string, number>();
  const dockerfile = parseDockerfile(text);
  const stages = dockerfile.ok ? dockerfile.value.stages : [];
  for (const instruction of stages.flatMap(({ instructions }) => instructions)) {
    lines.set(keyOf(hideSecrets(instruction.text)), instruction.line);
    const { kind } = instruction;
    if (kind === 'copy' || kind === 'add')
      lines.set(goalKey(kind.toUpperCase(), instruction.destination), instruction.line);
  }
  return (instruction) => {
    const copy = RECORDED_COPY.exec(looseInstructionKey(instruction));
    return lines.get(copy ? goalKey(copy[1]!, copy[2]!) : keyOf(instruction)) ?? null;
  };
}

function keyOf(instruction: string): string {
  const text = looseInstructionKey(instruction).replace(/\s+/g, ' ').trim();
  const keyword = (/^\S+/.exec(text)?.[0] ?? '').toUpperCase();
  const rest = text.slice(keyword.length + 1).replace(FLAGS, '');
  return `${keyword} ${argumentsText({ keyword, text: rest })}`;
}

function goalKey(keyword: string, destination: string): string {
  return `${keyword} => ${destination.replace(/(?<=.)\/+$/, '')}`;
}
