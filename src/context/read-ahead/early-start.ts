import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SurveyOptions } from '../options.ts';
import { placeOf, shownBuilder } from '../place.ts';
import { type ReadAheadThread, startReadAhead } from './read-ahead.ts';

/** Names that make a context large. */
const LARGE = 4096;
/** Directories that are looked into at most, so that a look takes few milliseconds. */
const LOOKS = 100;

/**
 * Starts the thread that reads ahead when a short look finds a large context, null when it does not. To be called before what surveys contexts is
 * loaded: both take their time.
 */
export function startEarly(root: string, options: SurveyOptions): ReadAheadThread | null {
  const { threads, measureExcluded = false } = options;
  if (threads === 1 || (threads === undefined && !looksLarge(root))) return null;
  const place = placeOf(root, options);
  return startReadAhead({
    place,
    shown: shownBuilder(options),
    measureExcluded,
    frames: [{ path: '', next: 0 }],
  });
}

/** What the rules mention may be skipped, and does not count. A wrong guess costs some milliseconds. */
function looksLarge(root: string): boolean {
  const rules = orNothing(() => readFileSync(join(root, '.dockerignore'), 'utf8'), '');
  const directories = [root];
  let names = 0;
  for (let at = 0; at < directories.length && at < LOOKS; at++) {
    const directory = directories[at]!;
    for (const entry of orNothing<readonly Dirent[]>(
      () => readdirSync(directory, { withFileTypes: true }),
      [],
    )) {
      if (rules.includes(entry.name)) continue;
      names++;
      if (entry.isDirectory()) directories.push(join(directory, entry.name));
    }
    if (names >= LARGE) return true;
  }
  return false;
}

function orNothing<T>(read: () => T, nothing: T): T {
  try {
    return read();
  } catch {
    return nothing;
  }
}
