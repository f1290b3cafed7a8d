import { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';
import { createProgram } from '../../src/cli/main.ts';
import type { ProcessLike } from '../../src/cli/process.ts';

/** The command tree, in a process of which nothing is heard. */
export function program(): Command {
  const sink = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
  const process: ProcessLike = {
    argv: [],
    env: {},
    stdin: Readable.from([]),
    stdout: sink(),
    stderr: sink(),
    pid: 0,
    cwd: () => '/',
    once: () => undefined,
    off: () => undefined,
    kill: () => undefined,
  };
  return createProgram({ process, setStatus: () => {} });
}

/** A command and all below it, with their whole names. */
export function commandsBelow(
  command: Command,
  name: string = command.name(),
): readonly (readonly [string, Command])[] {
  const below = command.commands.flatMap((child) => commandsBelow(child, `${name} ${child.name()}`));
  return [[name, command], ...below];
}
