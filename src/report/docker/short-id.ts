const SHORT = 12;

/** The first 12 characters of an ID, without its algorithm. Source: moby, stringid.TruncateID. */
export function shortId(id: string): string {
  return id.slice(id.indexOf(':') + 1).slice(0, SHORT);
}
