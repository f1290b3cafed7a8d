import type { Command } from 'commander';
import { addOutputOptions, type OutputOptions } from '../options/output.ts';
import { emit } from '../output/emit.ts';
import type { Cli } from '../process.ts';

const EXAMPLES = `Examples:
  plimsoll rules
  plimsoll rules image/apt-lists-kept
`;

/** `plimsoll rules [ID...]`: what the rules see, why it matters, and what to do. */
export function addRulesCommand(program: Command, cli: Cli): void {
  const command = program
    .command('rules')
    .addHelpText('before', EXAMPLES)
    .description('List the rules behind findings, or explain some: what, why, cure, how it is measured.')
    .argument('[id...]', 'ids of rules, as findings carry them')
    .action(async (ids: readonly string[], options: OutputOptions) => {
      const { explainRules } = await import('../../inspect/rules.ts');
      cli.setStatus(await emit(cli.process, explainRules(ids), { ...options, failOn: 'never' }));
    });
  addOutputOptions(command, ['table', 'json']);
}
