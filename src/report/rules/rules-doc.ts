import { RULE_CATALOGUE } from './catalogue.ts';
import type { RuleText } from './rule-text.ts';

const HEAD = `# Rules

Every finding carries the id of its rule. This page is made from the words that the reports use (\`npm run docs\`).

`;

/** docs/rules.md: a table of all rules, then a section for each. */
export function renderRulesDoc(): string {
  const table = ['| Rule | Severity | |', '|---|---|---|', ...RULE_CATALOGUE.map(tableRow)].join('\n');
  return `${HEAD}${table}\n\n${RULE_CATALOGUE.map(ruleSection).join('\n')}`;
}

function tableRow({ id, severity, title }: RuleText): string {
  return `| [${id}](#${anchor(id)}) | ${severity} | ${title} |`;
}

function ruleSection({ id, severity, title, what, why, cure, measured, off }: RuleText): string {
  return `## ${id}

${title}. Severity: ${severity}.

- **What it sees.** ${what}
- **Why it matters.** ${why}
- **What to do.** ${cure}
- **Bytes at stake.** ${measured}
- **When to turn it off.** ${off}
`;
}

/** As the forges that show Markdown make it: lower case, nothing but letters, digits and hyphens. */
function anchor(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9-]/g, '');
}
