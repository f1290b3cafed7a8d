import { hasStrayByte } from '../core/byte-text.ts';
import { baseName } from '../core/posix-path.ts';
import type { IgnoreRule } from './rule.ts';

/** Where in a tree a rule can match at all: so that most rules need not be tried on most paths. */
export interface RuleShape {
  /** Every match begins with this. */
  readonly head: string;
  /** Number of slashes in every match; null when it varies. */
  readonly depth: number | null;
  /** Base name of every match; null when it varies. */
  readonly name: string | null;
}

/** The whole tree. */
const ANYWHERE: RuleShape = { head: '', depth: null, name: null };
const WILDCARD = /[*?[\]\\^]/;
/** What undoes the meaning of the text before it (`a|b*`, `ab{2}*`), or is not compared as it stands. */
const UNRULY = /[{|}\ufeff\ufffd]/;
/** What can match a slash, or nobody knows what. */
const DEEP = /\*\*|[[\]\\^]/;

/** The shape of a rule's pattern. */
export function shapeOf({ kind, pattern }: IgnoreRule): RuleShape {
  switch (kind) {
    case 'exact':
      return { head: pattern, depth: slashes(pattern), name: baseName(pattern) };
    case 'prefix':
      return { head: pattern.slice(0, -2), depth: null, name: null };
    case 'suffix':
      return pattern.startsWith('**/') ? { head: '', depth: null, name: baseName(pattern) } : ANYWHERE;
    case 'regexp':
      return UNRULY.test(pattern) || hasStrayByte(pattern) ? ANYWHERE : shapeOfGlob(pattern);
    case 'broken':
      return ANYWHERE;
  }
}

function shapeOfGlob(pattern: string): RuleShape {
  const head = pattern.slice(0, pattern.search(WILDCARD));
  return { head, depth: DEEP.test(pattern) ? null : slashes(pattern), name: null };
}

function slashes(text: string): number {
  return text.split('/').length - 1;
}
