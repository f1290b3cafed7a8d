import { PlimsollError } from '../core/errors.ts';

/** Longest manifest, index or config that is read. */
export const JSON_LIMIT: number = 32 << 20;

/** Counts what is read as JSON, because a few bytes may name the same large member again and again. */
export class JsonAllowance {
  #left = 8 * JSON_LIMIT;

  /** Takes a member's length from it; a `limit` error for one member, or all of them, beyond what is allowed. */
  spend(length: number, file: string, entry: string): void {
    if (length > JSON_LIMIT) throw tooLong(file, entry, length);
    this.#left -= length;
    if (this.#left >= 0) return;
    throw new PlimsollError(
      'limit',
      `${file}: manifests and configs have more than ${8 * JSON_LIMIT} bytes.`,
      {
        file,
      },
    );
  }
}

/** Bytes of JSON that are kept of an archive that goes by once. */
export const KEPT_JSON: number = 4 * JSON_LIMIT;

/** The error for a member that came when so much JSON had been kept already. */
export function tooMuchJson(file: string, entry: string): PlimsollError {
  const message = `${file}: ${entry} comes behind ${KEPT_JSON} bytes of other JSON, and no more of it is kept of a stream.`;
  return new PlimsollError('limit', message, { file, entry });
}

function tooLong(file: string, entry: string, length: number): PlimsollError {
  const message = `${file}: ${entry} has ${length} bytes, a manifest or config may have ${JSON_LIMIT}.`;
  return new PlimsollError('limit', message, { file, entry });
}
