import { hasStrayByte } from '../core/byte-text.ts';
import { compileGoRegExp } from './regexp.ts';

type SegmentTest = (path: string, start: number, end: number) => boolean;

/** A segment of a pattern; null is `**`. */
type Segment = SegmentTest | null;

/** Characters that make the regular expression more than stars and question marks, and the one that a stray byte matches. */
const BEYOND_GLOB = /[[\]\\^{|}\ufeff\ufffd]/;

/**
 * A pattern of `*`, `?` and whole-segment `**` as plain comparisons, in linear time for each segment; null when it holds more than that.
 * `source` is the same pattern as a regular expression, to which it is exactly equal.
 */
export function compileGlob(pattern: string, source: string): ((path: string) => boolean) | null {
  const parts = wholeSegments(pattern);
  if (parts === null) return null;
  const segments = parts.map((part) => (part === '**' ? null : compileSegment(part)));
  if (!segments.includes(null)) return fixedDepth(segments as SegmentTest[]);
  const [first, last] = segments;
  const isBaseName = segments.length === 2 && first === null && last;
  const test = isBaseName ? lastSegment(last) : anyDepth(segments);
  return exceptLineFeed(test, source);
}

function wholeSegments(pattern: string): readonly string[] | null {
  if (BEYOND_GLOB.test(pattern) || hasStrayByte(pattern)) return null;
  const start = /^\*\*(?=[^*/])/.test(pattern) ? `**/${pattern.slice(2)}` : pattern;
  const parts = start.split('/');
  return parts.some((part) => part !== '**' && part.includes('**')) ? null : parts;
}

function compileSegment(part: string): SegmentTest {
  if (part.includes('?')) return wildcardSegment(part);
  if (part.includes('*')) return starSegment(part.split('*'));
  return (path, start, end) => end - start === part.length && path.startsWith(part, start);
}

/** Stars alone: what stands between two of them is best found as early as it comes, so nothing is tried twice. */
function starSegment(pieces: readonly string[]): SegmentTest {
  const head = pieces[0]!;
  const tail = pieces.at(-1)!;
  const middle = pieces.slice(1, -1);
  const least = head.length + tail.length;
  return (path, start, end) => {
    const last = end - tail.length;
    if (end - start < least || !path.startsWith(tail, last) || !path.startsWith(head, start)) return false;
    let at = start + head.length;
    for (const piece of middle) {
      const found = path.indexOf(piece, at);
      if (found < 0 || found + piece.length > last) return false;
      at = found + piece.length;
    }
    return true;
  };
}

/** Any mix of `*` and `?`: only the last star seen can need another length. */
function wildcardSegment(part: string): SegmentTest {
  return (path, start, end) => {
    let at = start;
    let p = 0;
    let star = -1;
    let resume = start;
    while (at < end) {
      const character = part[p];
      if (character === '*') {
        star = p++;
        resume = at;
      } else if (character === '?') {
        p++;
        at += characterLength(path, at);
      } else if (character === path[at]) {
        p++;
        at++;
      } else if (star >= 0) {
        p = star + 1;
        resume += characterLength(path, resume);
        at = resume;
      } else return false;
    }
    while (part[p] === '*') p++;
    return p === part.length;
  };
}

function characterLength(path: string, at: number): number {
  return path.codePointAt(at)! > 0xffff ? 2 : 1;
}

function fixedDepth(segments: readonly SegmentTest[]): (path: string) => boolean {
  const [only] = segments;
  if (segments.length === 1) return (path) => !path.includes('/') && only!(path, 0, path.length);
  return (path) => {
    let start = 0;
    for (const [index, segment] of segments.entries()) {
      const slash = path.indexOf('/', start);
      const isLast = index === segments.length - 1;
      if (slash < 0 !== isLast) return false;
      if (!segment(path, start, isLast ? path.length : slash)) return false;
      start = slash + 1;
    }
    return true;
  };
}

function lastSegment(segment: SegmentTest): (path: string) => boolean {
  return (path) => segment(path, nameStart(path), path.length);
}

/** Many rules are tried on one path after the other. */
let latest = { path: '', start: 0 };

function nameStart(path: string): number {
  if (path !== latest.path) latest = { path, start: path.lastIndexOf('/') + 1 };
  return latest.start;
}

/** `**` stands for any number of segments, at the end for at least one: only the last one seen can need another length. */
function anyDepth(segments: readonly Segment[]): (path: string) => boolean {
  return (path) => {
    let start = 0;
    let s = 0;
    let globstar = -1;
    let resume = 0;
    while (start <= path.length) {
      const slash = path.indexOf('/', start);
      const end = slash < 0 ? path.length : slash;
      const segment = segments[s];
      if (segment === null) {
        if (s === segments.length - 1) return true;
        globstar = s++;
        resume = start;
      } else if (segment?.(path, start, end)) {
        s++;
        start = end + 1;
      } else if (globstar >= 0) {
        const next = path.indexOf('/', resume);
        if (next < 0) return false;
        s = globstar + 1;
        resume = start = next + 1;
      } else return false;
    }
    return s === segments.length;
  };
}

/** `.` of the regular expression matches no line feed, so a path that holds one is left to it. */
function exceptLineFeed(test: (path: string) => boolean, source: string): (path: string) => boolean {
  let regexp: ((path: string) => boolean) | null = null;
  return (path) => {
    if (!test(path)) return false;
    if (!path.includes('\n')) return true;
    regexp ??= compileGoRegExp(source);
    return regexp?.(path) ?? false;
  };
}
