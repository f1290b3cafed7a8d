import { PlimsollError } from '../../core/errors.ts';
import type { JsonObject } from '../json.ts';
import type { BlobStore } from '../store/blob-store.ts';
import type { WrongSize } from './contents.ts';

/**
 * Holds what descriptors claim of sizes against what is there, which costs nothing. A member of another size is a `corrupt` error; when
 * everything is to be verified it is collected instead, to be said with all that is wrong.
 */
export class SizeCheck {
  readonly wrong: WrongSize[] = [];
  readonly #store: BlobStore<unknown>;
  readonly #file: string;
  readonly #collects: boolean;

  constructor(store: BlobStore<unknown>, file: string, collects: boolean) {
    this.#store = store;
    this.#file = file;
    this.#collects = collects;
  }

  check(member: string, { size: claimed }: JsonObject): void {
    const bytes = this.#store.size(member);
    if (typeof claimed !== 'number' || bytes === null || claimed === bytes) return;
    if (!this.#collects) {
      const message = `${this.#file}: ${member} has ${bytes} bytes, its descriptor claims ${claimed}.`;
      throw new PlimsollError('corrupt', message, { file: this.#file, entry: member });
    }
    this.wrong.push({ member, bytes, claimed });
  }
}
