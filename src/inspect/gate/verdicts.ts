import type { Assessment } from '../../budget/assess.ts';
import type { Judgement } from '../../budget/judge.ts';
import type { BudgetSubject, Verdict } from '../../core/verdict.ts';
import { verdictReason } from '../../report/gate/verdict-text.ts';

type Subject = Pick<BudgetSubject, 'kind' | 'name'>;

/** All judgements of a context or an image in words. */
export function verdictsOf({ judgements }: Assessment, subject: Subject): readonly Verdict[] {
  return judgements.map((judgement) => verdictOf(judgement, subject));
}

/** A judgement in words; it points at no line of a file. */
export function verdictOf(judgement: Judgement, { kind, name }: Subject): Verdict {
  const { definition, layer, ...verdict } = judgement;
  const path = definition.kind === 'path' ? definition.pattern : null;
  return {
    ...verdict,
    subject: { kind, name, path, layer },
    reason: verdictReason(judgement, name),
    source: null,
  };
}
