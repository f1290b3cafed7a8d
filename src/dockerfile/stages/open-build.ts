import { atLine } from '../syntax/dockerfile-error.ts';
import type { Dockerfile } from '../syntax/parse-dockerfile.ts';
import { ShellLexer, type Variables } from '../syntax/shell-lexer.ts';
import { linkStages, type StageGraph } from './stage-graph.ts';

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

/** A Dockerfile with what is known before its instructions are worked through. */
interface OpenedBuild {
  readonly graph: StageGraph;
  /** Values of the `ARG`s before the first `FROM`, what the builder sets included. */
  readonly globalArgs: Variables;
}

/** Deterministic on every machine; `--build-arg TARGETARCH=...` says otherwise. */
const DEFAULT_PLATFORM = 'linux/amd64';

/** Links the stages of a build with its inputs. Throws {@link DockerfileError} where BuildKit fails. */
export function openBuild(file: Dockerfile, inputs: BuildInputs): OpenedBuild {
  const target = inputs.target || null;
  const globalArgs = evaluateGlobalArgs(file, inputs);
  const graph = linkStages(file, { globalArgs, target, contextNames: inputs.contextNames ?? [] });
  return { graph, globalArgs };
}

function evaluateGlobalArgs(file: Dockerfile, { buildArgs = {}, platform, target }: BuildInputs): Variables {
  const targetStage = target || file.stages.at(-1)!.from.name || 'default';
  const values = defaultArgs(platform ?? DEFAULT_PLATFORM, targetStage);
  for (const name of values.keys()) if (Object.hasOwn(buildArgs, name)) values.set(name, buildArgs[name]!);
  for (const instruction of file.globalArgs) {
    for (const { name, value } of instruction.names) {
      const given = Object.hasOwn(buildArgs, name) ? buildArgs[name]! : null;
      const expand = (text: string): string =>
        atLine(instruction.line, () => new ShellLexer({ escapeWith: file.escapeWith }, values).expand(text));
      const text = given ?? (value === null ? null : expand(value));
      if (text !== null) values.set(name, text);
    }
  }
  return values;
}

/** Every ARG that BuildKit sets by itself; a build argument of the same name wins. Source: dockerfile2llb/platform.go. */
function defaultArgs(platform: string, targetStage: string): Map<string, string> {
  const [os = '', arch = '', variant = ''] = platform.split('/');
  const values = new Map<string, string>();
  for (const side of ['BUILD', 'TARGET']) {
    values.set(`${side}PLATFORM`, platform);
    values.set(`${side}OS`, os);
    values.set(`${side}OSVERSION`, '');
    values.set(`${side}ARCH`, arch);
    values.set(`${side}VARIANT`, variant);
  }
  return values.set('TARGETSTAGE', targetStage);
}
