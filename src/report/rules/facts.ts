import { countText } from '../../core/count-text.ts';
import type { Fact, Observation } from '../../core/finding.ts';
import { isRecord } from '../../core/value.ts';
import { sizeText } from '../text/size-text.ts';

const HUMAN = { bytes: false, units: 'si' } as const;

/** A fact that is text; empty when it is not there. */
export function textFact({ facts }: Observation, name: string): string {
  const fact = facts[name];
  return typeof fact === 'string' ? fact : '';
}

/** A fact that is a number; 0 when it is not there. */
export function numberFact({ facts }: Observation, name: string): number {
  const fact = facts[name];
  return typeof fact === 'number' ? fact : 0;
}

/** True for a fact that is true. */
export function isFact({ facts }: Observation, name: string): boolean {
  return facts[name] === true;
}

/** A fact that is a list of texts, or of things with a path. */
export function listFact({ facts }: Observation, name: string): readonly string[] {
  const fact = facts[name];
  return Array.isArray(fact) ? fact.map(itemText) : [];
}

/** A field of a fact that has fields; null when it is not there. */
export function fieldOf({ facts }: Observation, name: string, field: string): Fact {
  const fact = facts[name];
  return isRecord(fact) ? (fact[field] ?? null) : null;
}

/** Bytes at stake, for people. */
export function stakes({ bytes }: Observation): string {
  return sizeText(bytes, HUMAN);
}

/** Number of files: `1 file`, `2,481 files`. */
export function filesText(seen: Observation): string {
  return countText(numberFact(seen, 'files'), 'file');
}

/** The limit that was passed, for people. */
export function limitText(seen: Observation): string {
  return sizeText(numberFact(seen, 'limit'), HUMAN);
}

/** What kind of secret: `a private key`, `cloud credentials`. */
export function withArticle(kind: string): string {
  if (/credentials$|^infrastructure/.test(kind)) return kind;
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** The paths that hold all files of a finding: `app/.env and app/.git`. */
export function placesText(seen: Observation): string {
  const places = listFact(seen, 'places').map((path) => (path === '.' ? 'the whole image' : path));
  return listed(places);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function itemText(item: Fact): string {
  return isRecord(item) ? String(item['path'] ?? '') : String(item);
}
