import type {
  BaseChoice,
  Config,
  ContextTarget,
  ImageTarget,
  RuleLevel,
  RuleSettings,
  Suppression,
} from '../config.ts';
import { contextBudgetSchema, imageBudgetSchema, sizeSchema } from './budget-schema.ts';
import { oneOf, strict, z } from './define.ts';
import { complaintAboutBase, isDay } from './refinements.ts';

const TEXT_HELP = 'is not a text';
const textSchema = z.string({ error: TEXT_HELP }).min(1, { error: 'is empty' });
const listError = { error: 'is not a list' };
const PLATFORM = /^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const contextSchema: z.ZodType<ContextTarget> = strict('a context', {
  path: textSchema.describe('The directory, relative to this file.'),
  name: textSchema.optional().describe('What reports call it; default: the path.'),
  dockerfile: textSchema.optional().describe('Relative to this file, else to the context.'),
  target: textSchema.optional().describe('The stage that is built.'),
  buildArgs: z.record(z.string(), z.string({ error: TEXT_HELP })).optional(),
  budgets: z.array(contextBudgetSchema, listError).optional(),
});

const baseSchema: z.ZodType<BaseChoice> = strict('a base', {
  layers: z.int({ error: 'is not a whole number' }).min(0, { error: 'is below 0' }).optional(),
  archive: textSchema.optional(),
})
  .check((context) => {
    const message = complaintAboutBase(context.value);
    if (message !== null) context.issues.push({ code: 'custom', message, input: context.value, path: [] });
  })
  .meta({ oneOf: [{ required: ['layers'] }, { required: ['archive'] }] });

const imageSchema: z.ZodType<ImageTarget> = strict('an image', {
  archive: textSchema.describe('An archive or an OCI layout directory, relative to this file.'),
  name: textSchema.optional().describe('What reports call it; default: the archive.'),
  image: z
    .union([textSchema, z.int().min(1)], { error: 'is neither a reference nor a number from 1' })
    .optional()
    .describe('Which image of several.'),
  platform: textSchema.regex(PLATFORM, { error: 'is not OS/ARCH[/VARIANT]' }).optional(),
  base: baseSchema.optional().describe('The layers that are not ours to blame.'),
  dockerfile: textSchema.optional().describe('The Dockerfile it was built from: annotations point into it.'),
  budgets: z.array(imageBudgetSchema, listError).optional(),
});

const levelSchema: z.ZodType<RuleLevel> = oneOf(['error', 'warning', 'note', 'off']);
const ruleSchema: z.ZodType<RuleLevel | RuleSettings> = z.union(
  [
    levelSchema,
    strict('the settings of a rule', {
      severity: levelSchema.optional(),
      limit: sizeSchema.optional().describe('Findings with at most so many bytes at stake are dropped.'),
    }),
  ],
  { error: 'is neither error, warning, note or off, nor an object with severity and limit' },
);

const suppressionSchema: z.ZodType<Suppression> = strict('a suppression', {
  rule: textSchema,
  path: textSchema.optional().describe('Only findings at paths that this pattern covers.'),
  reason: textSchema.describe('Why: for whoever reads this later.'),
  until: z
    .string({ error: 'is not a day such as 2027-01-31' })
    .regex(DAY, { error: 'is not a day such as 2027-01-31', abort: true })
    .refine(isDay, { error: 'is no day of the calendar' })
    .optional()
    .describe('The last day on which it holds.'),
});

/** The one definition of the configuration: what is accepted, and what schema/config.schema.json says. */
export const configSchema: z.ZodType<Config> = strict('a configuration', {
  $schema: z.string().optional(),
  extends: z
    .union([textSchema, z.array(textSchema)], { error: 'is neither a file nor a list of files' })
    .optional()
    .describe('Other configurations that this one builds on.'),
  contexts: z.array(contextSchema, listError).optional().describe('Build contexts.'),
  images: z.array(imageSchema, listError).optional().describe('Image archives.'),
  rules: z
    .record(z.string(), ruleSchema, { error: 'is not an object of rule ids' })
    .optional()
    .describe('Severities by rule id.'),
  suppress: z
    .array(suppressionSchema, listError)
    .optional()
    .describe('Findings that are accepted for a while.'),
  baseline: textSchema.optional().describe('Written by plimsoll check --update-baseline.'),
  failOn: oneOf(['error', 'warning', 'note', 'never'])
    .optional()
    .describe('Findings from this severity on fail the check; default: error.'),
});

/** The JSON Schema of the configuration file (draft 7), made from this definition. */
export function configJsonSchema(): object {
  const { $schema, ...body } = z.toJSONSchema(configSchema, {
    target: 'draft-7',
    io: 'input',
    reused: 'inline',
  });
  return { $schema, title: 'plimsoll configuration', ...body };
}
