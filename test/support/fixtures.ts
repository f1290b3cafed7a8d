import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Path of a file under fixtures/. */
export function fixture(path: string): string {
  return fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
}

/** Text of a file under fixtures/. */
export function fixtureText(path: string): string {
  return readFileSync(fixture(path), 'utf8');
}

/** Objects of a file under fixtures/ that has one on each line. */
export function fixtureLines<T>(path: string): readonly T[] {
  return fixtureText(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
