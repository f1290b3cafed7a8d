/**
 * Go's path/filepath.Match, function by function, as on Unix and for text whose characters are one unit each; null for ErrBadPattern.
 * Shares nothing with src/. Source: path/filepath/match.go.
 */
export function goFileMatch(pattern: string, name: string): boolean | null {
  let left = pattern;
  let text = name;
  chunks: while (left !== '') {
    const { star, chunk, rest } = scanChunk(left);
    left = rest;
    if (star && chunk === '') return !text.includes('/');
    const first = matchChunk(chunk, text);
    if (first === 'bad') return null;
    if (first !== null && (first === '' || left !== '')) {
      text = first;
      continue;
    }
    for (let i = 0; star && i < text.length && text[i] !== '/'; i++) {
      const found = matchChunk(chunk, text.slice(i + 1));
      if (found === 'bad') return null;
      if (found === null || (left === '' && found !== '')) continue;
      text = found;
      continue chunks;
    }
    return false;
  }
  return text === '';
}

function scanChunk(pattern: string): {
  readonly star: boolean;
  readonly chunk: string;
  readonly rest: string;
} {
  const body = pattern.replace(/^\*+/, '');
  let inRange = false;
  let i = 0;
  for (; i < body.length; i++) {
    if (body[i] === '\\') i = Math.min(i + 1, body.length - 1);
    else if (body[i] === '[') inRange = true;
    else if (body[i] === ']') inRange = false;
    else if (body[i] === '*' && !inRange) break;
  }
  return { star: body !== pattern, chunk: body.slice(0, i), rest: body.slice(i) };
}

function matchChunk(chunk: string, name: string): string | null | 'bad' {
  let left = chunk;
  let text = name;
  let failed = false;
  while (left !== '') {
    failed ||= text === '';
    const current = text[0] ?? '';
    text = text.slice(1);
    if (left.startsWith('[')) {
      const found = matchClass(left.slice(1), failed ? '\0' : current);
      if (found === 'bad') return 'bad';
      failed ||= !found.isMatch;
      left = found.rest;
      continue;
    }
    const escaped = left.startsWith('\\') ? left.slice(1) : null;
    if (escaped === '') return 'bad';
    if (escaped === null && left.startsWith('?')) failed ||= current === '/';
    else failed ||= (escaped ?? left)[0] !== current;
    left = (escaped ?? left).slice(1);
  }
  return failed ? null : text;
}

function matchClass(
  text: string,
  character: string,
): { readonly isMatch: boolean; readonly rest: string } | 'bad' {
  const negated = text.startsWith('^');
  let left = negated ? text.slice(1) : text;
  let match = false;
  for (let ranges = 0; ; ranges++) {
    if (left.startsWith(']') && ranges > 0) return { isMatch: match !== negated, rest: left.slice(1) };
    const low = getEsc(left);
    if (low === null) return 'bad';
    const high = low.rest.startsWith('-') ? getEsc(low.rest.slice(1)) : low;
    if (high === null) return 'bad';
    match ||= low.character <= character && character <= high.character;
    left = high.rest;
  }
}

function getEsc(text: string): { readonly character: string; readonly rest: string } | null {
  if (text === '' || text.startsWith('-') || text.startsWith(']')) return null;
  const plain = text.startsWith('\\') ? text.slice(1) : text;
  return plain.length < 2 ? null : { character: plain[0]!, rest: plain.slice(1) };
}
