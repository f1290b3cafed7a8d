import { type ValueStep, valueAt } from '../core/value.ts';
import { parseYaml } from '../core/yaml.ts';
import { acceptConfig } from './accept.ts';
import type { Config } from './config.ts';
import type { Origin } from './origin.ts';

/** A configuration that fits its schema, and knows where its parts stand. */
export interface ParsedConfig {
  readonly config: Config;
  readonly origin: (path: readonly ValueStep[], at?: 'key' | 'value') => Origin;
}

/**
 * Reads a configuration from YAML or JSON. `under` is the way to it inside the document (`['plimsoll']` in package.json).
 * Fails with a `config` error that names file, line, column, the value and the nearest known key.
 */
export async function parseConfig(
  text: string,
  file: string,
  under: readonly ValueStep[] = [],
): Promise<ParsedConfig> {
  const yaml = parseYaml(text, file);
  const origin: ParsedConfig['origin'] = (path, at) => ({ file, ...yaml.locate([...under, ...path], at) });
  return { config: await acceptConfig(valueAt(yaml.value, under), origin), origin };
}
