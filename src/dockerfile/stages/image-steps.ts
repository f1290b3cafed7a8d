import type { Instruction } from '../syntax/instruction.ts';
import { type Outcome, outcomeOf, parseDockerfile } from '../syntax/parse-dockerfile.ts';
import { type BuildInputs, openBuild } from './open-build.ts';
import type { StageNode } from './stage-graph.ts';

/** One instruction that leaves a trace in the history of the image. */
export interface ImageStep {
  /** 1-based first line. */
  readonly line: number;
  /** In upper case. */
  readonly keyword: string;
  /** What follows the keyword: continued lines joined, nothing expanded. */
  readonly text: string;
}

/** An image that a stage is built on. */
interface BaseImage {
  readonly line: number;
  /** With variables filled in. */
  readonly name: string;
}

/** A Dockerfile as the image knows it: the instructions of the target and of the stages below it, and all that the build looks at. */
export interface ImageSteps {
  /** From the lowest stage up, in order. */
  readonly steps: readonly ImageStep[];
  /** Of all stages that the target depends on, by line. */
  readonly bases: readonly BaseImage[];
  /** Every instruction of these stages, by line. */
  readonly instructions: readonly Instruction[];
}

/** Reads a Dockerfile for the image that it makes; where BuildKit would refuse it, the outcome is the problem. */
export function readImageSteps(
  text: string,
  inputs: Pick<BuildInputs, 'target' | 'buildArgs'>,
): Outcome<ImageSteps> {
  const parsed = parseDockerfile(text);
  if (!parsed.ok) return parsed;
  return outcomeOf(() => {
    const { graph } = openBuild(parsed.value, inputs);
    const stages = [...graph.reachable].filter(({ isStage }) => isStage).sort((a, b) => a.line - b.line);
    const chain: StageNode[] = [];
    for (let at: StageNode | null = graph.target; at?.isStage; at = at.base) chain.unshift(at);
    return {
      steps: chain.flatMap(instructionsOf).map(imageStep),
      bases: stages
        .filter(({ base, baseName }) => base === null && baseName !== 'scratch')
        .map(({ line, baseName }) => ({ line, name: baseName })),
      instructions: stages.flatMap(instructionsOf),
    };
  });
}

function instructionsOf({ commands }: StageNode): readonly Instruction[] {
  return commands.map(({ instruction }) => instruction);
}

function imageStep({ line, text }: Instruction): ImageStep {
  const [keyword = ''] = text.split(/[\t\v\f\r ]/, 1);
  return { line, keyword: keyword.toUpperCase(), text: text.slice(keyword.length).trim() };
}
