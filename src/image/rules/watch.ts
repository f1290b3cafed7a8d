import type { Tag } from './scene.ts';
import type { Sighting } from './sighting.ts';

/** One idea of what may be wrong in the final tree: looks at each of its bodies, then says what it saw. */
export interface BodyWatch {
  /** `node` is the first name of the body; `tags` are what all of its names say. */
  readonly visit: (body: number, node: number, tags: readonly Tag[]) => void;
  readonly observe: () => readonly Sighting[];
}
