import { statSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { composeVariables } from '../../compose/environment.ts';
import { type ComposeFile, readComposeFile, type ServiceBuild } from '../../compose/read-compose.ts';
import type { ComposeBuild, ComposeContext, ComposeReport, ComposeService } from '../../compose/report.ts';
import { readText } from '../../config/read-text.ts';
import type { SurveyOptions } from '../../context/options.ts';
import { PlimsollError } from '../../core/errors.ts';
import { nearestText } from '../../core/nearest.ts';
import { reportHead } from '../../core/report.ts';
import { sumOf } from '../../core/sum.ts';
import type { InspectContextOptions } from '../context.ts';
import { examineContext } from '../examine-context.ts';

/** How to inspect the builds of a compose file: the options of the command line, in camelCase. */
export interface InspectComposeOptions
  extends Omit<
    InspectContextOptions,
    'dockerfile' | 'dockerfileText' | 'target' | 'buildContexts' | 'ignoreFile' | 'onSent'
  > {
  /** Only these services; default all that build. */
  readonly services?: readonly string[] | undefined;
  /** Variables that the compose file may use; they win over those of `.env` beside it. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

const MAX_BYTES = 2 ** 20;

/** One build, and the services that ask for it. */
interface Plan {
  readonly root: string;
  readonly services: string[];
  readonly options: SurveyOptions;
}

/**
 * What the services of a compose file send when they are built: each build once, and each context once however many services share it.
 * Throws a `PlimsollError` for a compose file that compose would refuse, and where a build would fail.
 */
export async function inspectCompose(
  file: string,
  options: InspectComposeOptions = {},
): Promise<ComposeReport> {
  const compose = readCompose(file, options);
  const wanted = chosenBuilds(file, compose, options.services ?? []);
  if (wanted.length === 0) {
    const hint = 'Give a service `build: ./DIRECTORY`.';
    throw new PlimsollError('usage', `${file} has no service with a build.`, { file, hint });
  }
  const plans = planBuilds(file, wanted, options);
  const builds: ComposeBuild[] = [];
  for (const plan of plans) builds.push(await build(plan, plans, options));
  const verdicts = builds.flatMap(({ report }) => report.verdicts ?? []);
  const contexts = contextsOf(builds);
  return {
    ...reportHead('compose'),
    file,
    findings: findingsOf(builds),
    warnings: [
      ...compose.warnings,
      ...wanted.flatMap(({ warnings }) => warnings),
      ...builds.flatMap(warningsOf),
    ],
    ...(options.budgets?.length ? { verdicts } : {}),
    services: wanted.map((service) => serviceOf(file, service, plans)),
    contexts,
    builds,
    total: totalOf(contexts, builds),
  };
}

function readCompose(file: string, { env = {} }: InspectComposeOptions): ComposeFile {
  const text = readText(file, 'The compose file', MAX_BYTES);
  const dotEnv = join(dirname(file), '.env');
  const isThere = statSync(dotEnv, { throwIfNoEntry: false })?.isFile() ?? false;
  return readComposeFile(
    text,
    file,
    composeVariables(isThere ? readText(dotEnv, 'The file', MAX_BYTES) : null, env),
  );
}

/** The builds of the services that are wanted, in the file's order. Throws a `usage` error for a service that is not there or builds nothing. */
function chosenBuilds(
  file: string,
  compose: ComposeFile,
  wanted: readonly string[],
): readonly ServiceBuild[] {
  for (const name of wanted) if (!compose.names.includes(name)) throw unknownService(file, compose, name);
  return compose.names.flatMap((name) => {
    if (wanted.length > 0 && !wanted.includes(name)) return [];
    const build = compose.readBuild(name);
    if (build === null && wanted.length > 0)
      throw new PlimsollError('usage', `${file}: the service ${name} builds nothing.`, { file });
    return build ?? [];
  });
}

function unknownService(file: string, { names }: ComposeFile, name: string): PlimsollError {
  const near = nearestText(name, names);
  return new PlimsollError('usage', `${file} has no service ${name}.`, {
    file,
    hint: near === null ? `Choose one of ${names.join(', ')}.` : `Did you mean ${near}?`,
  });
}

/** Services that build the same from the same context share a build. */
function planBuilds(
  file: string,
  services: readonly ServiceBuild[],
  options: InspectComposeOptions,
): readonly Plan[] {
  const plans = new Map<string, Plan>();
  for (const service of services) {
    if (service.isRemote) continue;
    const { root, ...build } = inputsOf(file, service, options);
    requireContext(file, service, root);
    const key = JSON.stringify([root, build]);
    const plan = plans.get(key) ?? { root, services: [], options: build };
    plans.set(key, plan);
    plan.services.push(service.service);
  }
  return [...plans.values()];
}

function inputsOf(
  file: string,
  service: ServiceBuild,
  options: InspectComposeOptions,
): SurveyOptions & { readonly root: string } {
  const root = beside(dirname(file), service.context);
  const contexts = Object.entries(service.additionalContexts).map(([name, value]) => [
    name,
    /^[a-z][a-z0-9+-]*:/.test(value) ? value : beside(dirname(file), value),
  ]);
  return {
    root,
    dockerfile: service.dockerfile === null ? undefined : beside(root, service.dockerfile),
    dockerfileText: service.inline ?? undefined,
    target: service.target ?? undefined,
    buildArgs: { ...service.args, ...options.buildArgs },
    buildContexts: Object.fromEntries(contexts) as Record<string, string>,
  };
}

/** One spelling for each path, so that services that share it are known to. */
function beside(directory: string, path: string): string {
  const whole = isAbsolute(path) ? normalize(path) : join(directory, path);
  return whole.length > 1 && whole.endsWith('/') ? whole.slice(0, -1) : whole;
}

function requireContext(file: string, { service, line }: ServiceBuild, root: string): void {
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory()) return;
  const message = `${file}:${line}: the context ${root} of the service ${service} is no directory.`;
  throw new PlimsollError('not-found', message, { file, line });
}

async function build(
  plan: Plan,
  plans: readonly Plan[],
  options: InspectComposeOptions,
): Promise<ComposeBuild> {
  const { services: _services, env: _env, budgets = [], against, ...survey } = options;
  const all = { ...survey, ...plan.options };
  const { root, services } = plan;
  const isOnly = plans.every((other) => other === plan || other.root !== root);
  const name = isOnly ? root : `${root} (${services.join(', ')})`;
  if (budgets.length === 0) return { name, services, report: await examineContext(root, all) };
  const { gateContext } = await import('../gate/gated.ts');
  return { name, services, report: await gateContext(root, all, { budgets, against, name }) };
}

/** What is about the context itself comes up in each of its builds; it is told once. */
function findingsOf(builds: readonly ComposeBuild[]): ComposeReport['findings'] {
  const seen = new Set<string>();
  return builds.flatMap(({ name, report }) =>
    report.findings.flatMap((finding) => {
      const key = JSON.stringify([report.root, finding.rule, finding.place, finding.message]);
      if (seen.has(key)) return [];
      seen.add(key);
      return { ...finding, subject: { kind: 'context' as const, name } };
    }),
  );
}

function warningsOf({ name, report }: ComposeBuild): ComposeReport['warnings'] {
  return report.warnings.map(({ code, message }) => ({ code, message: `${name}: ${message}` }));
}

function serviceOf(file: string, service: ServiceBuild, plans: readonly Plan[]): ComposeService {
  const { service: name, line, isRemote, dockerfile, target } = service;
  const root = isRemote ? service.context : beside(dirname(file), service.context);
  const build = plans.findIndex(({ services }) => services.includes(name));
  return {
    name,
    line,
    context: root,
    source: isRemote ? 'remote' : 'directory',
    dockerfile: dockerfile === null || isRemote ? dockerfile : beside(root, dockerfile),
    target,
    build: build < 0 ? null : build,
  };
}

function contextsOf(builds: readonly ComposeBuild[]): readonly ComposeContext[] {
  const contexts = new Map<string, ComposeContext & { readonly services: string[] }>();
  for (const { services, report } of builds) {
    const { root: path, ignoreFile, sent } = report;
    const key = JSON.stringify([path, ignoreFile?.path ?? null]);
    const context = contexts.get(key) ?? { path, ignoreFile, services: [], sent };
    contexts.set(key, context);
    context.services.push(...services);
  }
  return [...contexts.values()];
}

function totalOf(
  contexts: readonly ComposeContext[],
  builds: readonly ComposeBuild[],
): ComposeReport['total'] {
  const transfers = builds.flatMap(({ report: { transfer, namedContexts } }) => [
    transfer.needed?.buildkitBytes ?? transfer.buildkitBytes,
    ...namedContexts.map(({ buildkitBytes }) => buildkitBytes),
  ]);
  return {
    files: sumOf(contexts, ({ sent }) => sent.files),
    bytes: sumOf(contexts, ({ sent }) => sent.bytes),
    buildkitBytes: transfers.includes(null) ? null : sumOf(transfers, (bytes) => bytes ?? 0),
  };
}
