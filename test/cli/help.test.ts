import { describe, expect, it } from 'vitest';
import { helpText } from '../../src/cli/command-spec.ts';
import { plimsoll } from '../support/cli.ts';
import { commandsBelow, program } from '../support/program.ts';

const commands = commandsBelow(program());
const examples = commands.flatMap(([, command]) => exampleLines(helpText(command)));

/** The lines between the head of the examples and the blank line after them. */
function exampleLines(help: string): readonly string[] {
  const [, ...lines] = help.split('\n');
  return lines.slice(0, lines.indexOf('')).map((line) => line.trim());
}

/** The words that plimsoll itself would be given by a shell. */
function wordsOf(line: string): readonly string[] {
  const own = line.slice(line.indexOf('plimsoll ') + 'plimsoll '.length).split(/ [|>] |\)/)[0]!;
  return [...own.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3]!);
}

describe('--help', () => {
  it.each(commands)('of %s begins with two examples and keeps to 80 columns', (_name, command) => {
    const help = helpText(command);
    expect(help).toMatch(/^Examples:\n {2}\S.*\n {2}\S/);
    expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(commands)('of %s says what each word and option is', (_name, command) => {
    expect(command.description()).toMatch(/^[A-Z].*\.$/);
    const silent = [
      ...command.registeredArguments,
      ...command.options.filter(({ hidden }) => !hidden),
    ].filter(({ description }) => description === '');
    expect(silent).toEqual([]);
  });

  it.each(examples)('shows a line that the command line takes: %s', async (line) => {
    const tree = program();
    for (const [, command] of commandsBelow(tree)) command.action(() => {});
    await expect(tree.parseAsync([...wordsOf(line)], { from: 'user' })).resolves.toBeDefined();
  });

  it('is the same on a terminal of any width up to its own', async () => {
    const [narrow, wide] = await Promise.all(
      ['40', '200'].map((COLUMNS) => plimsoll(['context', '--help'], { env: { COLUMNS } })),
    );
    expect(narrow!.code).toBe(0);
    expect(narrow!.out.replaceAll(/\s+/g, ' ')).toBe(wide!.out.replaceAll(/\s+/g, ' '));
  });
});

describe('a word that nothing is called', () => {
  it.each([
    [['contxt'], /^plimsoll: unknown command 'contxt'\n\(Did you mean context\?\)\n/],
    [
      ['image', 'a.tar', '--fromat', 'json'],
      /^plimsoll: unknown option '--fromat'\n\(Did you mean --format\?\)\n/,
    ],
    [['check', '--format', 'jsn'], /^plimsoll: option '--format <name>' .* Did you mean "json"\?\n/],
    [
      ['init', '--flavour', 'jav'],
      /Allowed choices are node, python, go, java, generic\. Did you mean "java"\?\n/,
    ],
    [['completion', 'fihs'], /Did you mean "fish"\?\n/],
    [['context', '.', '--budget', 'totl=20MB'], /did you mean "total"\?/],
  ])('of %j is answered by the nearest one, with status 2', async (args, message) => {
    const { code, out, err } = await plimsoll(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it.each(commands.slice(1))('never leaves a user of %s alone with a misspelt option', async (name) => {
    const { code, err } = await plimsoll([...name.split(' ').slice(1), '--halp']);
    expect(code).toBe(2);
    expect(err).toMatch(/unknown option '--halp'\n\(Did you mean --help\?\)/);
  });
});
