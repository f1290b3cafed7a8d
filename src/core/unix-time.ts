/** Years that RFC 3339 can write. */
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59Z');

/** Seconds since 1970 as RFC 3339, to the second; null for a time that it cannot write. */
export function rfc3339(seconds: number): string | null {
  const milliseconds = Math.floor(seconds) * 1000;
  if (!(milliseconds >= FIRST && milliseconds <= LAST)) return null;
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
