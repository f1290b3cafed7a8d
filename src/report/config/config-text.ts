import type { ConfigInForce, ContextInForce, ImageInForce, Written } from '../../config/in-force.ts';
import { flowYaml, scalarYaml } from './yaml-text.ts';

/**
 * The configuration in force as YAML that can be read again from the working directory; a comment tells where each part is written.
 * `baseline` is where a baseline is looked for where nothing is written; `failOn` is what a flag says.
 */
export function renderConfigText(config: ConfigInForce, baseline: string, failOn?: string): string {
  const lines = [
    ...(config.file === null ? [] : [`# ${config.file} with what it extends`]),
    ...block('contexts', config.contexts.flatMap(contextLines)),
    ...block('images', config.images.flatMap(imageLines)),
    ...block(
      'rules',
      [...config.rules].map(
        ([id, { value, origin }]) => `  ${scalarYaml(id)}: ${flowYaml(value)}${from(origin)}`,
      ),
    ),
    ...block('suppress', items(config.suppressions, '  ')),
    `baseline: ${setting(undefined, config.baseline, baseline)}`,
    `failOn: ${setting(failOn, config.failOn, 'error')}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** One value by precedence: the flag, the file, the default. */
function setting(flag: string | undefined, written: Written<string> | null, fallback: string): string {
  if (flag !== undefined) return `${scalarYaml(flag)} # --fail-on`;
  return written === null
    ? `${scalarYaml(fallback)} # default`
    : `${scalarYaml(written.value)}${from(written.origin)}`;
}

function contextLines(context: ContextInForce): readonly string[] {
  const { path: _path, dockerfile: _dockerfile, name: _name, budgets: _budgets, ...rest } = context.target;
  const dockerfile = context.dockerfile === null ? {} : { dockerfile: context.dockerfile };
  const head = { path: context.path, name: context.name, ...dockerfile, ...rest };
  return targetLines(head, context);
}

function imageLines(image: ImageInForce): readonly string[] {
  const {
    archive: _archive,
    dockerfile: _dockerfile,
    name: _name,
    base,
    budgets: _budgets,
    ...rest
  } = image.target;
  const dockerfile = image.dockerfile === null ? {} : { dockerfile: image.dockerfile };
  const placed =
    base === undefined ? {} : { base: image.baseArchive === null ? base : { archive: image.baseArchive } };
  return targetLines({ archive: image.archive, name: image.name, ...dockerfile, ...rest, ...placed }, image);
}

function targetLines(head: object, { origin, budgets }: ContextInForce | ImageInForce): readonly string[] {
  const [first, ...others] = Object.entries(head).map(([key, value]) => `${key}: ${flowYaml(value)}`);
  return [
    `  - ${first}${from(origin)}`,
    ...others.map((line) => `    ${line}`),
    ...(budgets.length === 0 ? [] : ['    budgets:', ...items<object>(budgets, '      ')]),
  ];
}

function items<T extends object>(list: readonly Written<T>[], indent: string): readonly string[] {
  return list.map(({ value, origin }) => `${indent}- ${flowYaml(value)}${from(origin)}`);
}

function block(key: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${key}:`, ...lines];
}

function from(origin: Written<unknown>['origin']): string {
  return origin === null ? '' : ` # ${origin.file}:${origin.line}`;
}
