import { configSchema } from './schema/config-schema.ts';
import { z } from './schema/define.ts';

/** The JSON Schema of the configuration file (draft 7), made from the definition that {@link parseConfig} uses. */
export function configJsonSchema(): object {
  const { $schema, ...body } = z.toJSONSchema(configSchema, {
    target: 'draft-7',
    io: 'input',
    reused: 'inline',
  });
  return { $schema, title: 'plimsoll configuration', ...body };
}
