import { atLine } from '../syntax/dockerfile-error.ts';
import { type Dockerfile, type Outcome, outcomeOf } from '../syntax/parse-dockerfile.ts';
import { ShellLexer, type Variables } from '../syntax/shell-lexer.ts';
import { defaultArgs } from './default-args.ts';
import { StageEvaluator } from './evaluate-stages.ts';
import type { BuildNeeds } from './needs.ts';
import { linkStages } from './stage-graph.ts';

/** What a build is told beside its Dockerfile. */
export interface BuildInputs {
  /** `--target`; the last stage when absent. */
  readonly target?: string | undefined;
  /** `--build-arg`. */
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
  /** Names of `--build-context`. */
  readonly contextNames?: readonly string[] | undefined;
  /** `os/arch[/variant]` of the builder and of the result. */
  readonly platform?: string | undefined;
}

/** Deterministic on every machine; `--build-arg TARGETARCH=...` says otherwise. */
const DEFAULT_PLATFORM = 'linux/amd64';

/**
 * What the stages that the target depends on ask of the build context and of named contexts.
 * Where BuildKit would fail before it looks at any file, the outcome is the problem.
 */
export function evaluateBuild(file: Dockerfile, inputs: BuildInputs = {}): Outcome<BuildNeeds> {
  return outcomeOf(() => {
    const buildArgs = inputs.buildArgs ?? {};
    const target = inputs.target || null;
    const globalArgs = evaluateGlobalArgs(file, buildArgs, {
      platform: inputs.platform ?? DEFAULT_PLATFORM,
      targetStage: target ?? file.stages.at(-1)!.from.name ?? '',
    });
    const graph = linkStages(file, { globalArgs, target, contextNames: inputs.contextNames ?? [] });
    return new StageEvaluator(file, graph, globalArgs, buildArgs).evaluate();
  });
}

/** Values of the `ARG`s before the first `FROM`, what the builder sets included. Throws {@link DockerfileError} where BuildKit fails. */
export function evaluateGlobalArgs(
  file: Dockerfile,
  buildArgs: Readonly<Record<string, string>>,
  defaults: { readonly platform: string; readonly targetStage: string },
): Variables {
  const values = new Map(defaultArgs(defaults.platform, defaults.targetStage, buildArgs));
  for (const instruction of file.globalArgs) {
    for (const { name, value } of instruction.names) {
      const given = Object.hasOwn(buildArgs, name) ? buildArgs[name]! : null;
      const text =
        given ??
        (value === null
          ? null
          : atLine(instruction.line, () =>
              new ShellLexer({ escapeWith: file.escapeWith }, values).expand(value),
            ));
      if (text !== null) values.set(name, text);
    }
  }
  return values;
}
