import { atLine, DockerfileError } from '../syntax/dockerfile-error.ts';
import type { Instruction } from '../syntax/instruction.ts';
import { parseMountFrom } from '../syntax/mount.ts';
import { type Dockerfile, parseTrigger } from '../syntax/parse-dockerfile.ts';
import { ShellLexer, type Variables } from '../syntax/shell-lexer.ts';
import { familiarImageName, isImageName } from './image-name.ts';

/** One instruction of a stage, with the stages or images that its `from`s name; null where it names none. */
export interface StageCommand {
  readonly instruction: Instruction;
  /** For COPY one, for RUN one a mount. */
  readonly sources: readonly (StageNode | null)[];
}

/** A stage, or an image or named context that some `from` names. */
export interface StageNode {
  /** The name, or the number of an unnamed stage, or what a `from` says. */
  readonly label: string;
  /** With variables filled in. */
  readonly baseName: string;
  /** The stage it is built on. */
  readonly base: StageNode | null;
  /** The named context that stands for the stage or for its base. */
  readonly context: string | null;
  /** True when a named context replaces the stage and none of its instructions run. */
  readonly isReplaced: boolean;
  /** False for what a `from` names without a stage of that name. */
  readonly isStage: boolean;
  readonly line: number;
  commands: readonly StageCommand[];
  readonly dependencies: Set<StageNode>;
}

/** Stages and what they depend on. */
export interface StageGraph {
  /** In the order in which BuildKit works on them. */
  readonly nodes: readonly StageNode[];
  readonly target: StageNode;
  /** The target and everything below it: bases and `from`s. */
  readonly reachable: ReadonlySet<StageNode>;
}

/** What the graph depends on beside the file. */
export interface GraphInputs {
  readonly globalArgs: Variables;
  readonly target: string | null;
  /** Names of `--build-context`. */
  readonly contextNames: readonly string[];
}

/**
 * Links stages by FROM, `--from` and mount `from`, and runs ONBUILD triggers of base stages into their heirs.
 * Throws {@link DockerfileError} where BuildKit fails. Source: BuildKit, dockerfile2llb/convert.go.
 */
export function linkStages(file: Dockerfile, inputs: GraphInputs): StageGraph {
  return new GraphBuilder(file, inputs).build();
}

class GraphBuilder {
  readonly #file: Dockerfile;
  readonly #inputs: GraphInputs;
  readonly #contexts: ReadonlySet<string>;
  readonly #nodes: StageNode[] = [];
  readonly #byName = new Map<string, StageNode>();
  readonly #triggered = new Set<StageNode>();

  constructor(file: Dockerfile, inputs: GraphInputs) {
    this.#file = file;
    this.#inputs = inputs;
    this.#contexts = new Set(inputs.contextNames.map(familiarImageName));
  }

  build(): StageGraph {
    this.#file.stages.forEach((_, index) => {
      this.#addStage(index);
    });
    const target = this.#findTarget();
    this.#file.stages.forEach((stage, index) => {
      const node = this.#nodes[index]!;
      node.commands = stage.instructions.map((instruction) => this.#link(node, instruction));
    });
    this.#refuseCycles();
    for (;;) {
      this.#refuseBadNames();
      const reachable = reachableFrom(target);
      if (![...reachable].some((node) => this.#runTriggers(node)))
        return { nodes: this.#nodes, target, reachable };
    }
  }

  #addStage(index: number): void {
    const { from } = this.#file.stages[index]!;
    const { globalArgs } = this.#inputs;
    const expand = (text: string): string =>
      atLine(from.line, () => new ShellLexer({ escapeWith: this.#file.escapeWith }, globalArgs).expand(text));
    const baseName = expand(from.base);
    if (baseName === '') throw new DockerfileError(`base name (${from.base}) should not be blank`, from.line);
    if (from.platform !== null && expand(from.platform) === '')
      throw new DockerfileError(`empty platform value from expression ${from.platform}`, from.line);
    const isReserved = from.name === null || from.name === 'scratch' || from.name === 'context';
    const isReplaced = !isReserved && this.#contexts.has(familiarImageName(from.name));
    const base = isReplaced ? null : (this.#byName.get(baseName) ?? null);
    this.#addNode(
      {
        label: from.name ?? String(index),
        baseName,
        base,
        context: isReplaced ? from.name : base ? null : this.#contextOf(baseName),
        isReplaced,
        isStage: true,
        line: from.line,
        commands: [],
        dependencies: new Set(),
      },
      from.name,
    );
  }

  #addNode(node: StageNode, name: string | null): StageNode {
    this.#nodes.push(node);
    if (name !== null) this.#byName.set(name, node);
    return node;
  }

  #contextOf(baseName: string): string | null {
    const name = familiarImageName(baseName);
    return baseName !== 'scratch' && this.#contexts.has(name) ? name : null;
  }

  #findTarget(): StageNode {
    const { target } = this.#inputs;
    if (target === null || target === '') return this.#nodes.at(-1)!;
    const node = this.#byName.get(target.toLowerCase());
    if (!node) throw new DockerfileError(`target stage "${target}" could not be found`);
    return node;
  }

  #link(node: StageNode, instruction: Instruction): StageCommand {
    const sources = atLine(instruction.line, () => this.#sourcesOf(instruction));
    for (const source of sources) if (source) node.dependencies.add(source);
    return { instruction, sources };
  }

  #sourcesOf(instruction: Instruction): readonly (StageNode | null)[] {
    if (instruction.kind === 'run')
      // A mount without `from` counts as one from "scratch": a stage of that name becomes a dependency.
      return instruction.mounts.map((mount) =>
        this.#find(parseMountFrom(mount) ?? 'scratch', instruction.line),
      );
    if (instruction.kind !== 'copy' || instruction.from === null) return [];
    const { from } = instruction;
    if (new ShellLexer({ escapeWith: this.#file.escapeWith }).expand(from) !== from)
      throw new DockerfileError('variable expansion is not supported for --from');
    if (!/^[+-]?\d+$/.test(from)) return [this.#find(from, instruction.line)];
    const node = this.#nodes[Number(from)];
    if (!node) throw new DockerfileError(`invalid stage index ${Number(from)}`);
    return [node];
  }

  /** The stage of that name, else an image or a named context of its own. */
  #find(name: string, line: number): StageNode {
    const stage = this.#byName.get(name.toLowerCase());
    if (stage) return stage;
    const base = this.#byName.get(name) ?? null;
    const context = base ? null : this.#contextOf(name);
    const node = { label: name, baseName: name, base, context, isReplaced: false, isStage: false, line };
    return this.#addNode({ ...node, commands: [], dependencies: new Set() }, null);
  }

  /** True when a trigger brought new dependencies. */
  #runTriggers(node: StageNode): boolean {
    if (!node.base || this.#triggered.has(node)) return false;
    this.#triggered.add(node);
    const commands = node.base.commands.flatMap(({ instruction }) =>
      instruction.kind === 'onbuild'
        ? [this.#link(node, parseTrigger(instruction.trigger, instruction.line, instruction.endLine))]
        : [],
    );
    node.commands = [...commands, ...node.commands];
    return commands.some((command) => command.sources.length > 0);
  }

  /** Every base must be able to be an image, those of stages that are not built too. */
  #refuseBadNames(): void {
    for (const node of this.#nodes) {
      if (!node.base && !isImageName(node.baseName))
        throw new DockerfileError(
          `failed to parse stage name "${node.baseName}": invalid reference format`,
          node.line,
        );
    }
  }

  /** Takes away, again and again, the stages on which nothing depends: what stays goes round in a circle. */
  #refuseCycles(): void {
    const dependents = new Map(this.#nodes.map((node) => [node, 0]));
    const count = (node: StageNode, by: number): number => {
      dependents.set(node, dependents.get(node)! + by);
      return dependents.get(node)!;
    };
    for (const node of this.#nodes) for (const dependency of node.dependencies) count(dependency, 1);
    const free = this.#nodes.filter((node) => dependents.get(node) === 0);
    for (let node = free.pop(); node; node = free.pop()) {
      dependents.delete(node);
      for (const dependency of node.dependencies) if (count(dependency, -1) === 0) free.push(dependency);
    }
    const [round] = dependents.keys();
    if (round) throw new DockerfileError(`circular dependency detected on stage: ${round.label}`, round.line);
  }
}

function reachableFrom(target: StageNode): ReadonlySet<StageNode> {
  const reached = new Set<StageNode>([target]);
  for (const node of reached) {
    if (node.base) reached.add(node.base);
    for (const dependency of node.dependencies) reached.add(dependency);
  }
  return reached;
}
