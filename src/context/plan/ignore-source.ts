import { join } from 'node:path';
import { PlimsollError } from '../../core/errors.ts';
import { readIfFile } from '../../files/read-small.ts';
import { type IgnoreLine, readIgnoreFile } from '../../ignore/reader.ts';
import { compileRules } from '../../ignore/rule.ts';
import { type RuleSet, ruleSet } from '../../ignore/rule-set.ts';
import { type ContextPlace, pathFromRoot } from '../place.ts';
import type { IgnoreFileFact } from '../report.ts';

const IGNORE_FILE = '.dockerignore';
/** No list of rules that a build could use comes near this. */
const SIZE_LIMIT = 64 * 2 ** 20;

/** An ignore file and its rules. */
export interface IgnoreSource {
  readonly fact: IgnoreFileFact;
  readonly lines: readonly IgnoreLine[];
  readonly rules: RuleSet;
}

/**
 * The ignore file of one builder, null when there is none. The classic builder knows `.dockerignore` in the root and nothing else; for BuildKit
 * `NAME.dockerignore` beside the Dockerfile wins, even when it is empty. They are never merged.
 * Throws an `ignore-file` error where Docker refuses the file.
 */
export function readIgnoreSource(place: ContextPlace, builder: 'buildkit' | 'classic'): IgnoreSource | null {
  if (place.ignoreFile !== null) return readGiven(place, place.ignoreFile);
  const dockerfile = place.dockerfile ?? join(place.root, 'Dockerfile');
  const hasSpecific = builder === 'buildkit' && place.dockerfileText === null;
  const specific = !hasSpecific ? null : readSource(place, `${dockerfile}.dockerignore`, 'dockerfile');
  return specific ?? readSource(place, join(place.root, IGNORE_FILE), 'context');
}

function readGiven(place: ContextPlace, file: string): IgnoreSource {
  const source = readSource(place, file, 'option');
  if (source !== null) return source;
  throw new PlimsollError('not-found', `${file} is no file.`, { file, hint: 'Name an ignore file.' });
}

function readSource(
  place: ContextPlace,
  file: string,
  origin: IgnoreFileFact['origin'],
): IgnoreSource | null {
  const bytes = readIfFile(file, SIZE_LIMIT);
  if (bytes === null) return null;
  const path = pathFromRoot(place.root, file) ?? file;
  const lines = readIgnoreFile(bytes, path);
  const rules = compileRules(lines, path);
  return { fact: { path, origin, ruleCount: rules.length }, lines, rules: ruleSet(rules, path) };
}
