import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTEXT_SEVERITY } from '../../../src/context/rules/severities.ts';
import { IMAGE_SEVERITY } from '../../../src/image/rules/severities.ts';
import { RULE_CATALOGUE } from '../../../src/report/rules/catalogue.ts';
import { renderRulesDoc } from '../../../src/report/rules/rules-doc.ts';

describe('the catalogue of rules', () => {
  it('has one text for every rule, with its severity', () => {
    const texts = Object.fromEntries(RULE_CATALOGUE.map(({ id, severity }) => [id, severity]));
    expect(texts).toEqual({ ...CONTEXT_SEVERITY, ...IMAGE_SEVERITY });
    expect(new Set(RULE_CATALOGUE.map(({ id }) => id)).size).toBe(RULE_CATALOGUE.length);
  });

  it.each(RULE_CATALOGUE)('speaks in sentences: $id', (rule) => {
    expect(rule.id).toMatch(/^(?:context|image)\/[a-z]+(?:-[a-z]+)*$/);
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    for (const text of [rule.what, rule.why, rule.cure, rule.measured, rule.off])
      expect(text).toMatch(/^[A-Z].*\.$/);
  });

  it('is what docs/rules.md says', () => {
    const file = new URL('../../../docs/rules.md', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(renderRulesDoc());
  });
});
