import { dirname } from 'node:path';
import type { ServiceBuild } from '../../compose/read-compose.ts';
import type { ComposeBuild, ComposeContext, ComposeReport, ComposeService } from '../../compose/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import { reportHead } from '../../core/report.ts';
import { sumOf } from '../../core/sum.ts';
import type { InspectContextOptions } from '../context.ts';
import { examineContext } from '../examine/examine-context.ts';
import { type BuildPlan, beside, chosenBuilds, planBuilds, readCompose } from './plan.ts';

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

/**
 * What the services of a compose file send when they are built: each build once, and each context once however many services share it.
 * Throws a `PlimsollError` for a compose file that compose would refuse, and where a build would fail.
 */
export async function inspectCompose(
  file: string,
  options: InspectComposeOptions = {},
): Promise<ComposeReport> {
  const compose = readCompose(file, options.env ?? {});
  const wanted = chosenBuilds(file, compose, options.services ?? []);
  if (wanted.length === 0) {
    const hint = 'Give a service `build: ./DIRECTORY`.';
    throw new PlimsollError('usage', `${file} has no service with a build.`, { file, hint });
  }
  const plans = planBuilds(file, wanted, options.buildArgs);
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

async function build(
  plan: BuildPlan,
  plans: readonly BuildPlan[],
  options: InspectComposeOptions,
): Promise<ComposeBuild> {
  const { services: _services, env: _env, budgets = [], against, ...survey } = options;
  const all = { ...survey, ...plan.options };
  const { root, services } = plan;
  const isOnly = plans.every((other) => other === plan || other.root !== root);
  const name = isOnly ? root : `${root} (${services.join(', ')})`;
  if (budgets.length === 0) return { name, services, report: await examineContext(root, all) };
  const { gateContext } = await import('../gate/gate-inspection.ts');
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

function serviceOf(file: string, service: ServiceBuild, plans: readonly BuildPlan[]): ComposeService {
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
