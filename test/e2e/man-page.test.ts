import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandSpec } from '../../src/cli/command-spec.ts';
import { renderManPage } from '../../src/report/manual/man-page.ts';
import { commandsBelow, program } from '../support/program.ts';

const PAGE = fileURLToPath(new URL('../../man/plimsoll.1', import.meta.url));
const text = readFileSync(PAGE, 'utf8');

function isThere(tool: string): boolean {
  return spawnSync(tool, ['--version']).error === undefined;
}

describe('man/plimsoll.1', () => {
  it('is what the command tree says, dated by the newest release', () => {
    const [, version = '', date = ''] = /^## \[(.+)\] - (.+)$/m.exec(
      readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8'),
    )!;
    expect(text).toBe(renderManPage(commandSpec(program()), { version, date }));
  });

  it('describes every command, word and option that the help shows', () => {
    const plain = text.replaceAll('\\-', '-').replaceAll(/\\f[BIR]/g, '');
    for (const [name, command] of commandsBelow(program()).slice(1)) {
      expect(plain).toContain(`.SS ${name}\n`);
      const help = command.createHelp();
      for (const option of help.visibleOptions(command)) expect(plain).toContain(option.long);
      for (const argument of command.registeredArguments)
        expect(plain).toContain(`.TP\n${argument.name()}\n`);
    }
  });

  it.skipIf(!isThere('mandoc'))('has nothing that mandoc warns of', () => {
    const { stdout, status } = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', PAGE], {
      encoding: 'utf8',
    });
    expect([stdout, status]).toEqual(['', 0]);
  });

  it.skipIf(!isThere('groff'))('has nothing that groff warns of', () => {
    const { stderr, status } = spawnSync('groff', ['-man', '-ww', '-z', PAGE], { encoding: 'utf8' });
    expect([stderr, status]).toEqual(['', 0]);
  });
});
