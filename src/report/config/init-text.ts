import type { AcceptedFinding, Proposal, ProposedBudget, ProposedTarget } from '../../config/proposal.ts';
import { measureText } from '../gate/verdict-text.ts';
import { printable } from '../text/printable.ts';
import { flowYaml, scalarYaml } from './yaml-text.ts';

const HEAD = `# Budgets of this repository: \`plimsoll check\` holds contexts and images to
# them, and fails when one is broken. A limit is inclusive; sizes are 20MB (10^6
# bytes), 20MiB (2^20 bytes) or plain bytes; patterns are those of .dockerignore.
# The limits below are a tenth above what was measured. What is in force, and
# where it is written: \`plimsoll check --print-config\`.
`;
const TAIL = `
# Findings from this severity on fail the check, too:
# error, warning, note, never.
failOn: error
`;
const GROWTH = `
# A budget against slow growth, for any list above, once there is a baseline
# (\`plimsoll check --update-baseline\`):
#   - { growth: { of: total, percent: 10, atLeast: 5MB } }
`;
const ACCEPTED = `
# There already, and accepted so that the first check passes: look at each, mend
# it, and delete its line. With \`until: 2027-01-31\` one runs out.
suppress:
`;
const NO_IMAGE = `
# Images are held to budgets as archives; no daemon is needed to make one:
#   docker buildx build --output type=oci,dest=image.tar .
# images:
#   - archive: image.tar
#     budgets:
#       - { total: 250MB, warnAt: 90% }
#       - wasted: 5%
`;
const COLUMN = 44;

/** A starting configuration as commented YAML. Budgets that are not kept yet are there as comments. */
export function renderInitText({ targets, accepted }: Proposal): string {
  const contexts = targets.filter(({ kind }) => kind === 'context');
  const images = targets.filter(({ kind }) => kind === 'image');
  return [
    HEAD,
    section('contexts', contexts),
    images.length === 0 ? NO_IMAGE : section('images', images),
    acceptedText(accepted),
    GROWTH,
    TAIL,
  ].join('');
}

function acceptedText(accepted: readonly AcceptedFinding[]): string {
  if (accepted.length === 0) return '';
  const lines = accepted.map(
    (finding) => `  - ${flowYaml({ ...finding, reason: 'there when plimsoll init ran' })}\n`,
  );
  return ACCEPTED + lines.join('');
}

function section(key: string, targets: readonly ProposedTarget[]): string {
  if (targets.length === 0) return '';
  const live = targets.some(({ failure }) => failure === null);
  const lines = targets.flatMap((target) => targetLines(target));
  return `\n${live ? '' : '# '}${key}:\n${lines.map((line) => `${line}\n`).join('')}`;
}

function targetLines(target: ProposedTarget): readonly string[] {
  const { kind, path, dockerfile, target: stage, flavour, failure, budgets, isMissing } = target;
  const name = kind === 'context' ? 'path' : 'archive';
  if (failure !== null) return [`  # ${path}: ${printable(failure)}`];
  const measured = budgets.filter((budget) => budget.measured !== null);
  const habits = budgets.filter((budget) => budget.measured === null);
  return [
    ...(isMissing ? ['  # docker buildx build --output type=oci,dest=image.tar .'] : []),
    `  - ${name}: ${scalarYaml(path)}`,
    ...(dockerfile === null ? [] : [`    dockerfile: ${scalarYaml(dockerfile)}`]),
    ...(stage === null ? [] : [`    target: ${scalarYaml(stage)}`]),
    '    budgets:',
    ...measured.map(
      (budget) => `      ${noted(`- ${itemYaml(budget.budget)}`, `measured ${numberText(budget)}`)}`,
    ),
    ...(isMissing || habits.length === 0
      ? []
      : [`      # What ${trade(flavour)} should not ${kind === 'context' ? 'send' : 'hold'}:`]),
    ...habits.map((budget) =>
      budget.isKept
        ? `      - ${itemYaml(budget.budget)}`
        : `      ${noted(`# - ${itemYaml(budget.budget)}`, 'not kept yet')}`,
    ),
  ];
}

/** One key stands alone, several go in braces. */
function itemYaml(budget: object): string {
  const text = flowYaml(budget);
  return Object.keys(budget).length === 1 ? text.slice(2, -2) : text;
}

function trade(flavour: string): string {
  return flavour === 'generic' ? 'a build' : `a ${flavour} build`;
}

function numberText({ measured, unit }: ProposedBudget): string {
  return measureText(measured ?? 0, unit);
}

function noted(text: string, note: string): string {
  return `${text.padEnd(COLUMN)} # ${note}`;
}
