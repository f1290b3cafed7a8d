import { countText } from '../../core/count-text.ts';
import type { Delta, DiffReport } from '../../diff/report.ts';
import { signedText } from '../gate/verdict-text.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';

type Sizes = Pick<RenderStyle, 'bytes' | 'units'>;

/** The totals that say most, in the order in which they are told. */
const LEADING: readonly (readonly [name: string, words: string])[] = [
  ['visibleBytes', 'visible'],
  ['fileBytes', 'stored'],
  ['wastedBytes', 'wasted'],
  ['sentBytes', 'sent'],
];

/** The whole comparison in one line: `+12 MB visible, +14 MB stored, +2 MB wasted`. */
export function diffVerdict(report: DiffReport, style: Sizes): string {
  if (report.same) return 'nothing differs';
  const parts = LEADING.flatMap(([name, words]) => {
    const delta = report.totals[name]?.delta ?? 0;
    return delta === 0 ? [] : [`${signedText(delta, 'bytes', style)} ${words}`];
  });
  return parts.length > 0 ? parts.join(', ') : equalSizes(differing(report));
}

function equalSizes(parts: readonly string[]): string {
  const isOne = parts.length === 1 && /^(1|the order) /.test(parts[0]!);
  return `equal sizes; ${parts.join(', ')} ${isOne ? 'differs' : 'differ'}`;
}

/** What differs where no size does. */
function differing({ layers, paths, config, history }: DiffReport): readonly string[] {
  const states = Object.entries(paths?.states ?? {});
  const count = states.reduce(
    (sum, [state, { files, others }]) => (state === 'unchanged' ? sum : sum + files + others),
    0,
  );
  const parts = [
    ...(count > 0 ? [countText(count, 'path')] : []),
    ...(count === 0 && layers.some(({ state }) => state !== 'same') ? ['layers'] : []),
    ...(config.length > 0 ? [countText(config.length, 'setting')] : []),
    ...(history.length > 0 ? [countText(history.length, 'step')] : []),
  ];
  return parts.length > 0 ? parts : ['the order of the layers'];
}

/** `app:1 → app:2`. */
export function diffTitle({ before, after }: DiffReport, arrow: string): string {
  return `${printable(before.name)} ${arrow} ${printable(after.name)}`;
}

/** How much a total grew: `+9 %`; empty where that says nothing. */
export function growthText({ before, delta }: Delta): string {
  if (before === null || delta === null || before === 0 || delta === 0) return '';
  const percent = (100 * delta) / before;
  const size = Math.abs(percent);
  const text = size < 1 ? '<1' : String(Math.round(size));
  return `${delta > 0 ? '+' : '-'}${text} %`;
}
