import { describe, expect, it } from 'vitest';
import { globalGitIgnore } from '../../src/cli/git-excludes.ts';
import type { ProcessLike } from '../../src/cli/process.ts';
import { plantTree } from '../support/tree.ts';

function ask(env: Record<string, string>): string | undefined {
  return globalGitIgnore({ env, cwd: () => '/work' } as unknown as ProcessLike);
}

describe('the file of git’s rules for all repositories', () => {
  it('is where git looks when nothing is set', () => {
    expect(ask({ HOME: '/home/u' })).toBe('/home/u/.config/git/ignore');
    expect(ask({ HOME: '/home/u', XDG_CONFIG_HOME: '/x' })).toBe('/x/git/ignore');
    expect(ask({})).toBeUndefined();
  });

  it.each([
    ['[core]\n\texcludesFile = ~/mine\n', (home: string) => `${home}/mine`],
    [
      '[user]\n\tname = x\n[core]\n\teditor = vi\n\texcludesfile = "/etc/ignore" # all\n',
      () => '/etc/ignore',
    ],
    [
      '[core "x"]\n\texcludesFile = /no\n[alias]\n\texcludesFile = /no\n',
      (home: string) => `${home}/.config/git/ignore`,
    ],
  ])('is what core.excludesFile says: %j', (config, expected) => {
    const home = plantTree({ '.gitconfig': config });
    expect(ask({ HOME: home })).toBe(expected(home));
  });
});
