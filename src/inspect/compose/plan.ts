import { statSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { composeVariables } from '../../compose/environment.ts';
import { type ComposeFile, readComposeFile, type ServiceBuild } from '../../compose/read-compose.ts';
import type { SurveyOptions } from '../../context/options.ts';
import { PlimsollError } from '../../core/errors.ts';
import { nearestText } from '../../core/nearest.ts';
import { readText } from '../../files/read-small.ts';

const MAX_BYTES = 2 ** 20;

/** One build, and the services that ask for it. */
export interface BuildPlan {
  readonly root: string;
  readonly services: string[];
  readonly options: SurveyOptions;
}

/** Reads a compose file with the variables of `env` and of `.env` beside it. Throws a `PlimsollError` for a file that compose would refuse. */
export function readCompose(file: string, env: Readonly<Record<string, string | undefined>>): ComposeFile {
  const text = readText(file, 'The compose file', MAX_BYTES);
  const dotEnv = join(dirname(file), '.env');
  const isThere = statSync(dotEnv, { throwIfNoEntry: false })?.isFile() ?? false;
  return readComposeFile(
    text,
    file,
    composeVariables(isThere ? readText(dotEnv, 'The file', MAX_BYTES) : null, env),
  );
}

/** The builds of the services that are wanted, all if none is named, in the file's order. Throws a `usage` error for a service that is not there or builds nothing. */
export function chosenBuilds(
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

/** What is to be built: services that build the same from the same context share a build. Throws `not-found` for a context that is not there. */
export function planBuilds(
  file: string,
  services: readonly ServiceBuild[],
  buildArgs: SurveyOptions['buildArgs'],
): readonly BuildPlan[] {
  const plans = new Map<string, BuildPlan>();
  for (const service of services) {
    if (service.isRemote) continue;
    const { root, ...build } = inputsOf(file, service, buildArgs);
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
  buildArgs: SurveyOptions['buildArgs'],
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
    buildArgs: { ...service.args, ...buildArgs },
    buildContexts: Object.fromEntries(contexts) as Record<string, string>,
  };
}

/** A path of a compose file, in the one spelling that services which share it have in common. */
export function beside(directory: string, path: string): string {
  const whole = isAbsolute(path) ? normalize(path) : join(directory, path);
  return whole.length > 1 && whole.endsWith('/') ? whole.slice(0, -1) : whole;
}

function requireContext(file: string, { service, line }: ServiceBuild, root: string): void {
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory()) return;
  const message = `${file}:${line}: the context ${root} of the service ${service} is no directory.`;
  throw new PlimsollError('not-found', message, { file, line });
}
