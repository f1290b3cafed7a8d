import { dirname, resolve } from 'node:path';
import { PlimsollError } from '../core/errors.ts';
import type { Warning } from '../core/report.ts';
import { readText } from '../files/read-small.ts';
import { acceptConfig } from './accept.ts';
import type { Config, RuleLevel, RuleSettings } from './config.ts';
import { documentPath, MAX_CONFIG_BYTES } from './discover.ts';
import type { ConfigInForce, Written } from './in-force.ts';
import { configError, type Origin } from './origin.ts';
import { type FindOrigin, placeContexts, placeImages, within } from './place-targets.ts';

const MAX_DEPTH = 16;
const ADDRESS = /^[a-z][a-z+.-]+:\/\//i;

/**
 * The configuration of a file with all that it extends.
 * Throws `config` errors with file, line and column; `not-found` and `unreadable` for files that are not there.
 */
export async function loadConfig(file: string): Promise<ConfigInForce> {
  return requireGate(await loadFile(file, [], null));
}

/** A configuration that is already a value; its paths start at `directory`. Throws as {@link loadConfig}, without places. */
export async function placeConfig(value: Config, directory: string): Promise<ConfigInForce> {
  const config = await acceptConfig(value, () => null);
  return requireGate(await place(config, directory, null, () => null, []));
}

async function loadFile(file: string, above: readonly string[], from: Origin | null): Promise<ConfigInForce> {
  const full = resolve(file);
  if (above.includes(full)) throw configError(from, `${file} extends itself`);
  if (above.length >= MAX_DEPTH) throw configError(from, `extends goes deeper than ${MAX_DEPTH} files`);
  const text = readExtended(file, from);
  const { parseConfig } = await import('./parse.ts');
  const { config, origin } = await parseConfig(text, file, documentPath(file));
  return place(config, dirname(file), file, origin, [...above, full]);
}

function readExtended(file: string, from: Origin | null): string {
  try {
    return readText(file, 'The configuration', MAX_CONFIG_BYTES);
  } catch (error) {
    if (from === null || !(error instanceof PlimsollError)) throw error;
    throw new PlimsollError(error.code, `${from.file}:${from.line}:${from.column}: ${error.message}`, {
      ...from,
      cause: error,
    });
  }
}

async function place(
  config: Config,
  directory: string,
  file: string | null,
  origin: FindOrigin,
  above: readonly string[],
): Promise<ConfigInForce> {
  const own: ConfigInForce = {
    file,
    contexts: placeContexts(config, directory, origin),
    images: placeImages(config, directory, origin),
    rules: placeRules(config, origin),
    suppressions: (config.suppress ?? []).map((value, index) => ({
      value,
      origin: origin(['suppress', index]),
    })),
    baseline:
      config.baseline === undefined
        ? null
        : { value: within(directory, config.baseline), origin: origin(['baseline']) },
    failOn: config.failOn === undefined ? null : { value: config.failOn, origin: origin(['failOn']) },
    warnings: [],
  };
  const bases = typeof config.extends === 'string' ? [config.extends] : (config.extends ?? []);
  const lower: ConfigInForce[] = [];
  for (const [index, base] of bases.entries()) {
    const at = origin(typeof config.extends === 'string' ? ['extends'] : ['extends', index]);
    if (ADDRESS.test(base))
      throw configError(at, `extends "${base}" is no file: nothing is read over a network`);
    lower.push(await loadFile(within(directory, base), above, at));
  }
  return lower.reduceRight((upper, base) => overlay(base, upper), own);
}

function placeRules(config: Config, origin: FindOrigin): ReadonlyMap<string, Written<RuleSettings>> {
  return new Map(
    Object.entries(config.rules ?? {}).map(([id, setting]) => [
      id,
      { value: settingsOf(setting), origin: origin(['rules', id], 'key') },
    ]),
  );
}

function settingsOf(setting: RuleLevel | RuleSettings): RuleSettings {
  return typeof setting === 'string' ? { severity: setting } : setting;
}

/** The upper configuration over the lower: lists grow, a target of the same name and a rule of the same id are replaced in place. */
function overlay(lower: ConfigInForce, upper: ConfigInForce): ConfigInForce {
  return {
    file: upper.file,
    contexts: overlayTargets(lower.contexts, upper.contexts),
    images: overlayTargets(lower.images, upper.images),
    rules: new Map([...lower.rules, ...upper.rules]),
    suppressions: [...lower.suppressions, ...upper.suppressions],
    baseline: upper.baseline ?? lower.baseline,
    failOn: upper.failOn ?? lower.failOn,
    warnings: [...lower.warnings, ...upper.warnings],
  };
}

function overlayTargets<T extends { readonly name: string }>(
  lower: readonly T[],
  upper: readonly T[],
): readonly T[] {
  const byName = new Map(lower.map((target) => [target.name, target]));
  for (const target of upper) byName.set(target.name, target);
  return [...byName.values()];
}

/** A configuration that can never fail is a mistake, not a pass. */
function requireGate(config: ConfigInForce): ConfigInForce {
  const targets = [...config.contexts, ...config.images];
  const at = config.file === null ? null : { file: config.file, line: 1, column: 1 };
  if (targets.length === 0) throw configError(at, 'this gates nothing: it has neither contexts nor images');
  const bare = targets.filter((target) => target.budgets.length === 0);
  const gatesFindings = config.failOn?.value !== 'never' && (config.rules.size > 0 || config.failOn !== null);
  if (bare.length === targets.length && !gatesFindings)
    throw configError(at, 'this gates nothing: no context and no image has a budget');
  const warnings = gatesFindings ? [] : bare.map(({ kind, name }) => noBudget(kind, name));
  return { ...config, warnings: [...config.warnings, ...warnings] };
}

function noBudget(kind: string, name: string): Warning {
  return { code: 'no-budget', message: `The ${kind} ${name} has no budget.` };
}
