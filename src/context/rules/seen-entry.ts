import type { Visited } from '../walk/entry.ts';
import type { Seen } from './watch.ts';

/** One object for all entries of a walk: a walk of a million entries makes no garbage of it. */
export class SeenEntry implements Seen {
  entry!: Visited;
  isSent = false;
  isGitIgnored: boolean | null = null;

  /** Goes on to another entry. */
  turnTo(entry: Visited, isSent: boolean): void {
    this.entry = entry;
    this.isSent = isSent;
    this.isGitIgnored = null;
  }

  get name(): string {
    return this.entry.name;
  }
}
