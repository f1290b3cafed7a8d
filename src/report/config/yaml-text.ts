const PLAIN = /^[A-Za-z0-9_.%/@-][A-Za-z0-9_.%/@+=-]*$/;
/** Words and numbers that YAML would not read as text. */
const SPECIAL =
  /^(?:true|false|null|~|yes|no|on|off|\.inf|\.nan|[-@%].*|0[xo].*|[+.]?[0-9][0-9_]*(?:\.[0-9]*)?(?:e[-+]?[0-9]+)?)$/i;

/** A plain value in YAML's flow style, on one line. */
export function flowYaml(value: unknown): string {
  if (typeof value === 'string') return scalarYaml(value);
  if (Array.isArray(value)) return `[${value.map(flowYaml).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).map(([key, part]) => `${scalarYaml(key)}: ${flowYaml(part)}`);
  return `{ ${pairs.join(', ')} }`;
}

/** A text as YAML reads it back: as it is where that is safe, else as JSON text, which is YAML, too. */
export function scalarYaml(text: string): string {
  return PLAIN.test(text) && !SPECIAL.test(text) ? text : JSON.stringify(text);
}
