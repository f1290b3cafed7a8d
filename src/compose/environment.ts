import { parseEnv } from 'node:util';
import { interpolate, type VariableLookup } from './interpolate.ts';

/** Variables by name, from the process and from `.env`; the process wins. Values of `.env` may use variables, except in single quotes. */
export function composeVariables(
  dotEnv: string | null,
  environment: Readonly<Record<string, string | undefined>>,
): VariableLookup {
  const file = new Map<string, string>();
  const lookUp: VariableLookup = (name) =>
    (Object.hasOwn(environment, name) ? environment[name] : undefined) ?? file.get(name);
  for (const [name, value = ''] of Object.entries(parseEnv(dotEnv ?? ''))) {
    const isLiteral = dotEnv!.includes(`${name}='`);
    file.set(name, isLiteral || !value.includes('$') ? value : filledIn(value, lookUp));
  }
  return lookUp;
}

function filledIn(value: string, lookUp: VariableLookup): string {
  try {
    return interpolate(value, lookUp).text;
  } catch {
    return value;
  }
}
