import type { Place } from '../../core/finding.ts';
import type { ImageSteps } from '../../dockerfile/stages/image-steps.ts';
import { sourceKind } from '../../dockerfile/stages/sources.ts';
import { type Sighting, sighting } from './sighting.ts';

/** A Dockerfile that the image was built from. */
export interface BuildFile extends ImageSteps {
  /** As reports name it. */
  readonly file: string;
}

/** What ADD unpacks, and so does more than COPY. */
const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tzst|tar\.(?:gz|bz2|xz|zst))$/i;

/** Bases whose name says no version: no tag and no digest, or `latest`. */
export function seeLatestBases({ file, bases }: BuildFile): readonly Sighting[] {
  return bases
    .filter(({ name }) => !name.includes('@') && /^(?:.*\/)?[^/:]+(?::latest)?$/.test(name))
    .map(({ name, line }) =>
      placed(sighting('image/latest-base', { bytes: 0, step: null, facts: { base: name } }), { file, line }),
    );
}

/** ADD of files that COPY would do: nothing to download, nothing to unpack. */
export function seeAdds({ file, instructions }: BuildFile): readonly Sighting[] {
  return instructions.flatMap((instruction) => {
    if (instruction.kind !== 'add' || instruction.sources.length === 0) return [];
    const { sources, line, text, checksum } = instruction;
    const isPlain = sources.every(
      (source) => sourceKind(source) === 'file' && !ARCHIVE.test(source) && !source.includes('$'),
    );
    if (!isPlain || checksum !== null) return [];
    return [
      placed(sighting('image/add-instead-of-copy', { bytes: 0, step: null, facts: { sources } }), {
        file,
        line,
        instruction: text,
      }),
    ];
  });
}

/** A sighting with more of its place. */
export function placed(seen: Sighting, place: Place): Sighting {
  const { observation } = seen;
  return { ...seen, observation: { ...observation, place: { ...observation.place, ...place } } };
}
