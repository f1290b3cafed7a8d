import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ProcessLike } from './process.ts';

/** The file of git's rules for all repositories of this user: `core.excludesFile`, else the place where git looks without it. */
export function globalGitIgnore({ env, cwd }: ProcessLike): string | undefined {
  const home = env['HOME'] ?? env['USERPROFILE'];
  const settings = env['XDG_CONFIG_HOME'] || (home && join(home, '.config'));
  const files = [
    settings && join(settings, 'git', 'config'),
    env['GIT_CONFIG_GLOBAL'] ?? (home && join(home, '.gitconfig')),
  ];
  const set = files.flatMap((file) => (file ? (excludesFileIn(file) ?? []) : [])).at(-1);
  if (set === undefined) return settings ? join(settings, 'git', 'ignore') : undefined;
  return set.startsWith('~/') && home ? join(home, set.slice(2)) : resolve(cwd(), set);
}

/** `excludesFile` of the section `core`, the last one counts. */
function excludesFileIn(file: string): string | undefined {
  let section = '';
  let value: string | undefined;
  for (const line of readLines(file)) {
    const heading = /^\s*\[\s*([^\]\s"]+)\s*(".*")?\]/.exec(line);
    if (heading) section = heading[2] === undefined ? heading[1]!.toLowerCase() : '';
    const setting = /^\s*excludesfile\s*=\s*"?([^"#;]+?)"?\s*(?:[#;].*)?$/i.exec(line);
    if (section === 'core' && setting) value = setting[1];
  }
  return value;
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
