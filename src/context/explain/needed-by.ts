import { PlimsollError } from '../../core/errors.ts';
import type { NeedingInstruction } from '../../dockerfile/stages/needs.ts';
import { patternRules } from '../../ignore/rule-set.ts';
import { traceRules } from '../../ignore/trace.ts';
import { followLinks } from '../needed/follow-links.ts';
import { linkReader } from '../needed/links.ts';
import type { NeedPlan } from '../needed/plan-needs.ts';
import type { PathExplanation } from '../report.ts';

/** The instructions for whose sake BuildKit asks for a path. */
export function neededBy(
  root: string,
  { needs, fact }: NeedPlan,
  path: string,
): NonNullable<PathExplanation['neededBy']> {
  return needs.instructions
    .filter((instruction) => instruction.context === null && asksFor(root, instruction, fact.path, path))
    .map(({ line, text }) => ({ line, text }));
}

function asksFor(root: string, instruction: NeedingInstruction, file: string, path: string): boolean {
  const sources = instruction.sources.map((source) => source.path);
  if (sources.includes('.')) return true;
  const { include } = followLinks(linkReader(root), sources);
  if (include === null || path === '.') return true;
  try {
    return traceRules(patternRules(include, file, instruction.line), path, () => false).excluded;
  } catch (error) {
    if (error instanceof PlimsollError) return false;
    throw error;
  }
}
