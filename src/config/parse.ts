import { parseYaml, type YamlStep } from '../core/yaml.ts';
import { acceptConfig } from './accept.ts';
import type { Config } from './config.ts';
import type { Origin } from './origin.ts';
import { valueAt } from './value-at.ts';

/** A configuration that fits its schema, and knows where its parts stand. */
export interface ParsedConfig {
  readonly config: Config;
  readonly origin: (path: readonly YamlStep[], at?: 'key' | 'value') => Origin;
}

/**
 * Reads a configuration from YAML or JSON. `under` is the way to it inside the document (`['plimsoll']` in package.json).
 * Fails with a `config` error that names file, line, column, the value and the nearest known key.
 */
export async function parseConfig(
  text: string,
  file: string,
  under: readonly YamlStep[] = [],
): Promise<ParsedConfig> {
  const yaml = parseYaml(text, file);
  const origin: ParsedConfig['origin'] = (path, at) => ({ file, ...yaml.locate([...under, ...path], at) });
  return { config: await acceptConfig(valueAt(yaml.value, under), origin), origin };
}
