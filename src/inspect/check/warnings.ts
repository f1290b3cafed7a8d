import type { Baseline } from '../../budget/baseline.ts';
import type { ConfigInForce } from '../../config/in-force.ts';
import { nearestText } from '../../core/nearest.ts';
import type { Warning } from '../../core/report.ts';
import { ruleIds } from '../../report/rules/catalogue.ts';
import { entryOf } from './baseline.ts';
import type { PreparedSubject } from './subject.ts';

/** What growth cannot be judged for want of a baseline. */
export function baselineWarnings(
  config: ConfigInForce,
  subjects: readonly PreparedSubject[],
  before: Baseline | null,
  updates: boolean,
): readonly Warning[] {
  if (updates) return [];
  const without = subjects.filter(
    (subject) => subject.budgets.some(({ kind }) => kind === 'growth') && entryOf(before, subject) === null,
  );
  const names = without.map(({ target }) => target.name).join(', ');
  if (before === null && (config.baseline !== null || without.length > 0)) {
    const message = `There is no baseline yet${names === '' ? '' : `, so the growth of ${names} is not judged`}; write it with plimsoll check --update-baseline.`;
    return [{ code: 'no-baseline', message }];
  }
  if (without.length === 0) return [];
  return [
    { code: 'no-baseline', message: `The baseline does not know ${names}, so growth is not judged there.` },
  ];
}

/** Ids that no rule has. A rule may be of a newer version of plimsoll, so this is no error. */
export function ruleWarnings({ rules, suppressions }: ConfigInForce): readonly Warning[] {
  const known = ruleIds();
  const named = [
    ...[...rules].map(([id, { origin }]) => ({ id, origin })),
    ...suppressions.map(({ value, origin }) => ({ id: value.rule, origin })),
  ];
  return named
    .filter(({ id }) => !known.includes(id))
    .map(({ id, origin }) => {
      const near = nearestText(id, known);
      const where = origin === null ? '' : `${origin.file}:${origin.line}: `;
      const advice = near === null ? '' : `; did you mean "${near}"?`;
      return {
        code: 'unknown-rule',
        message: `${where}"${id}" is the id of no rule${advice === '' ? '.' : advice}`,
      };
    });
}
