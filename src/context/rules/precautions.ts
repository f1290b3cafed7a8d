import { baseName } from '../../core/posix-path.ts';
import type { IgnoreRule } from '../../ignore/rule.ts';
import { ARTIFACT_NAMES } from './artifact-names.ts';
import type { Scene } from './watch.ts';

/** Names that people exclude whether or not they are there today. */
const NAMES =
  /^(?:docker-?compose|compose|dockerfile|readme|license|changelog|contributing|makefile|jenkinsfile|vagrantfile|thumbs\.db|desktop\.ini|tmp|temp|logs?|cache|tests?|specs?|docs?|secrets?|backups?|coverage|yarn-|npm-|pnpm-|pip-|nosetests|celerybeat|charts$|azds\.yaml$|values\.)/i;
const EXTENSIONS =
  /\.(?:log|tmp|temp|bak|orig|swp|swo|pid|seed|pyc|pyo|pyd|class|o|a|so|exe|dll|obj|tgz|tar|gz|zip|7z|rar|iso|dmg|pem|key|crt|p12|pfx|env|local|md|iml|suo|user|tsbuildinfo|sqlite3?|db|sql|dump|csv|cache|map|lcov|prof|coverage|egg|whl|jar|war|nupkg|dbmdl|jfm|cover|pot?|mo|spec|manifest|\*proj)(?:[.*?[].*)?$|~$/i;

/** True for an exception that keeps something hidden from a wildcard, should it come: `!**\/.env.example`. */
export function keepsHidden({ pattern, isException }: IgnoreRule): boolean {
  return isException && pattern.split('/').some((name) => name.startsWith('.'));
}

/** True for a rule that guards against something that may come: names starting with a dot, by-products, and what git ignores, too. */
export function isPrecaution({ git }: Scene, { pattern, isException }: IgnoreRule): boolean {
  if (isException) return false;
  const name = baseName(pattern).replace(/^\*+(?=[^.])/, '');
  if (name.startsWith('.') || ARTIFACT_NAMES.has(name) || NAMES.test(name) || EXTENSIONS.test(name))
    return true;
  const path = pattern.replace(/^(?:\*\*\/)+/, '').replace(/[*?[\]\\]/g, 'x');
  return (
    git !== null && [false, true].some((isDirectory) => git.isIgnored(path, baseName(path), isDirectory))
  );
}
