import type { Fact, Observation, Severity } from '../../core/finding.ts';
import { largestFirst } from '../../core/order.ts';
import { IMAGE_SEVERITY, type ImageRuleId } from './severities.ts';
import type { Step } from './steps.ts';

/** What a rule saw, and the stored bodies that its cure would make go. */
export interface Sighting {
  readonly observation: Observation;
  /** Entries of files; empty where the cure saves no byte of this image. */
  readonly bodies: readonly number[];
  /** Bodies of which one must be left, whatever else goes; null where all may go. */
  readonly keepsOneOf: readonly number[] | null;
  /** The history entry that it is about; null for none. */
  readonly entry: number | null;
}

const NOTHING: readonly number[] = [];

/** The parts of a sighting that rules fill in. */
export interface Seen {
  readonly bytes: number;
  /** What made it so; null for what no layer made. */
  readonly step: Step | null;
  /** The step that brought the content in, where the cure is; default: `step`. */
  readonly origin?: Step;
  readonly path?: string | undefined;
  readonly facts?: Readonly<Record<string, Fact>>;
  readonly bodies?: readonly number[];
  readonly keepsOneOf?: readonly number[];
  /** Whether the image's own layers are to blame; default: whether the step is one of them. */
  readonly isOwn?: boolean;
  readonly severity?: Severity;
  /** The history entry that it is about; default: that of the step. */
  readonly entry?: number | undefined;
}

/** A sighting with its place. What the base is to blame for is a note. */
export function sighting(rule: ImageRuleId, seen: Seen): Sighting {
  const { bytes, step, path, facts = {}, bodies = NOTHING } = seen;
  const own = seen.isOwn ?? step?.isOwn ?? true;
  const place = {
    ...(path === undefined ? {} : { path }),
    ...(step === null ? {} : { layer: step.layer }),
    ...(step === null || step.instruction === null ? {} : { instruction: step.instruction }),
  };
  const origin = seen.origin ?? step;
  const command = origin?.keyword === 'RUN' ? { command: origin.text } : {};
  const severity = own ? (seen.severity ?? IMAGE_SEVERITY[rule]) : 'note';
  return {
    observation: { rule, severity, bytes, place, own, facts: { ...facts, ...command } },
    bodies,
    keepsOneOf: seen.keepsOneOf ?? null,
    entry: seen.entry ?? step?.entry ?? null,
  };
}

/** Total order of what one rule saw: most bytes first, then by path. The order of nodes is that of the archive, so it tells nothing. */
export function largestSightingFirst({ observation: a }: Sighting, { observation: b }: Sighting): number {
  return largestFirst(sized(a), sized(b));
}

function sized({ bytes, place }: Observation): { readonly bytes: number; readonly path: string } {
  return { bytes, path: place.path ?? '' };
}

/** A warning, or a note where less is at stake than is worth one. */
export function byWeight(bytes: number, least: number): Severity {
  return bytes < least ? 'note' : 'warning';
}
