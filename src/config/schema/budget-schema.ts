import type { ContextBudget, GrowthLimit, ImageBudget } from '../config.ts';
import { isByteSize, SHARE_PATTERN, SIZE_PATTERN } from '../limits.ts';
import { MEASURES } from '../measures.ts';
import { oneOf, strict, z } from './define.ts';
import { complaintAboutBudget, isBudgetPattern } from './refinements.ts';

const SIZE_HELP = 'is not a size: write 20MB (10^6 bytes), 20MiB (2^20 bytes) or plain bytes';
const SHARE_HELP = 'is not a share: write it as 5%';

/** Bytes as people write them. */
export const sizeSchema: z.ZodType<string | number> = z.union(
  [
    z.int({ error: SIZE_HELP }).min(0, { error: SIZE_HELP }),
    z
      .string()
      .regex(SIZE_PATTERN, { error: SIZE_HELP, abort: true })
      .refine(isByteSize, { error: SIZE_HELP }),
  ],
  { error: SIZE_HELP },
);

const shareSchema = z.string().regex(SHARE_PATTERN, { error: SHARE_HELP });
const countSchema = z.int({ error: 'is not a whole number' }).min(0, { error: 'is below 0' });
const ratioSchema = z
  .number({ error: 'is not a number from 0 to 1' })
  .min(0, { error: 'is below 0' })
  .max(1, { error: 'is above 1' });
const patternSchema = z
  .string({ error: 'is not a pattern' })
  .min(1, { error: 'is an empty pattern' })
  .refine(isBudgetPattern, {
    error: 'starts with "!", which a budget cannot re-include',
  });
const warnAtSchema = z
  .union([sizeSchema, shareSchema, ratioSchema], {
    error: 'is neither a share of the limit (90%) nor a value in its unit',
  })
  .describe('Warn above this: a share of the limit (90%), or a value in its own unit.');

const growthSchema: z.ZodType<GrowthLimit> = strict('a growth limit', {
  of: oneOf(['total', 'transfer', 'files', 'compressed', 'layers', 'wasted'])
    .optional()
    .describe('Which total; default: total.'),
  percent: z
    .number({ error: 'is not a number of percent' })
    .min(0, { error: 'is below 0' })
    .describe('Percent of the baseline.'),
  atLeast: sizeSchema.optional().describe('The floor: growth of at most this never fails.'),
});

const forbiddenSchema = z
  .literal(true, { error: 'can only be true' })
  .describe('No path that the pattern covers may be there.');

/** Budgets of a build context. */
export const contextBudgetSchema: z.ZodType<ContextBudget> = measured(
  strict('a budget of a context', {
    path: patternSchema.optional().describe("Docker's dialect of patterns; with total, files or forbidden."),
    total: sizeSchema.optional().describe('Bytes sent.'),
    transfer: sizeSchema.optional().describe('Bytes that BuildKit transfers for this Dockerfile.'),
    files: countSchema.optional().describe('Files sent.'),
    file: sizeSchema.optional().describe('Any single file.'),
    forbidden: forbiddenSchema.optional(),
    growth: growthSchema.optional().describe('Against the baseline.'),
    warnAt: warnAtSchema.optional(),
  }),
);

/** Budgets of an image. */
export const imageBudgetSchema: z.ZodType<ImageBudget> = measured(
  strict('a budget of an image', {
    path: patternSchema.optional().describe("Docker's dialect of patterns; with total, files or forbidden."),
    total: sizeSchema.optional().describe('File bytes of all layers.'),
    compressed: sizeSchema.optional().describe('Bytes of all layers as stored.'),
    layer: sizeSchema.optional().describe('File bytes of any single layer.'),
    layers: countSchema.optional().describe('Number of layers.'),
    wasted: z
      .union([sizeSchema, shareSchema], { error: 'is neither a size (10MB) nor a share (5%)' })
      .optional()
      .describe('Bytes that the final image hides, or their share of the file bytes.'),
    efficiency: ratioSchema.optional().describe('At least this share of the file bytes is visible.'),
    files: countSchema.optional().describe('Files of the final tree.'),
    file: sizeSchema.optional().describe('Any single file of the final tree.'),
    forbidden: forbiddenSchema.optional(),
    in: oneOf(['final', 'any-layer'])
      .optional()
      .describe('Where a path budget looks; any-layer also sees what a later layer deletes.'),
    growth: growthSchema.optional().describe('Against the baseline.'),
    scope: oneOf(['all', 'own']).optional().describe('own: the layers above the base.'),
    warnAt: warnAtSchema.optional(),
  }),
);

/** Holds a budget to one measure, and its qualifiers to measures that have them; the JSON Schema says the same. */
function measured<Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodObject<Shape, z.core.$strict>,
): z.ZodObject<Shape, z.core.$strict> {
  const own = MEASURES.filter((measure) => measure in schema.shape);
  return schema
    .check((context) => {
      const message = complaintAboutBudget({ ...context.value });
      if (message !== null) context.issues.push({ code: 'custom', message, input: context.value, path: [] });
    })
    .meta({ oneOf: own.map((measure) => ({ required: [measure] })) });
}
