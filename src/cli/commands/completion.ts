import { Argument, type Command } from 'commander';
import { type Cli, write } from '../process.ts';

const EXAMPLES = `Examples:
  source <(plimsoll completion bash)
  plimsoll completion zsh > ~/.zsh/functions/_plimsoll
  plimsoll completion fish > ~/.config/fish/completions/plimsoll.fish
`;
const RENDERERS = {
  bash: async () => (await import('../../report/manual/bash-completion.ts')).renderBashCompletion,
  zsh: async () => (await import('../../report/manual/zsh-completion.ts')).renderZshCompletion,
  fish: async () => (await import('../../report/manual/fish-completion.ts')).renderFishCompletion,
} as const;

/** `plimsoll completion SHELL`: what makes a shell complete commands, options and their values. */
export function addCompletionCommand(program: Command, cli: Cli): void {
  program
    .command('completion')
    .addHelpText('before', EXAMPLES)
    .description('Print what makes a shell complete commands, options and their values.')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(RENDERERS)))
    .action(async (shell: keyof typeof RENDERERS) => {
      const { commandSpec } = await import('../command-spec.ts');
      const render = await RENDERERS[shell]();
      await write(cli.process.stdout, render(commandSpec(program)));
    });
}
