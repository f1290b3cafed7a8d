import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse.ts';
import { parseYaml } from '../../src/core/yaml.ts';
import { duckRows } from '../support/duckdb.ts';
import { fixture } from '../support/fixtures.ts';
import { madeImage } from '../support/made-image.ts';
import { codeBlocks, runLine } from '../support/recipes.ts';
import { plantTree } from '../support/tree.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ARCHIVE = fixture('archives/modern/outputs/buildx-oci.tar');
const CONFIG = `contexts: [{ path: ., budgets: [{ total: 100MB }] }]
images: [{ archive: app.tar, budgets: [{ total: 100MB }, { growth: { percent: 10 } }] }]
`;
const BASELINE = '{"kind":"baseline","schemaVersion":1,"contexts":{},"images":{}}';

/** A repository as the recipes assume it, before anything is built. */
function repository(more: Readonly<Record<string, string>> = {}): string {
  const root = plantTree({
    '.git/': '',
    Dockerfile: 'FROM scratch\nCOPY src /\n',
    'src/a': 'a',
    'plimsoll.yaml': CONFIG,
    'main-baseline.json': BASELINE,
    ...more,
  });
  for (const name of ['main.tar', 'previous.tar']) copyFileSync(ARCHIVE, join(root, name));
  return root;
}

/** Shell lines under these keys of a pipeline's YAML. */
function shellLines(value: unknown, keys: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => shellLines(item, keys));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    if (!keys.includes(key)) return shellLines(part, keys);
    return [part].flat().filter((line): line is string => typeof line === 'string');
  });
}

describe('docs/configuration.md', () => {
  it.each(codeBlocks('docs/configuration.md', 'yaml').map((text) => [text.split('\n')[0], text]))(
    'shows a configuration that is right: %s',
    async (_first, text) => {
      await expect(parseConfig(text!, 'docs.yaml')).resolves.toBeDefined();
    },
  );

  it.each(codeBlocks('docs/configuration.md', 'sh').flatMap((text) => text.trimEnd().split('\n')))(
    'has a line that works: %s',
    (line) => {
      const cwd = repository();
      copyFileSync(ARCHIVE, join(cwd, 'app.tar'));
      const { code, err } = runLine(line, cwd);
      expect([0, 1], err).toContain(code);
    },
  );
});

describe('docs/ci.md', () => {
  const yaml = codeBlocks('docs/ci.md', 'yaml').map((text) => parseYaml(text, 'ci.md').value);
  const jenkins = codeBlocks('docs/ci.md', 'groovy').map((text) =>
    [...text.matchAll(/sh '([^']+)'/g)].map((match) => match[1]!),
  );
  const plain = codeBlocks('docs/ci.md', 'sh').map((text) => [
    'docker buildx build --output type=oci,dest=app.tar .',
    ...text.trimEnd().split('\n'),
  ]);
  const recipes = [
    ...yaml.map((value) => shellLines(value, ['run', 'script', 'before_script'])),
    ...jenkins,
    ...plain,
  ]
    .map((lines) => lines.filter((line) => !line.includes('${{')))
    .filter((lines) => lines.length > 0);

  it('has recipes for every pipeline', () => {
    expect(recipes.length).toBeGreaterThanOrEqual(6);
  });

  it.each(recipes.map((lines) => [lines.at(-1)!, lines] as const))(
    'has lines that work: %s',
    (_last, lines) => {
      const cwd = repository();
      const summary = join(cwd, 'summary.md');
      writeFileSync(summary, 'what another command of the step wrote\n');
      for (const line of lines) {
        const { code, err } = runLine(line, cwd, { GITHUB_STEP_SUMMARY: summary });
        // The growth that --require-baseline asks for is not in the empty baseline of main.
        expect(code, `${line}\n${err}`).toBe(line.includes('--require-baseline') ? 1 : 0);
      }
      const own = lines.filter((line) => line.includes('plimsoll')).join('\n');
      for (const [, file] of own.matchAll(/--output "?\w+\+?=([\w./-]+)/g))
        expect(existsSync(join(cwd, file!)), file).toBe(true);
      if (lines.join('').includes('GITHUB_STEP_SUMMARY'))
        expect(readFileSync(summary, 'utf8')).toMatch(/^what another .*\n## plimsoll: /);
    },
  );

  it('has a Makefile that works', () => {
    const cwd = repository({ Makefile: codeBlocks('docs/ci.md', 'make')[0]! });
    for (const target of ['baseline', 'budgets']) {
      const { code, err } = runLine(`make ${target}`, cwd);
      expect(code, err).toBe(0);
    }
    expect(existsSync(join(cwd, 'plimsoll-baseline.json'))).toBe(true);
  });

  it('names the version that this is', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(readFileSync(join(ROOT, 'docs/ci.md'), 'utf8')).toContain(`rev: v${version}`);
  });
});

describe('docs/fleet.md', () => {
  const names = ['kitchen', 'links', 'opaque', 'overwrites', 'secrets'];

  /** A fleet in which two images share their base. */
  function fleet(): string {
    const archives = names.map((name) => ({
      archive: fixture(`archives/tiny/${name}/docker20-save.tar`),
      name,
    }));
    const images = [...archives, { ...archives[0]!, name: 'kitchen-again' }].map((image) => ({
      ...image,
      budgets: [{ total: 10 }, { layers: 50 }],
    }));
    return plantTree({ 'plimsoll.json': JSON.stringify({ images }), 'reports/': '' });
  }

  it('splits the work into shards whose reports are together that of one run', () => {
    const cwd = fleet();
    for (const line of codeBlocks('docs/fleet.md', 'sh').flatMap((text) => text.trimEnd().split('\n')))
      expect(runLine(line, cwd).code).toBe(1);
    runLine('plimsoll check --quiet --output ndjson=whole.ndjson', cwd);
    const records = (...files: string[]): readonly string[] =>
      files.flatMap((file) => readFileSync(join(cwd, file), 'utf8').trimEnd().split('\n')).sort();
    expect(records('reports/1.ndjson', 'reports/2.ndjson')).toEqual(records('whole.ndjson'));
  });

  it('has a Job whose pods write the reports that the queries read', async () => {
    const cwd = fleet();
    const [job] = codeBlocks('docs/fleet.md', 'yaml').map((text) => parseYaml(text, 'fleet.md').value);
    const [line = ''] = shellLines(job, ['args']);
    const { completions } = (job as { spec: { completions: number } }).spec;
    for (let index = 0; index < completions; index++)
      expect([0, 1]).toContain(runLine(line, cwd, { JOB_COMPLETION_INDEX: String(index) }).code);
    const [view = '', ...queries] = codeBlocks('docs/fleet.md', 'sql');
    const setup = view.replace("'reports/", `'${cwd}/reports/`);
    const [shared, rules, waste, broken] = await Promise.all(queries.map((sql) => duckRows(sql, setup)));
    expect(rules).toBeDefined();
    expect(shared?.length).toBe(7);
    expect(shared?.[0]).toMatchObject({ images: String(names.length + 1) });
    expect(waste).toHaveLength(names.length + 1);
    expect(broken).toHaveLength(names.length + 1);
  });
});

describe('action.yml', () => {
  const action = parseYaml(readFileSync(join(ROOT, 'action.yml'), 'utf8'), 'action.yml').value as {
    inputs: Record<string, object>;
    outputs: Record<string, object>;
    runs: { using: string; steps: readonly { env?: Record<string, string>; run?: string }[] };
  };

  /** Runs the step as a runner does, with inputs as the action passes them on. */
  function step(cwd: string, inputs: Readonly<Record<string, string>>) {
    const env = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`PLIMSOLL_${name}`, value]),
    );
    const files = {
      GITHUB_OUTPUT: join(cwd, 'outputs'),
      GITHUB_STEP_SUMMARY: join(cwd, 'summary.md'),
      RUNNER_TEMP: cwd,
    };
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'action/run.mjs')], {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...files, ...env },
    });
    const outputs = Object.fromEntries(
      readFileSync(files.GITHUB_OUTPUT, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.split('=')),
    );
    return { status, stdout, outputs, summary: existsSync(files.GITHUB_STEP_SUMMARY) };
  }

  it('is composite, and passes each input on as a variable that the step reads', () => {
    expect(action.runs.using).toBe('composite');
    const { env = {}, run } = action.runs.steps.at(-1)!;
    expect(run).toBe('node "$GITHUB_ACTION_PATH/action/run.mjs"');
    const script = readFileSync(join(ROOT, 'action/run.mjs'), 'utf8');
    for (const [variable, value] of Object.entries(env)) {
      expect(Object.keys(action.inputs)).toContain(/inputs\.([\w-]+)/.exec(value)?.[1]);
      expect(script).toContain(`input('${variable.replace('PLIMSOLL_', '')}')`);
    }
  });

  it('sets the outputs and writes the summary when budgets are kept', () => {
    const cwd = repository();
    copyFileSync(ARCHIVE, join(cwd, 'app.tar'));
    const { status, outputs, summary } = step(cwd, { SARIF: 'plimsoll.sarif' });
    expect([status, summary, outputs['status']]).toEqual([0, true, 'pass']);
    expect(Object.keys(outputs)).toEqual(Object.keys(action.outputs));
    expect(Number(outputs['total'])).toBeGreaterThan(0);
    expect(JSON.parse(readFileSync(join(cwd, 'plimsoll.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  it('fails with annotations when a budget is broken', () => {
    const cwd = repository({ 'ci/strict.yaml': 'contexts: [{ path: .., budgets: [{ total: 1 }] }]' });
    const { status, stdout, outputs } = step(cwd, { CONFIG: 'ci/strict.yaml' });
    expect([status, outputs['status'], outputs['wasted']]).toEqual([1, 'fail', '']);
    expect(stdout).toMatch(/^::error file=ci\/strict\.yaml,line=1,title=budget\/total::/);
  });

  it('gates an archive and a Dockerfile without a configuration', () => {
    const cwd = repository();
    copyFileSync(ARCHIVE, join(cwd, 'app.tar'));
    const { status, outputs } = step(cwd, { ARCHIVE: 'app.tar', DOCKERFILE: 'Dockerfile', FAIL_ON: 'never' });
    expect([status, outputs['status']]).toEqual([0, 'pass']);
  });

  it.each<[string, number, string, number]>([
    ['an archive that is as large', 20e6, 'pass', 0],
    ['an archive that is 5 MB smaller, and no byte more', 15e6, 'pass', 0],
    ['an archive that is more than 5 MB and 10 % smaller', 15e6 - 1, 'fail', 1],
  ])('without a configuration holds growth against %s: %d bytes', (_what, bytes, said, expected) => {
    const cwd = repository();
    madeImage([{ by: 'COPY a /', files: { a: bytes } }], join(cwd, 'before.tar'));
    madeImage([{ by: 'COPY a /', files: { a: 20e6 } }], join(cwd, 'app.tar'));
    const { status, outputs, stdout } = step(cwd, { ARCHIVE: 'app.tar', BASELINE: 'before.tar' });
    expect([status, outputs['status']], stdout).toEqual([expected, said]);
  });

  it('says error when the job could not be done', () => {
    const { status, outputs } = step(repository(), { CONFIG: 'nowhere.yaml' });
    expect([status, outputs['status']]).toEqual([2, 'error']);
  });

  it('takes inputs for what they are, never for a part of a shell line', () => {
    const cwd = repository();
    const { status } = step(cwd, { CONFIG: '$(touch pwned)`touch pwned`;touch pwned' });
    expect(status).toBe(2);
    expect(existsSync(join(cwd, 'pwned'))).toBe(false);
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const [hook] = parseYaml(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8'), 'hooks')
    .value as readonly {
    files: string;
    entry: string;
  }[];

  it.each<[string, boolean]>([
    ['Dockerfile', true],
    ['services/api/Dockerfile.dev', true],
    ['prod.Dockerfile', true],
    ['.dockerignore', true],
    ['a/Dockerfile.dockerignore', true],
    ['.plimsoll.yaml', true],
    ['src/index.ts', false],
    ['docs/dockerfiles.md', false],
  ])('runs for %s: %s', (path, runs) => {
    expect(new RegExp(hook!.files).test(path)).toBe(runs);
  });

  it('holds contexts to their budgets though no image has been built', () => {
    const cwd = repository();
    expect(runLine(hook!.entry, cwd).code).toBe(0);
    writeFileSync(join(cwd, 'plimsoll.yaml'), CONFIG.replace('total: 100MB', 'total: 1'));
    expect(runLine(hook!.entry, cwd).code).toBe(1);
  });
});
