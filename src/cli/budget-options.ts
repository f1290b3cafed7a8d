import { type Command, Option } from 'commander';
import { collect } from './options.ts';

/** What commands with budgets of their own are given. */
export interface BudgetOptions {
  readonly budget: readonly string[];
  readonly against?: string;
}

/** Adds `--budget` and `--against`. */
export function addBudgetOptions(command: Command): void {
  addBudgetOption(command, 'a limit, as total=20MB or path:**/.env*=forbidden; may be repeated');
  command.addOption(
    new Option('--against <file>', 'the baseline that growth is held against').helpGroup('Gate:'),
  );
}

/** Adds `--budget` alone. */
export function addBudgetOption(command: Command, description: string): void {
  command.addOption(
    new Option('--budget <name=limit>', description)
      .argParser(collect)
      .default([], 'none')
      .helpGroup('Gate:'),
  );
}
