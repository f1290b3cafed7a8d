import { baseName } from '../../core/posix-path.ts';
import type { Visited } from '../entry.ts';
import type { Seen } from './watch.ts';

/** One object for all entries of a walk: a walk of a million entries makes no garbage of it. */
export class SeenEntry implements Seen {
  entry!: Visited;
  isSent = false;
  isGitIgnored: boolean | null = null;
  #name: string | null = null;

  /** Goes on to another entry. */
  turnTo(entry: Visited, isSent: boolean): void {
    this.entry = entry;
    this.isSent = isSent;
    this.isGitIgnored = null;
    this.#name = null;
  }

  get name(): string {
    this.#name ??= baseName(this.entry.path);
    return this.#name;
  }
}
