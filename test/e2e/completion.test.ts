import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { plimsoll } from '../support/cli.ts';
import { commandsBelow, program } from '../support/program.ts';
import { plantTree } from '../support/tree.ts';

const COMMANDS = commandsBelow(program())
  .slice(1)
  .map(([, command]) => command.name());
const FILES = { 'app.tar': '', 'app two.tar': '', 'notes.md': '', 'sub/': '' };

/** Shells that this machine has; the tests of others are skipped by name. */
function has(shell: string): boolean {
  return spawnSync(shell, ['-c', 'exit 0']).status === 0;
}

const scripts = new Map<string, Promise<string>>();

/** What the command prints for a shell, asked once. */
function scriptOf(shell: string): Promise<string> {
  const known = scripts.get(shell) ?? plimsoll(['completion', shell]).then(({ out }) => out);
  scripts.set(shell, known);
  return known;
}

/** Runs a script in a shell without the user's own settings. */
function run(shell: string, args: readonly string[], script: string, cwd: string): string {
  const { stdout, stderr } = spawnSync(shell, [...args, script], {
    cwd,
    encoding: 'utf8',
    timeout: 30_000,
    env: { PATH: process.env['PATH'], HOME: cwd, TERM: 'xterm', LC_ALL: 'C.UTF-8' },
  });
  expect(stderr).toBe('');
  return stdout;
}

describe('plimsoll completion', () => {
  it('refuses a shell that it does not know', async () => {
    const { code, out, err } = await plimsoll(['completion', 'tcsh']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/Allowed choices are bash, zsh, fish/);
  });

  it.each(['bash', 'zsh', 'fish'])('names every command and option of the tree in %s', async (shell) => {
    const script = await scriptOf(shell);
    for (const [, command] of commandsBelow(program())) {
      for (const option of command.createHelp().visibleOptions(command))
        expect(script).toContain(shell === 'fish' ? `-l ${option.long!.slice(2)}` : option.long);
    }
    for (const name of COMMANDS) expect(script).toContain(name);
  });
});

describe.skipIf(!has('bash'))('completion in bash', () => {
  /** What Tab offers after these words, as bash takes the line apart. */
  async function offers(words: readonly string[]): Promise<readonly string[]> {
    const list = ['plimsoll', ...words].map((word) => `'${word}'`).join(' ');
    const script = `${await scriptOf('bash')}
COMP_WORDS=(${list}); COMP_CWORD=${words.length}; _plimsoll; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run('bash', ['--norc', '-euc'], script, plantTree(FILES)).trimEnd().split('\n').sort();
  }

  it.each<[readonly string[], readonly string[]]>([
    [['con'], ['context']],
    [[''], [...COMMANDS, 'help'].sort()],
    [['image', '--ver'], ['--verify']],
    [['image', '--format', 'js'], ['json']],
    [['image', '--format', '=', 'js'], ['json']],
    [
      ['image', '--format', '='],
      ['csv', 'github', 'gitlab', 'json', 'junit', 'markdown', 'ndjson', 'sarif', 'table'],
    ],
    [
      ['image', 'ap'],
      ['app two.tar', 'app.tar'],
    ],
    [['explain', '--context', ''], ['sub']],
    [['image', '--top', ''], ['']],
    [
      ['completion', ''],
      ['bash', 'fish', 'zsh'],
    ],
  ])('%j offers %j', async (words, expected) => {
    const offered = await offers(words);
    if (words.at(-1) === '=') expect(offered).toEqual(expect.arrayContaining([...expected]));
    else expect(offered).toEqual(expected);
  });

  it('can be loaded twice', async () => {
    const script = await scriptOf('bash');
    expect(run('bash', ['--norc', '-euc'], script + script, plantTree())).toBe('');
  });
});

describe.skipIf(!has('fish'))('completion in fish', () => {
  async function offers(line: string): Promise<readonly string[]> {
    const script = `${await scriptOf('fish')}complete -C '${line}'`;
    const lines = run('fish', ['--no-config', '-c'], script, plantTree(FILES)).trimEnd().split('\n');
    return lines.map((offer) => offer.split('\t')[0]!).sort();
  }

  it.each<[string, readonly string[]]>([
    ['plimsoll con', ['context']],
    ['plimsoll ', [...COMMANDS, 'help'].sort()],
    ['plimsoll image --ver', ['--verify']],
    ['plimsoll image --format js', ['json']],
    ['plimsoll image --format=js', ['--format=json']],
    ['plimsoll image app.', ['app.tar']],
    ['plimsoll explain --context ', ['sub/']],
    ['plimsoll image --top ', ['']],
    ['plimsoll completion ', ['bash', 'fish', 'zsh']],
  ])('%s offers %j', async (line, expected) => {
    expect(await offers(line)).toEqual(expected);
  });
});

describe.skipIf(!has('zsh'))('completion in zsh', () => {
  /** The line after a Tab in an interactive zsh of its own. */
  async function completed(line: string): Promise<string> {
    const cwd = plantTree({
      ...FILES,
      'functions/_plimsoll': await scriptOf('zsh'),
      '.zshrc': `fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -D
tell-line() { zle complete-word; print -r -- $BUFFER > line; mv line told }
zle -N tell-line; bindkey '^I' tell-line
zle-line-init() { : > ready }; zle -N zle-line-init`,
    });
    const driver = `
await() { for try in {1..200}; do [[ -e $1 ]] && return; sleep 0.05; done; return 1 }
zmodload zsh/zpty && zpty z 'ZDOTDIR=$PWD exec zsh -i'
await ready && zpty -n -w z $'${line}\\t' && await told && cat told
zpty -d z`;
    return run('zsh', ['-f', '-c'], driver, cwd).trimEnd();
  }

  it.each([
    ['plimsoll con', 'plimsoll context'],
    ['plimsoll image --verif', 'plimsoll image --verify'],
    ['plimsoll image --format js', 'plimsoll image --format json'],
    ['plimsoll image --format=js', 'plimsoll image --format=json'],
    ['plimsoll image not', 'plimsoll image notes.md'],
    ['plimsoll explain --context s', 'plimsoll explain --context sub/'],
    ['plimsoll completion f', 'plimsoll completion fish'],
  ])('%s becomes %s', async (line, expected) => {
    expect(await completed(line)).toBe(expected);
  });
});
