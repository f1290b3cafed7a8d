import { UNREADABLE } from '../gate/issue.ts';
import type { RuleText } from '../rules/rule-text.ts';

/** What formats with a catalogue of rules say about one kind of budget. */
export type BudgetRule = Pick<RuleText, 'id' | 'severity' | 'title' | 'what' | 'why' | 'cure'>;

const WHY =
  'The team has agreed on this limit; what passes it costs time on every build, push, pull and start.';
const TITLES: Readonly<Record<string, readonly [title: string, what: string]>> = {
  total: [
    'The total is over its budget',
    'The bytes of a build context that are sent, or the file bytes of the layers of an image.',
  ],
  transfer: [
    'The transfer is over its budget',
    'The bytes that BuildKit transfers for the Dockerfile, cold.',
  ],
  compressed: ['The compressed size is over its budget', 'The bytes of the layers as stored.'],
  layer: ['A layer is over its budget', 'The file bytes of the largest layer.'],
  layers: ['There are more layers than the budget allows', 'The number of layers.'],
  wasted: [
    'Waste is over its budget',
    'The bytes that layers store and the final image hides, or their share.',
  ],
  efficiency: ['Efficiency is below its budget', 'The share of the file bytes that the final image shows.'],
  files: ['There are more files than the budget allows', 'The number of files.'],
  file: ['A file is over its budget', 'The bytes of the largest file.'],
  path: [
    'A path budget is broken',
    'What a pattern covers: its bytes, its files, or whether there is anything at all.',
  ],
  growth: [
    'The growth is over its budget',
    'How much a total grew over the baseline; percent and floor are both passed.',
  ],
};

const UNREADABLE_RULE: BudgetRule = {
  id: UNREADABLE,
  severity: 'error',
  title: 'A context or image could not be read',
  what: 'Something that the configuration names is missing, damaged, or of a kind that plimsoll does not read.',
  why: 'What cannot be read cannot be judged, so the check has not done its job.',
  cure: 'Look at the message, build it again, or correct the configuration.',
};

/** The text of `budget/NAME`; null for any other id. */
export function budgetRule(id: string): BudgetRule | null {
  if (id === UNREADABLE) return UNREADABLE_RULE;
  const name = id.replace(/^budget\//, '');
  const text = Object.hasOwn(TITLES, name) && name !== id ? TITLES[name] : undefined;
  if (text === undefined) return null;
  const [title, what] = text;
  const cure = 'Look at the contributors of the verdict, make them smaller, or raise the limit on purpose.';
  return { id, severity: 'error', title, what, why: WHY, cure };
}
