import { PlimsollError } from '../../core/errors.ts';
import type { Warning } from '../../core/report.ts';
import { evaluateBuild } from '../../dockerfile/stages/evaluate-stages.ts';
import type { BuildNeeds, NeedingInstruction } from '../../dockerfile/stages/needs.ts';
import { type Dockerfile, type Outcome, parseDockerfile } from '../../dockerfile/syntax/parse-dockerfile.ts';
import { patternRules, type RuleSet } from '../../ignore/rule-set.ts';
import type { ContextPlace } from '../place.ts';
import type { DockerfileFact } from '../report.ts';
import { readDockerfileSource } from './dockerfile-source.ts';
import { followLinks, type WidenedSource } from './follow-links.ts';
import { linkReader } from './links.ts';

const CONTROL = /[\u0000-\u001f\u007f]/;
const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** What a build is told beside the context; see the command line. */
interface BuildOptions {
  readonly target?: string | undefined;
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
  /** Name to directory. */
  readonly buildContexts?: Readonly<Record<string, string>> | undefined;
}

/** What a Dockerfile asks of its context, links resolved, before the rules apply. */
export interface NeedPlan {
  readonly fact: DockerfileFact;
  readonly needs: BuildNeeds;
  /** BuildKit's follow paths as the report has them: `["."]` is everything, `[]` nothing. */
  readonly sources: readonly string[];
  /** Null: everything is asked for, or nothing. */
  readonly include: RuleSet | null;
  readonly widened: readonly WidenedSource[];
}

/** A plan, or the Dockerfile without one; both null when there is no Dockerfile. */
export interface NeedPlanning {
  readonly fact: DockerfileFact | null;
  readonly plan: NeedPlan | null;
  readonly warnings: readonly Warning[];
}

const OFFICIAL_FRONTEND = /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/;

/**
 * Reads the Dockerfile and works out what it asks for. A Dockerfile that BuildKit would refuse is a warning: the context is measured all the same.
 * Throws where the Dockerfile that the caller names cannot be read.
 */
export function planNeeds(place: ContextPlace, options: BuildOptions): NeedPlanning {
  const source = readDockerfileSource(place);
  if (source === null) return { fact: null, plan: null, warnings: [] };
  const { path } = source;
  const { root } = place;
  const file = parseDockerfile(source.text);
  const fact = { path, target: options.target || null, stages: file.ok ? stageNames(file.value) : [] };
  const needs = file.ok ? evaluate(file.value, options) : file;
  if (!needs.ok) {
    const { line, message } = needs.problem;
    const where = line === 0 ? path : `${path}:${line}`;
    const warning = {
      code: 'dockerfile',
      message: `${where}: BuildKit refuses this Dockerfile (${message}).`,
    };
    return { fact, plan: null, warnings: [warning] };
  }
  const warnings = [
    ...frontendWarnings(path, file),
    ...variableWarnings(path, needs.value),
    ...travelWarnings(path, needs.value),
  ];
  try {
    return { fact, plan: follow(root, fact, needs.value), warnings };
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error;
    return { fact, plan: null, warnings: [...warnings, { code: 'dockerfile', message: error.message }] };
  }
}

/** The instructions that take from one context, null for the build context, in the order in which they run. */
export function takingInstructions(plan: NeedPlan, context: string | null): readonly NeedingInstruction[] {
  return plan.needs.instructions.filter((instruction) => instruction.context === context);
}

function evaluate(file: Dockerfile, options: BuildOptions): Outcome<BuildNeeds> {
  const { target, buildArgs, buildContexts = {} } = options;
  return evaluateBuild(file, { target, buildArgs, contextNames: Object.keys(buildContexts) });
}

function follow(root: string, fact: DockerfileFact, needs: BuildNeeds): NeedPlan {
  const plan = { fact, needs, include: null, widened: [] };
  if (needs.context === null) return { ...plan, sources: [] };
  if (needs.context.follow === null) return { ...plan, sources: ['.'] };
  const sources = needs.context.follow;
  const { include, widened } = followLinks(linkReader(root), sources);
  return { ...plan, sources, widened, include: include && patternRules(include, fact.path) };
}

function stageNames({ stages }: Dockerfile): readonly string[] {
  return stages.map(({ from }, index) => from.name ?? String(index));
}

function frontendWarnings(path: string, file: Outcome<Dockerfile>): readonly Warning[] {
  const syntax = file.ok ? file.value.syntax?.split(' ', 1)[0] : null;
  if (!syntax || OFFICIAL_FRONTEND.test(syntax)) return [];
  const message = `${path}: the frontend ${syntax} may read this Dockerfile in its own way; it is read as Docker's own would.`;
  return [{ code: 'dockerfile-frontend', message }];
}

function variableWarnings(path: string, needs: BuildNeeds): readonly Warning[] {
  const seen = new Set<string>();
  return needs.unknownVariables.flatMap(({ line, name }) => {
    const message = `${path}:${line}: $${name} is set neither in the Dockerfile nor by --build-arg; it counts as empty, though the base image may set it.`;
    if (seen.has(message)) return [];
    seen.add(message);
    return [{ code: 'dockerfile-variable', message }];
  });
}

/** Follow paths travel to BuildKit's client as headers: a control character among nothing but ASCII fails the build. */
function travelWarnings(path: string, { context }: BuildNeeds): readonly Warning[] {
  const follow = context?.follow ?? [];
  const broken = follow.find((source) => CONTROL.test(source));
  if (broken === undefined || follow.some((source) => BEYOND_ASCII.test(source))) return [];
  const message = `${path}: BuildKit cannot ask for the source "${broken}" (header key "followpaths" contains value with non-printable ASCII characters).`;
  return [{ code: 'dockerfile-source', message }];
}
