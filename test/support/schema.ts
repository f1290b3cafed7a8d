import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

/** The committed schema of one kind of report, or of the configuration. */
export function committedSchema(kind: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../schema/${kind}.schema.json`, import.meta.url), 'utf8'));
}

/** What the committed schema of that kind has against a value; empty when it fits. */
export function schemaComplaints(kind: string, value: unknown): readonly string[] {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const validate = ajv.compile(committedSchema(kind));
  validate(value);
  return (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`);
}
