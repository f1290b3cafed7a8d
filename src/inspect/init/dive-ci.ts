import type { ImageBudget } from '../../config/config.ts';
import { isByteSize, parseShare } from '../../config/limits.ts';
import { PlimsollError } from '../../core/errors.ts';
import { parseYaml } from '../../core/yaml.ts';

/** A rule of dive in our words. */
export interface DiveRule {
  readonly name: string;
  readonly budget: ImageBudget;
}

/**
 * Reads a `.dive-ci` file. Rules that are `disabled` are left out.
 * Throws a `config` error with the line of a value that is none. Source: dive, cmd/dive/cli/internal/command/ci and README, "CI Integration".
 */
export function parseDiveRules(text: string, file: string): readonly DiveRule[] {
  const yaml = parseYaml(text, file);
  const rules = (yaml.value as { readonly rules?: unknown } | null)?.rules;
  if (typeof rules !== 'object' || rules === null) throw noRules(file);
  return Object.entries(rules).flatMap(([name, value]) => {
    if (value === null || value === 'disabled' || value === false) return [];
    const budget = convert(name, value);
    if (budget !== null) return [{ name, budget }];
    const { line, column } = yaml.locate(['rules', name]);
    throw new PlimsollError(
      'config',
      `${file}:${line}:${column}: rules.${name} "${value}" is no rule of dive.`,
      {
        file,
        line,
        column,
        hint: 'The rules are lowestEfficiency, highestWastedBytes and highestUserWastedPercent.',
      },
    );
  });
}

function convert(name: string, value: unknown): ImageBudget | null {
  switch (name) {
    case 'lowestEfficiency': {
      const efficiency = ratioOf(value);
      return efficiency === null ? null : { efficiency };
    }
    case 'highestUserWastedPercent': {
      const ratio = ratioOf(value);
      return ratio === null ? null : { wasted: `${Number((ratio * 100).toPrecision(12))}%`, scope: 'own' };
    }
    case 'highestWastedBytes': {
      const size = typeof value === 'number' ? value : String(value);
      return isByteSize(size) ? { wasted: size } : null;
    }
    default:
      return null;
  }
}

/** dive writes `0.1`; some write `10%`. */
function ratioOf(value: unknown): number | null {
  const ratio = typeof value === 'string' ? (parseShare(value) ?? Number(value)) : value;
  return typeof ratio === 'number' && ratio >= 0 && ratio <= 1 ? ratio : null;
}

function noRules(file: string): PlimsollError {
  return new PlimsollError('config', `${file} has no rules of dive.`, {
    file,
    hint: 'A .dive-ci file has a key "rules".',
  });
}
