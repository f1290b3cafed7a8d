/** The value of a variable; undefined when it is not set. */
export type VariableLookup = (name: string) => string | undefined;

/** A text with its variables filled in. */
export interface Interpolated {
  readonly text: string;
  /** Variables that are set nowhere and have no default: they count as empty. */
  readonly unset: readonly string[];
}

/** Why a text cannot be filled in, in compose's words. */
export class InterpolationError extends Error {}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATORS = [':-', '-', ':?', '?', ':+', '+'] as const;
const DEEPEST = 20;

/**
 * Fills in `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?message}`, `${NAME?message}`, `${NAME:+instead}`, `${NAME+instead}`;
 * `$$` is a dollar. Throws an {@link InterpolationError}. Source: compose-go, template.
 */
export function interpolate(text: string, lookUp: VariableLookup, depth = 0): Interpolated {
  const unset: string[] = [];
  let filled = '';
  let at = 0;
  for (let dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', at)) {
    filled += text.slice(at, dollar);
    if (text[dollar + 1] === '$') {
      filled += '$';
      at = dollar + 2;
      continue;
    }
    const { end, value } = readVariable(text, dollar, lookUp, unset, depth);
    filled += value;
    at = end;
  }
  return { text: filled + text.slice(at), unset };
}

function readVariable(
  text: string,
  dollar: number,
  lookUp: VariableLookup,
  unset: string[],
  depth: number,
): { readonly end: number; readonly value: string } {
  const isBraced = text[dollar + 1] === '{';
  const from = dollar + (isBraced ? 2 : 1);
  const name = nameAt(text, from);
  if (name === '' || depth > DEEPEST) throw invalid(text);
  const after = from + name.length;
  const value = lookUp(name);
  if (!isBraced || text[after] === '}') {
    if (value === undefined) unset.push(name);
    return { end: isBraced ? after + 1 : after, value: value ?? '' };
  }
  const operator = OPERATORS.find((one) => text.startsWith(one, after));
  const close = closingBrace(text, after);
  if (operator === undefined || close < 0) throw invalid(text);
  const fill = (): string => {
    const inner = interpolate(text.slice(after + operator.length, close), lookUp, depth + 1);
    unset.push(...inner.unset);
    return inner.text;
  };
  return { end: close + 1, value: chosen(name, operator, value, fill) };
}

/** A colon makes an empty variable count as unset. */
function chosen(
  name: string,
  operator: (typeof OPERATORS)[number],
  value: string | undefined,
  fill: () => string,
): string {
  const isSet = value !== undefined && (value !== '' || !operator.startsWith(':'));
  switch (operator.at(-1)) {
    case '-':
      return isSet ? value : fill();
    case '+':
      return isSet ? fill() : '';
    default: {
      if (isSet) return value;
      const message = fill();
      throw new InterpolationError(
        `required variable ${name} is missing a value${message === '' ? '' : `: ${message}`}`,
      );
    }
  }
}

function nameAt(text: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(text)?.[0] ?? '';
}

/** The brace that closes the variable under way, -1 for none; braces of variables in its default do not count. */
function closingBrace(text: string, from: number): number {
  let open = 0;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('${', at)) open++;
    else if (text[at] === '}' && open-- === 0) return at;
  }
  return -1;
}

function invalid(text: string): InterpolationError {
  return new InterpolationError(`invalid interpolation format "${text}"; write $$ for a dollar`);
}
