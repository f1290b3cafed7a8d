import { type Command, Option } from 'commander';
import type { Severity } from '../../core/finding.ts';
import { collect } from './values.ts';

/** What makes a command exit with 1. */
export interface GateOptions {
  readonly failOn: Severity | 'never';
}

/** What commands with budgets of their own are given. */
export interface BudgetOptions {
  readonly budget: readonly string[];
  readonly against?: string;
}

/** The words of `--fail-on`. */
export const SEVERITIES: readonly string[] = ['error', 'warning', 'note', 'never'];

/** Adds `--fail-on`; the default leaves the exit status alone. */
export function addGateOptions(command: Command): void {
  command
    .optionsGroup('Gate:')
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 when a finding is at least this grave')
        .choices(SEVERITIES)
        .default('never'),
    );
}

/** Adds `--budget` and `--against`. */
export function addBudgetOptions(command: Command): void {
  addBudgetOption(command, 'a limit, as total=20MB or path:**/.env*=forbidden; may be repeated');
  command.option('--against <file>', 'the baseline that growth is held against');
}

/** Adds `--budget` alone. */
export function addBudgetOption(command: Command, description: string): void {
  command
    .optionsGroup('Gate:')
    .addOption(new Option('--budget <name=limit>', description).argParser(collect).default([], 'none'));
}
