import { DockerfileError } from './dockerfile-error.ts';

type PatternItem =
  | { readonly kind: 'one' }
  | { readonly kind: 'any' }
  | { readonly kind: 'literal'; readonly character: string };

/** `?` and `*` of `${name%pattern}`; everything else stands for itself, `\` escapes. */
type ShellPattern = readonly PatternItem[];

/** Reads a shell pattern. Throws where BuildKit does: `\` before anything but `*`, `?`, `\`, `}` and `/`. */
function parseShellPattern(text: string): ShellPattern {
  const items: PatternItem[] = [];
  const characters = [...text];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === '*') items.push({ kind: 'any' });
    else if (character === '?') items.push({ kind: 'one' });
    else if (character !== '\\') items.push({ kind: 'literal', character });
    else {
      const next = characters[++at] ?? '';
      if (!['*', '?', '\\', '}', '/'].includes(next))
        throw new DockerfileError(`invalid pattern (${text}) in substitution: invalid escape '\\${next}'`);
      items.push({ kind: 'literal', character: next });
    }
  }
  return items;
}

/**
 * Where a match that begins at `from` ends: the nearest or the farthest place; null for no match.
 * A wildcard does not cross a line end.
 */
function matchEnd(
  pattern: ShellPattern,
  characters: readonly string[],
  from: number,
  farthest: boolean,
): number | null {
  const ends = placesAfter(pattern, characters, [from]);
  if (ends.size === 0) return null;
  return [...ends].reduce((a, b) => (farthest ? Math.max(a, b) : Math.min(a, b)));
}

/** Where matches can begin, in order: the pattern walked backwards from every place at once. */
function matchStarts(pattern: ShellPattern, characters: readonly string[]): readonly number[] {
  const everywhere = Array.from({ length: characters.length + 1 }, (_, place) => place);
  const backwards = placesAfter([...pattern].reverse(), [...characters].reverse(), everywhere);
  return [...backwards].map((place) => characters.length - place).sort((a, b) => a - b);
}

/** Walks a set of places through the pattern: linear in the text, whatever the pattern. */
function placesAfter(
  pattern: ShellPattern,
  characters: readonly string[],
  from: Iterable<number>,
): ReadonlySet<number> {
  let places: ReadonlySet<number> = new Set(from);
  for (const item of pattern) {
    const next = new Set<number>();
    for (const place of places) advance(item, characters, place, next);
    places = next;
  }
  return places;
}

function advance(item: PatternItem, characters: readonly string[], place: number, next: Set<number>): void {
  const character = characters[place];
  switch (item.kind) {
    case 'literal':
      if (character === item.character) next.add(place + 1);
      return;
    case 'one':
      if (character !== undefined && character !== '\n') next.add(place + 1);
      return;
    case 'any':
      for (let at = place; !next.has(at); at++) {
        next.add(at);
        if (at >= characters.length || characters[at] === '\n') return;
      }
  }
}

/** `${name#pattern}` and `${name##pattern}`: the value without the shortest or longest start that matches. */
export function trimPrefix(pattern: string, value: string, longest: boolean): string {
  const characters = [...value];
  const end = matchEnd(parseShellPattern(pattern), characters, 0, longest);
  return end === null ? value : characters.slice(end).join('');
}

/** `${name%pattern}` and `${name%%pattern}`: the value without the shortest or longest end that matches. */
export function trimSuffix(pattern: string, value: string, longest: boolean): string {
  const characters = [...value].reverse();
  const end = matchEnd([...parseShellPattern(pattern)].reverse(), characters, 0, longest);
  return end === null ? value : characters.slice(end).reverse().join('');
}

/** `${name/pattern/text}` and `${name//pattern/text}`: the longest match at each place, leftmost first. */
export function replacePattern(pattern: string, value: string, text: string, everywhere: boolean): string {
  const items = parseShellPattern(pattern);
  const characters = [...value];
  const insert = everywhere ? fillTemplate(text) : text;
  let result = '';
  let copied = 0;
  let from = 0;
  for (const start of matchStarts(items, characters)) {
    if (start < from) continue;
    const end = matchEnd(items, characters, start, true)!;
    result += characters.slice(copied, start).join('');
    if (end > copied || start === 0) result += insert;
    copied = end;
    if (!everywhere) break;
    from = Math.max(end, start + 1);
  }
  return result + characters.slice(copied).join('');
}

/** Go's ReplaceAllString takes `$name` in the text for a group; the pattern has none, so all but `$$` are empty. */
function fillTemplate(text: string): string {
  return text.replace(/\$(?:\$|[\p{L}\p{Nd}_]+|\{[\p{L}\p{Nd}_]+\})/gu, (group) =>
    group === '$$' ? '$' : '',
  );
}
