import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse.ts';
import { PlimsollError } from '../../src/core/errors.ts';

async function refusal(text: string): Promise<PlimsollError> {
  try {
    await parseConfig(text, 'p.yaml');
  } catch (error) {
    if (error instanceof PlimsollError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

const context = (budget: string): string => `contexts:\n  - path: .\n    budgets:\n      - ${budget}\n`;
const image = (budget: string): string => `images:\n  - archive: a.tar\n    budgets:\n      - ${budget}\n`;

describe('a configuration', () => {
  it.each<[string]>([
    [context('total: 20MB')],
    [context('{ total: 20 MiB, warnAt: 90% }')],
    [context('{ path: "public/**", total: 8MB }')],
    [context('{ path: "**/.env*", forbidden: true }')],
    [context('{ growth: { of: files, percent: 10, atLeast: 50 } }')],
    [image('{ wasted: 5%, scope: own }')],
    [image('{ wasted: 10MB, warnAt: 8000000 }')],
    [image('{ efficiency: 0.95, warnAt: 0.97 }')],
    [image('{ path: "**/id_rsa", forbidden: true, in: any-layer }')],
    ['rules: { image/apt-lists-kept: off, image/oversized-file: { severity: warning, limit: 100MB } }'],
    ['suppress: [{ rule: context/x, path: "dist/**", reason: why, until: 2028-02-29 }]'],
    ['extends: ../base.yaml'],
    ['{"$schema": "x", "images": [], "failOn": "never"}'],
  ])('may say %s', async (text) => {
    await expect(parseConfig(text, 'p.yaml')).resolves.toBeDefined();
  });

  it.each<[string, string]>([
    ['', 'p.yaml:1:1: the configuration is empty.'],
    ['[]', 'p.yaml:1:1: this is not a configuration'],
    ['contexts: 7', 'p.yaml:1:11: contexts "7" is not a list.'],
    ['contexst: []', 'p.yaml:1:1: contexst is no key of a configuration; did you mean "contexts"?'],
    [
      'images:\n  - archive: a\n    bugdets: []',
      'p.yaml:3:5: images[0].bugdets is no key of an image; did you mean "budgets"?',
    ],
    ['images:\n  - {}', 'p.yaml:2:5: images[0].archive is missing.'],
    [
      context('totl: 3'),
      'p.yaml:4:9: contexts[0].budgets[0].totl is no key of a budget of a context; did you mean "total"?',
    ],
    [
      context('layers: 3'),
      'p.yaml:4:9: contexts[0].budgets[0].layers is no key of a budget of a context; the known ones are path, total,',
    ],
    [context('total: 20 XB'), 'p.yaml:4:16: contexts[0].budgets[0].total "20 XB" is not a size'],
    [context('total: -1'), '"-1" is not a size'],
    [context('total: 1.5'), '"1.5" is not a size'],
    [context('total: 99999999999TB'), '"99999999999TB" is not a size'],
    [context('total:'), 'contexts[0].budgets[0].total is not a size'],
    [context('total: {}'), 'contexts[0].budgets[0].total is not a size'],
    [context('files: many'), 'contexts[0].budgets[0].files "many" is not a whole number.'],
    [context('{ path: "x" }'), 'limits nothing: a path budget needs total, files or forbidden.'],
    [context('{ warnAt: 90% }'), 'limits nothing: a budget needs a measure'],
    [context('{ total: 1, files: 2 }'), 'has several measures (total, files)'],
    [context('{ path: "x", file: 1 }'), 'has a path, which file does not know'],
    [context('{ forbidden: true }'), 'forbids nothing: forbidden needs a path'],
    [context('{ path: "x", forbidden: false }'), 'can only be true'],
    [context('{ path: "!x", total: 1 }'), 'starts with "!"'],
    [context('{ growth: { percent: 1 }, warnAt: 90% }'), 'has warnAt, which growth does not know'],
    [image('{ total: 1, in: any-layer }'), 'has "in", which needs a path'],
    [image('efficiency: 95'), 'p.yaml:4:21: images[0].budgets[0].efficiency "95" is above 1.'],
    [image('{ total: 1, scope: owns }'), 'is none of all, own; did you mean "own"?'],
    [image('growth: { of: totl, percent: 3 }'), 'did you mean "total"?'],
    [image('growth: { of: total }'), 'growth.percent is missing'],
    ['images: [{ archive: a, base: {} }]', 'is no base: it has either layers or archive.'],
    ['images: [{ archive: a, base: { layers: 1, archive: b } }]', 'is no base'],
    ['images: [{ archive: a, platform: linux }]', '"linux" is not OS/ARCH[/VARIANT].'],
    ['rules: { a: fatal }', 'p.yaml:1:13: rules.a "fatal" is neither error, warning, note or off'],
    ['rules: { a: { severty: error } }', 'did you mean "severity"?'],
    ['suppress: [{ rule: x }]', 'suppress[0].reason is missing.'],
    ['suppress: [{ rule: x, reason: y, until: 2027-02-30 }]', '"2027-02-30" is no day of the calendar.'],
    ['suppress: [{ rule: x, reason: y, until: tomorrow }]', '"tomorrow" is not a day such as 2027-01-31.'],
    ['failOn: errors', 'failOn "errors" is none of error, warning, note, never; did you mean "error"?'],
  ])('may not say %j', async (text, message) => {
    expect((await refusal(text)).message).toContain(message);
  });

  it('may be wrong in several places: each is told with its place, in the order of the text', async () => {
    const text = `${context('{ totl: 3, fils: 2 }')}      - total: 2XB\nfailOn: x\n`;
    const { message, others } = await refusal(text);
    expect([message, ...others]).toEqual([
      'p.yaml:4:11: contexts[0].budgets[0].totl is no key of a budget of a context; did you mean "total"?',
      'p.yaml:4:20: contexts[0].budgets[0].fils is no key of a budget of a context; did you mean "files"?',
      'p.yaml:5:16: contexts[0].budgets[1].total "2XB" is not a size: write 20MB (10^6 bytes), 20MiB (2^20 bytes) or plain bytes.',
      'p.yaml:6:9: failOn "x" is none of error, warning, note, never.',
    ]);
  });

  it('may be wrong in hundreds of places: the first twenty are told, and how many are left out', async () => {
    const text = `contexts:\n  - path: .\n    budgets:\n${'      - totl: 1\n'.repeat(300)}`;
    const { others } = await refusal(text);
    expect(others).toHaveLength(20);
    expect(others.at(-1)).toBe('280 more complaints about the configuration are left out.');
  });

  it('gives programs the place of what is wrong', async () => {
    const { code, file, line, column } = await refusal(context('totl: 3'));
    expect({ code, file, line, column }).toEqual({ code: 'config', file: 'p.yaml', line: 4, column: 9 });
  });

  it('may live under a key of a manifest', async () => {
    const text =
      '{\n  "name": "x",\n  "plimsoll": { "contexts": [{ "path": ".", "budgets": [{ "totl": 1 }] }] }\n}';
    await expect(parseConfig(text, 'package.json', ['plimsoll'])).rejects.toThrow(
      'package.json:3:59: contexts[0].budgets[0].totl',
    );
  });

  it('with a thousand budgets knows the place of each', async () => {
    const text = `images:\n  - archive: a\n    budgets:\n${'      - total: 1\n'.repeat(1000)}`;
    const { config, origin } = await parseConfig(text, 'p.yaml');
    expect(config.images?.[0]?.budgets).toHaveLength(1000);
    expect(origin(['images', 0, 'budgets', 999]).line).toBe(1003);
  });
});
