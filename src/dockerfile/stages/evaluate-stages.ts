import { atLine, DockerfileError } from '../syntax/dockerfile-error.ts';
import type {
  ArgInstruction,
  CopyInstruction,
  EnvInstruction,
  RunInstruction,
} from '../syntax/instruction.ts';
import { parseMount } from '../syntax/mount.ts';
import { type Dockerfile, type Outcome, outcomeOf } from '../syntax/parse-dockerfile.ts';
import { ShellLexer, type Variables } from '../syntax/shell-lexer.ts';
import type {
  BuildNeeds,
  ContextRequest,
  NeededSource,
  NeedingInstruction,
  UnknownVariable,
} from './needs.ts';
import { type BuildInputs, openBuild } from './open-build.ts';
import { followPaths, neededSource, rooted, type SourceKind, sourceKind } from './sources.ts';
import type { StageCommand, StageGraph, StageNode } from './stage-graph.ts';

/** What is known of a stage while its instructions are worked through. */
interface StageState {
  /** What `$NAME` means: ENV and ARG. */
  readonly variables: Map<string, string>;
  /** What the image will have: ENV alone. */
  readonly imageEnv: Map<string, string>;
  /** True when the base is an image whose ENV cannot be known offline. */
  readonly isOpen: boolean;
  /** Paths that others take from it; shared with the stages built on it. */
  readonly paths: Set<string>;
}

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const EVERYTHING = '/';
/** Variables that stages copy from their bases, all together: enough for any build, little enough for the memory. */
const MAX_CARRIED = 1_000_000;

/**
 * What the stages that the target depends on ask of the build context and of named contexts.
 * Where BuildKit would fail before it looks at any file, the outcome is the problem.
 */
export function evaluateBuild(file: Dockerfile, inputs: BuildInputs = {}): Outcome<BuildNeeds> {
  return outcomeOf(() => {
    const { graph, globalArgs } = openBuild(file, inputs);
    return new StageEvaluator(file, graph, globalArgs, inputs.buildArgs ?? {}).evaluate();
  });
}

/** Works through the instructions of all reachable stages in BuildKit's order. Source: dockerfile2llb/convert.go. */
class StageEvaluator {
  readonly #file: Dockerfile;
  readonly #graph: StageGraph;
  readonly #globalArgs: Variables;
  readonly #buildArgs: Readonly<Record<string, string>>;
  readonly #states = new Map<StageNode, StageState>();
  readonly #contextPaths = new Set<string>();
  readonly #asking = new Set<StageNode>();
  readonly #used = new Map<StageNode, Set<StageNode>>();
  readonly #instructions: NeedingInstruction[] = [];
  readonly #unknown: UnknownVariable[] = [];
  #carried = 0;

  constructor(
    file: Dockerfile,
    graph: StageGraph,
    globalArgs: Variables,
    buildArgs: Readonly<Record<string, string>>,
  ) {
    this.#file = file;
    this.#graph = graph;
    this.#globalArgs = globalArgs;
    this.#buildArgs = buildArgs;
  }

  /** All needs; throws {@link DockerfileError} where BuildKit fails. */
  evaluate(): BuildNeeds {
    const { nodes, reachable, target } = this.#graph;
    for (const node of nodes)
      if (reachable.has(node) && (!node.isStage || node.isReplaced))
        this.#states.set(node, this.#newState(node));
    for (const node of nodes) {
      if (!reachable.has(node) || this.#states.has(node)) continue;
      const state = this.#newState(node);
      this.#states.set(node, state);
      this.#used.set(node, new Set(node.base ? [node.base] : []));
      for (const command of node.commands)
        atLine(command.instruction.line, () => this.#run(node, state, command));
    }
    this.#states.get(target)!.paths.add(EVERYTHING);
    const alive = this.#aliveNodes(target);
    const asks = [...alive].some((node) => this.#asking.has(node));
    return {
      context: asks ? { follow: followPaths(this.#contextPaths) } : null,
      namedContexts: this.#namedContexts(alive),
      instructions: this.#instructions,
      unknownVariables: this.#unknown,
    };
  }

  #newState(node: StageNode): StageState {
    const base = node.base && this.#states.get(node.base);
    this.#carried += base?.variables.size ?? 0;
    if (this.#carried > MAX_CARRIED)
      throw new DockerfileError('the stages hand on too many variables', node.line);
    const imageEnv = new Map(base?.imageEnv);
    if (!imageEnv.has('PATH')) imageEnv.set('PATH', DEFAULT_PATH);
    return {
      variables: new Map([...(base?.variables ?? []), ...imageEnv]),
      imageEnv,
      isOpen: base ? base.isOpen : node.context === null && node.baseName !== 'scratch',
      paths: base ? base.paths : new Set(),
    };
  }

  #run(node: StageNode, state: StageState, command: StageCommand): void {
    const { instruction } = command;
    switch (instruction.kind) {
      case 'arg':
        this.#runArg(state, instruction);
        break;
      case 'env':
        this.#runEnv(state, instruction);
        break;
      case 'copy':
      case 'add':
        this.#runCopy(node, state, instruction, command.sources[0] ?? null);
        break;
      case 'run':
        this.#runRun(node, state, instruction, command.sources);
        break;
      default:
    }
  }

  #expand(state: StageState, line: number, text: string): string {
    const lexer = new ShellLexer({ escapeWith: this.#file.escapeWith }, state.variables);
    const expanded = lexer.expand(text);
    if (state.isOpen) for (const name of lexer.unset) this.#unknown.push({ line, name });
    return expanded;
  }

  #runArg(state: StageState, { names }: ArgInstruction): void {
    for (const { name, value } of names) {
      const given = Object.hasOwn(this.#buildArgs, name) ? this.#buildArgs[name] : undefined;
      const inherited = value === null ? this.#globalArgs.get(name) : undefined;
      const text =
        given ??
        inherited ??
        (value === null
          ? null
          : new ShellLexer({ escapeWith: this.#file.escapeWith }, state.variables).expand(value));
      if (text !== null) state.variables.set(name, text);
    }
  }

  /** All values are filled in before the first is set: `ENV a=1 b=$a` takes the `a` of before. */
  #runEnv(state: StageState, { pairs }: EnvInstruction): void {
    const lexer = new ShellLexer({ escapeWith: this.#file.escapeWith }, state.variables);
    for (const [name, value] of pairs.map(
      (pair) => [lexer.expand(pair.name), lexer.expand(pair.value)] as const,
    )) {
      state.variables.set(name, value);
      state.imageEnv.set(name, value);
    }
  }

  #runCopy(node: StageNode, state: StageState, copy: CopyInstruction, from: StageNode | null): void {
    const expand = (text: string): string => this.#expand(state, copy.line, text);
    const written = copy.sources.map(expand);
    expand(copy.destination);
    const kinds = written.map(sourceKind);
    if (copy.kind === 'copy') refuseRemote(kinds);
    refuseIdleChecksum(expand(copy.checksum ?? ''), kinds);
    if (from) {
      this.#requireBefore(node, from, 'copy');
      this.#used.get(node)!.add(from);
      for (const source of written) this.#states.get(from)!.paths.add(rooted(source));
      if (from.context) this.#note(copy, copy.kind, node, from.context, written.map(neededSource));
      return;
    }
    for (const source of written)
      if (copy.kind === 'copy' || !/^https?:\/\//.test(source)) this.#contextPaths.add(rooted(source));
    const local = written.filter((_, index) => kinds[index] === 'file').map(neededSource);
    if (local.length === 0) return;
    this.#asking.add(node);
    this.#note(copy, copy.kind, node, null, local);
  }

  #runRun(
    node: StageNode,
    state: StageState,
    run: RunInstruction,
    froms: readonly (StageNode | null)[],
  ): void {
    state.paths.add(EVERYTHING);
    run.mounts.forEach((text, index) => {
      const mount = parseMount(text, (value) => this.#expand(state, run.line, value));
      if (mount.type === 'secret' || mount.type === 'ssh') return;
      const source = neededSource(mount.source);
      const from = mount.from === null ? null : froms[index]!;
      if (from) {
        this.#requireBefore(node, from, 'mount');
        if (mount.type !== 'tmpfs') this.#used.get(node)!.add(from);
        this.#states.get(from)!.paths.add(rooted(mount.source));
        if (from.context && mount.type === 'bind') this.#note(run, 'bind', node, from.context, [source]);
      } else if (mount.type !== 'cache') {
        // A tmpfs without `from` counts as a use of its source, too, though nothing is mounted from the context.
        this.#contextPaths.add(rooted(mount.source));
        if (mount.type === 'bind') {
          this.#asking.add(node);
          this.#note(run, 'bind', node, null, [source]);
        }
      }
    });
  }

  #requireBefore(node: StageNode, from: StageNode, verb: 'copy' | 'mount'): void {
    if (!this.#states.has(from))
      throw new DockerfileError(
        `cannot ${verb} from stage "${from.label}", it needs to be defined before current stage "${node.label}"`,
      );
  }

  #note(
    instruction: CopyInstruction | RunInstruction,
    kind: NeedingInstruction['kind'],
    node: StageNode,
    context: string | null,
    sources: readonly NeededSource[],
  ): void {
    const { line, endLine, text } = instruction;
    const { parents, exclude } = instruction.kind === 'run' ? { parents: false, exclude: [] } : instruction;
    this.#instructions.push({
      line,
      endLine,
      text,
      kind,
      stage: node.label,
      context,
      sources,
      parents,
      exclude,
    });
  }

  /** Stages whose result is part of the target's: a dependency that nothing is taken from is worked through in vain. */
  #aliveNodes(target: StageNode): ReadonlySet<StageNode> {
    const alive = new Set([target]);
    for (const node of alive) for (const used of this.#used.get(node) ?? []) alive.add(used);
    return alive;
  }

  #namedContexts(alive: ReadonlySet<StageNode>): ReadonlyMap<string, ContextRequest> {
    const paths = new Map<string, Set<string>>();
    for (const node of alive) {
      if (node.context === null) continue;
      const all = paths.get(node.context) ?? new Set();
      for (const path of this.#states.get(node)!.paths) all.add(path);
      paths.set(node.context, all);
    }
    return new Map([...paths].map(([name, all]) => [name, { follow: followPaths(all) }]));
  }
}

function refuseRemote(kinds: readonly SourceKind[]): void {
  for (const kind of kinds)
    if (kind !== 'file')
      throw new DockerfileError(`source can't be a ${kind === 'git' ? 'git ref' : 'URL'} for COPY`);
}

function refuseIdleChecksum(checksum: string, kinds: readonly SourceKind[]): void {
  if (checksum === '') return;
  if (kinds.length !== 1) throw new DockerfileError("checksum can't be specified for multiple sources");
  if (kinds[0] === 'file') throw new DockerfileError('checksum requires HTTP(S) or Git sources');
}
