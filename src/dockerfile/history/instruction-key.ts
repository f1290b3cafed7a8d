/** The hash of what is copied, which the classic builder writes into the instruction. */
const CONTENT_HASH = /\b(file|dir|multi):([0-9a-f]{12})[0-9a-f]{52}\b/g;
/** Build arguments before the command of RUN. */
const BUILD_ARGUMENTS = /^RUN (?:[A-Za-z_]\w*=(?:"(?:[^"\\]|\\.)*"|[^\s"]*) )+/;

/** An instruction without what changes with every build: what steps of two builds are recognised by. */
export function instructionKey(instruction: string): string {
  return instruction.replace(CONTENT_HASH, '$1');
}

/** The same without the build arguments, which may hold a build's number or time. */
export function looseInstructionKey(instruction: string): string {
  return instructionKey(instruction).replace(BUILD_ARGUMENTS, 'RUN ');
}

/** An instruction for people: of a content hash the first 12 digits. */
export function shortInstruction(instruction: string): string {
  return instruction.replace(CONTENT_HASH, '$1:$2');
}
