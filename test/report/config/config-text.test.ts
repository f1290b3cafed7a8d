import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConfigInForce } from '../../../src/config/in-force.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { renderConfigText } from '../../../src/report/config/config-text.ts';
import { plantTree } from '../../support/tree.ts';

const TEXT = `extends: base/common.yaml
contexts:
  - path: .
    name: "yes"
    target: "1.0"
    buildArgs: { A: "true", B: "with \\"quotes\\" # and more" }
    budgets: [{ total: 20MB, warnAt: 90% }, { path: "**/.env*", forbidden: true }]
images:
  - archive: app.tar
    platform: linux/amd64
    image: 2
    base: { archive: base.tar }
    budgets: [{ wasted: 5%, scope: own }, { growth: { percent: 10, atLeast: 5MB } }]
suppress: [{ rule: context/x, reason: "because: reasons", until: 2027-01-31 }]
baseline: b.json
`;

/** What counts, without where it was written. */
function meaning({ contexts, images, rules, suppressions, baseline, failOn }: ConfigInForce): unknown {
  return {
    targets: [...contexts, ...images].map((target) => ({
      ...target,
      target: null,
      origin: null,
      budgets: target.budgets.map(({ value }) => value),
    })),
    extra: [
      ...contexts.map(({ target }) => [target.target, target.buildArgs]),
      ...images.map(({ target }) => [target.image, target.platform]),
    ],
    rules: [...rules].map(([id, { value }]) => [id, value]),
    suppressions: suppressions.map(({ value }) => value),
    baseline: baseline?.value,
    failOn: failOn?.value ?? 'error',
  };
}

describe('the configuration in force as text', () => {
  it('means the same when it is read again', async () => {
    const root = plantTree({
      'plimsoll.yaml': TEXT,
      'base/common.yaml': 'rules: { a/b: off, c/d: { severity: note, limit: 1MB } }\nfailOn: warning\n',
    });
    const config = await loadConfig(join(root, 'plimsoll.yaml'));
    const again = plantTree({ 'plimsoll.yaml': renderConfigText(config, 'b.json') });
    expect(meaning(await loadConfig(join(again, 'plimsoll.yaml')))).toEqual(meaning(config));
  });

  it('tells where each part is written', async () => {
    const root = plantTree({ 'plimsoll.yaml': TEXT, 'base/common.yaml': 'rules: { a/b: off }\n' });
    const text = renderConfigText(await loadConfig(join(root, 'plimsoll.yaml')), 'b.json').replaceAll(
      `${root}/`,
      '',
    );
    expect(text).toContain('- { total: 20MB, warnAt: 90% } # plimsoll.yaml:7');
    expect(text).toContain('a/b: { severity: "off" } # base/common.yaml:1');
    expect(text).toContain('failOn: error # default');
  });

  it('has what is written over the defaults, and what a flag says over both', async () => {
    const gate = 'contexts: [{ path: ., budgets: [{ total: 1 }] }]\n';
    const text = async (more: string, failOn?: string): Promise<readonly string[]> => {
      const file = join(plantTree({ 'p.yaml': gate + more }), 'p.yaml');
      const lines = renderConfigText(await loadConfig(file), 'x.json', failOn)
        .trimEnd()
        .split('\n');
      return lines.slice(-2).map((line) => line.replace(/\S*\/p\.yaml/, 'p.yaml'));
    };
    expect(await text('')).toEqual(['baseline: x.json # default', 'failOn: error # default']);
    expect((await text('failOn: note\n'))[1]).toBe('failOn: note # p.yaml:2');
    expect((await text('failOn: note\n', 'never'))[1]).toBe('failOn: never # --fail-on');
  });
});
