import { PlimsollError } from '../core/errors.ts';
import type { Warning } from '../core/report.ts';
import { isRecord, type ValueStep, valueAt } from '../core/value.ts';
import { parseYaml, type YamlText } from '../core/yaml.ts';
import { InterpolationError, interpolate, type VariableLookup } from './interpolate.ts';

/** What one service of a compose file builds; variables filled in, paths as written. */
export interface ServiceBuild {
  readonly service: string;
  /** 1-based line of the service. */
  readonly line: number;
  readonly context: string;
  /** A directory, or something that the builder fetches: a repository, a URL. */
  readonly isRemote: boolean;
  /** Relative to the context. */
  readonly dockerfile: string | null;
  readonly inline: string | null;
  readonly target: string | null;
  readonly args: Readonly<Record<string, string>>;
  /** Named contexts: a directory, `service:NAME`, an image, a URL. */
  readonly additionalContexts: Readonly<Record<string, string>>;
  /** Variables that are set nowhere and count as empty. */
  readonly unset: readonly string[];
  readonly warnings: readonly Warning[];
}

/** A compose file as far as builds are concerned. */
export interface ComposeFile {
  /** Services in the order of the file. */
  readonly names: readonly string[];
  /** What a service builds; null when it builds nothing. Throws a `config` error, with its line, for what compose would refuse. */
  readonly readBuild: (name: string) => ServiceBuild | null;
  readonly warnings: readonly Warning[];
}

const REMOTE = /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i;

/** Where a value stands, and how to read it. */
interface Reader {
  readonly file: string;
  readonly yaml: YamlText;
  readonly lookUp: VariableLookup;
  readonly unset: Set<string>;
  readonly warnings: Warning[];
}

/** The services of a compose file, each read when it is asked for. Throws a `config` error, with its line, for text that is no YAML. */
export function readComposeFile(text: string, file: string, lookUp: VariableLookup): ComposeFile {
  const yaml = parseYaml(text, file);
  const found = valueAt(yaml.value, ['services']);
  const services = isRecord(found) ? found : {};
  const include = { code: 'compose-include', message: `${file}: what it includes is not followed.` };
  return {
    names: Object.keys(services),
    readBuild: (name) =>
      readService({ file, yaml, lookUp, unset: new Set(), warnings: [] }, name, services[name]),
    warnings: valueAt(yaml.value, ['include']) === undefined ? [] : [include],
  };
}

/** What the Compose specification has below `build`. */
const BUILD_KEYS: ReadonlySet<string> = new Set([
  ...['context', 'dockerfile', 'dockerfile_inline', 'target', 'args', 'additional_contexts', 'ssh'],
  ...['secrets', 'cache_from', 'cache_to', 'no_cache', 'no_cache_filter', 'pull', 'network', 'shm_size'],
  ...['extra_hosts', 'isolation', 'privileged', 'entitlements', 'ulimits', 'labels', 'tags', 'platforms'],
  ...['provenance', 'sbom'],
]);

function readService(reader: Reader, service: string, value: unknown): ServiceBuild | null {
  const path = ['services', service];
  if (valueAt(value, ['extends']) !== undefined)
    warn(reader, [...path, 'extends'], 'compose-extends', `what ${service} extends is not followed`);
  const build = valueAt(value, ['build']);
  if (build === undefined || build === null) return null;
  const at = [...path, 'build'];
  const short = typeof build === 'string' ? textAt(reader, at, build) : null;
  if (short === null && !isRecord(build)) throw refused(reader, at, 'a build is a directory or a mapping');
  for (const key of isRecord(build) ? Object.keys(build) : [])
    if (!BUILD_KEYS.has(key) && !key.startsWith('x-'))
      warn(reader, [...at, key], 'compose-key', `${key} is no key of a build, so it counts for nothing`);
  const one = (key: string): string | null => textAt(reader, [...at, key], valueAt(build, [key]));
  const context = short ?? one('context') ?? '.';
  const [dockerfile, inline] = [one('dockerfile'), one('dockerfile_inline')];
  if (dockerfile !== null && inline !== null)
    throw refused(reader, at, `${service} has both dockerfile and dockerfile_inline`);
  return {
    service,
    line: reader.yaml.locate(path, 'key').line,
    context,
    isRemote: REMOTE.test(context),
    dockerfile,
    inline,
    target: one('target') || null,
    args: pairsAt(reader, [...at, 'args'], valueAt(build, ['args']), reader.lookUp),
    additionalContexts: pairsAt(
      reader,
      [...at, 'additional_contexts'],
      valueAt(build, ['additional_contexts']),
      () => undefined,
    ),
    unset: [...reader.unset],
    warnings: reader.warnings,
  };
}

/** A mapping, or a list of `NAME=VALUE`; `orElse` knows the value of a bare name, which is left out where that is undefined. */
function pairsAt(
  reader: Reader,
  path: readonly ValueStep[],
  value: unknown,
  orElse: VariableLookup,
): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  const pairs = Array.isArray(value)
    ? value.map((item, index) => splitPair(textAt(reader, [...path, index], item) ?? ''))
    : isRecord(value)
      ? Object.keys(value).map((name) => [name, textAt(reader, [...path, name], value[name])] as const)
      : null;
  if (pairs === null) throw refused(reader, path, 'it must be a mapping or a list of NAME=VALUE');
  return Object.fromEntries(
    pairs.flatMap(([name, text]) => {
      const known = text ?? orElse(name);
      return known === undefined ? [] : [[name, known] as const];
    }),
  );
}

function splitPair(text: string): readonly [name: string, value: string | null] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, null] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** A scalar as text, variables filled in; null for none. */
function textAt(reader: Reader, path: readonly ValueStep[], value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw refused(reader, path, 'it must be a text');
  try {
    const { text, unset } = interpolate(value, reader.lookUp);
    for (const name of unset) {
      warn(reader, path, 'compose-variable', `the variable ${name} is not set, so it counts as empty`);
      reader.unset.add(name);
    }
    return text;
  } catch (error) {
    if (error instanceof InterpolationError) throw refused(reader, path, error.message);
    throw error;
  }
}

function warn(
  { file, yaml, warnings }: Reader,
  path: readonly ValueStep[],
  code: string,
  what: string,
): void {
  warnings.push({ code, message: `${file}:${yaml.locate(path, 'key').line}: ${what}.` });
}

function refused(reader: Reader, path: readonly ValueStep[], what: string): PlimsollError {
  const { file, yaml } = reader;
  const { line, column } = yaml.locate(path);
  return new PlimsollError('config', `${file}:${line}: ${path.join('.')}: ${what}.`, { file, line, column });
}
