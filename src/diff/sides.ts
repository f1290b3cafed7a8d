import type { ContextReport } from '../context/report.ts';
import type { ReportHead } from '../core/report.ts';
import type { ImageEssentials } from '../image/image-report.ts';
import type { ImageReport } from '../image/report.ts';
import type { DiffSide } from './report.ts';

/** What a comparison needs of an image report; entries are null where nobody listed them. */
export type ImageFacts = ImageEssentials & Pick<ImageReport, 'entries'>;
/** What a comparison needs of a context report. */
export type ContextFacts = Omit<ContextReport, keyof ReportHead<'context'>>;

/** Where a side comes from. */
export type SideOrigin = Pick<DiffSide, 'kind' | 'source'>;

/** An image as one side. */
export function imageSideOf(facts: ImageFacts, origin: SideOrigin): DiffSide {
  const { id, tags, platform, created } = facts.image;
  const name = tags[0] ?? origin.source ?? id;
  const { layers, origin: known } = facts.base;
  return { ...origin, name, id, platform, created, baseLayers: known === 'none' ? null : layers };
}

/** A context as one side; `name` and `id` are those of a revision, else the directory's. */
export function contextSideOf(
  facts: ContextFacts,
  origin: SideOrigin,
  revision: { readonly name: string; readonly id: string } | null = null,
): DiffSide {
  const { name, id } = revision ?? { name: facts.root, id: null };
  return { ...origin, name, id, platform: null, created: null, baseLayers: null };
}
