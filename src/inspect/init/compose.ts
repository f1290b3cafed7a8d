import { parseYaml } from '../../core/yaml.ts';

/** What one service of a compose file builds; paths as written. */
export interface ComposeBuild {
  readonly context: string;
  readonly dockerfile: string | null;
  readonly target: string | null;
}

const REMOTE = /^(?:[a-z+]+:\/\/|git@|github\.com\/)/;

/** The local builds of a compose file, in its order. Throws a `config` error for text that is no YAML. */
export function readComposeBuilds(text: string, file: string): readonly ComposeBuild[] {
  const services = child(parseYaml(text, file).value, 'services');
  if (!isRecord(services)) return [];
  return Object.values(services).flatMap((service) => {
    const build = child(service, 'build');
    const context =
      typeof build === 'string' ? build : (child(build, 'context') ?? (isRecord(build) ? '.' : null));
    if (typeof context !== 'string' || REMOTE.test(context) || context.includes('$')) return [];
    return [
      { context, dockerfile: textOf(child(build, 'dockerfile')), target: textOf(child(build, 'target')) },
    ];
  });
}

function child(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && !value.includes('$') ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
