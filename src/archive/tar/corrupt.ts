import { PlimsollError } from '../../core/errors.ts';

/** Where a tar lies, for messages: the file, the member of it that is the tar (null: the file itself), and how its offsets count. */
export interface TarPlace {
  readonly file: string;
  readonly entry: string | null;
  /** True when offsets are of the decompressed bytes. */
  readonly isDecompressed: boolean;
}

/** The file, and the member of it that is the tar. */
export function placeText({ file, entry }: TarPlace): string {
  return entry === null ? file : `${file}: ${entry}`;
}

/** A damaged tar, in one sentence with the file, the entry and the offset. */
export function corruptTar(place: TarPlace, offset: number, what: string): PlimsollError {
  const unit = place.isDecompressed ? ' of the decompressed bytes' : '';
  return new PlimsollError('corrupt', `${placeText(place)} is damaged at offset ${offset}${unit}: ${what}.`, {
    file: place.file,
    offset,
    ...(place.entry === null ? {} : { entry: place.entry }),
  });
}
