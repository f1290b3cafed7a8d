import type { FilesAndBytes } from '../../core/bytes.ts';
import type { Writable } from '../../core/value.ts';
import type { BodyReaders } from '../bodies/body-readers.ts';
import { type SizeGroup, savingsOf } from './size-groups.ts';

/** Decides which groups may be read, so that all reading stays within a limit; what could save most comes first. */
export class ReadBudget {
  readonly #readers: BodyReaders;
  readonly #limit: number;
  spent = 0;
  /** What was not read. */
  readonly refused: Writable<FilesAndBytes> = { files: 0, bytes: 0 };

  constructor(readers: BodyReaders, limit: number) {
    this.#readers = readers;
    this.#limit = limit;
  }

  /** The groups of which at most `most` bytes of each body may be read. */
  take<Group extends SizeGroup>(groups: readonly Group[], most: number): readonly Group[] {
    const ranked = [...groups].sort((a, b) => savingsOf(b) - savingsOf(a) || a.bodies[0]! - b.bodies[0]!);
    return ranked.filter((group) => {
      const cost = this.#cost(group, most);
      if (this.spent + cost <= this.#limit) {
        this.spent += cost;
        return true;
      }
      this.refused.files += group.bodies.length;
      this.refused.bytes += group.bodies.length * group.size;
      return false;
    });
  }

  /** Bodies that went by as a stream left their digest, which costs nothing. */
  #cost({ size, bodies }: SizeGroup, most: number): number {
    const stored = bodies.filter((body) => this.#readers.locate(body).place !== null);
    return stored.length * Math.min(size, most);
  }
}
