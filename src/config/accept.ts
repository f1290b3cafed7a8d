import type { ValueStep } from '../core/value.ts';
import type { Config, ContextBudget, ImageBudget } from './config.ts';
import { isSurelyBudget, isSurelyConfig } from './fits.ts';
import type { Origin } from './origin.ts';

/** Holds a value to the definition; `origin` tells where a part of it stands, or null for a value that is in no file. */
export async function acceptConfig(
  value: unknown,
  origin: (path: readonly ValueStep[], at: 'key' | 'value') => Origin | null,
): Promise<Config> {
  if (isSurelyConfig(value)) return value;
  const { validateConfig } = await import('./schema/validate.ts');
  return validateConfig(value, origin);
}

/** Holds one budget to its definition; `refuse` makes the error of a complaint. */
export async function acceptBudget<Kind extends 'context' | 'image'>(
  kind: Kind,
  value: unknown,
  refuse: (complaint: string) => Error,
): Promise<Kind extends 'context' ? ContextBudget : ImageBudget> {
  if (isSurelyBudget(kind, value)) return value;
  const { validateBudget } = await import('./schema/validate.ts');
  return validateBudget(kind, value, refuse);
}
