/**
 * A union file system written down as the OCI image specification has it (layer.md, "Applying Changesets" and "Whiteouts"), with a map of
 * paths and no thought for speed: what the real one is held against.
 */

/** A marker that hides what lower layers have at a path, or below it. */
interface MarkerEntry {
  readonly kind: 'whiteout' | 'opaque';
  readonly path: string;
}

/** One entry of a layer. `bytes` are those of a file, all the `letter`; `target` is the path that a hard link names. */
export type ModelEntry =
  | { readonly kind: 'file'; readonly path: string; readonly bytes: number; readonly letter: string }
  | { readonly kind: 'directory' | 'symlink'; readonly path: string }
  | MarkerEntry
  | { readonly kind: 'hardlink'; readonly path: string; readonly target: string };

/** A stored body that the final tree does not show. */
export interface ModelWaste {
  readonly storedIn: number;
  readonly hiddenBy: number;
  readonly cause: string;
  readonly bytes: number;
  /** The entry that took its place has the same bytes; null where none did, and within a layer. */
  readonly identical: boolean | null;
}

/** What a stack of layers may hold and a model has met. */
export type Occasion =
  | 'a hard link to a lower layer'
  | 'a hard link to nowhere'
  | 'a name removed of a body that has another one'
  | 'the last name of a body removed after the one it was stored under'
  | 'a file in place of a directory with files'
  | 'a directory in place of a file'
  | 'an opaque directory with entries of its own'
  | 'a whiteout below a whiteout'
  | 'a whiteout of what is not there'
  | 'a name twice in a layer'
  | 'the same bytes again'
  | 'other bytes of the same size';

interface Body {
  readonly layer: number;
  readonly path: string;
  readonly bytes: number;
  readonly letter: string;
  names: number;
}

interface Shown {
  readonly kind: 'file' | 'directory' | 'symlink' | 'hardlink';
  /** Null for what has none, and for a hard link whose target is nowhere. */
  readonly body: Body | null;
}

/** The file system after some layers, and what was hidden on the way. */
export class UnionModel {
  readonly tree = new Map<string, Shown>();
  readonly waste: ModelWaste[] = [];
  readonly met = new Set<Occasion>();
  storedBytes = 0;
  #layer = -1;

  /** Puts one more layer on top. */
  apply(entries: readonly ModelEntry[]): void {
    this.#layer++;
    this.#lookAt(entries);
    for (const { kind, path } of entries) if (kind === 'opaque') this.#removeBelow(path, 'opaque');
    for (const { kind, path } of entries) if (kind === 'whiteout') this.#removeAll(path, 'deleted');
    for (const entry of entries) if (!isMarker(entry)) this.#put(entry);
  }

  /** Bytes of all bodies that some name shows. */
  get visibleBytes(): number {
    const bodies = new Set([...this.tree.values()].map(({ body }) => body));
    return [...bodies].reduce((sum, body) => sum + (body?.bytes ?? 0), 0);
  }

  #lookAt(entries: readonly ModelEntry[]): void {
    const pathsOf = (wanted: string): readonly string[] =>
      entries.filter(({ kind }) => kind === wanted).map(({ path }) => path);
    const [opaque, whiteouts] = [pathsOf('opaque'), pathsOf('whiteout')];
    const own = entries.filter((entry) => !isMarker(entry)).map(({ path }) => path);
    if (opaque.some((path) => own.some((other) => isBelow(other, path))))
      this.met.add('an opaque directory with entries of its own');
    if (whiteouts.some((path) => whiteouts.some((other) => isBelow(other, path))))
      this.met.add('a whiteout below a whiteout');
    if (whiteouts.some((path) => !this.tree.has(path))) this.met.add('a whiteout of what is not there');
    if (new Set(own).size < own.length) this.met.add('a name twice in a layer');
  }

  #put(entry: Exclude<ModelEntry, MarkerEntry>): void {
    const shown: Shown = { kind: entry.kind, body: this.#bodyOf(entry) };
    if (shown.body) shown.body.names++;
    for (const parent of parentsOf(entry.path)) this.#makeDirectory(parent);
    const before = this.tree.get(entry.path);
    if (before?.kind === 'directory' && shown.kind !== 'directory') {
      if ([...this.tree].some(([path, { body }]) => body && isBelow(path, entry.path)))
        this.met.add('a file in place of a directory with files');
      this.#removeBelow(entry.path, 'overwritten');
    }
    this.tree.set(entry.path, shown);
    if (before) this.#release(before.body, entry.path, 'overwritten', shown);
  }

  #bodyOf(entry: ModelEntry): Body | null {
    if (entry.kind === 'hardlink') {
      const body = this.tree.get(entry.target)?.body ?? null;
      if (body === null) this.met.add('a hard link to nowhere');
      else if (body.layer < this.#layer) this.met.add('a hard link to a lower layer');
      return body;
    }
    if (entry.kind !== 'file') return null;
    this.storedBytes += entry.bytes;
    const { path, bytes, letter } = entry;
    return { layer: this.#layer, path, bytes, letter, names: 0 };
  }

  #makeDirectory(path: string): void {
    const there = this.tree.get(path);
    if (there?.kind === 'directory') return;
    this.tree.set(path, { kind: 'directory', body: null });
    if (there?.body) this.met.add('a directory in place of a file');
    if (there) this.#release(there.body, path, 'overwritten', null);
  }

  #removeBelow(path: string, cause: string): void {
    for (const other of [...this.tree.keys()]) if (isBelow(other, path)) this.#removeOne(other, cause);
  }

  #removeAll(path: string, cause: string): void {
    this.#removeOne(path, cause);
    this.#removeBelow(path, cause);
  }

  #removeOne(path: string, cause: string): void {
    const there = this.tree.get(path);
    if (!there) return;
    this.tree.delete(path);
    this.#release(there.body, path, cause, null);
  }

  /** A body loses a name, perhaps to what `successor` shows under the same one. */
  #release(body: Body | null, path: string, cause: string, successor: Shown | null): void {
    if (body === null) return;
    if (--body.names > 0) {
      this.met.add('a name removed of a body that has another one');
      return;
    }
    if (path !== body.path) this.met.add('the last name of a body removed after the one it was stored under');
    const isOwn = body.layer === this.#layer;
    const identical = isOwn || successor === null ? null : isSame(body, successor.body);
    if (identical && body.bytes > 0) this.met.add('the same bytes again');
    if (identical === false && body.bytes === successor?.body?.bytes)
      this.met.add('other bytes of the same size');
    const { layer: storedIn, bytes } = body;
    this.waste.push({
      storedIn,
      hiddenBy: this.#layer,
      cause: isOwn ? 'duplicate-name' : cause,
      bytes,
      identical,
    });
  }
}

function isSame(body: Body, other: Body | null): boolean {
  if (other === null || body.bytes !== other.bytes) return false;
  return body.bytes === 0 || body.letter === other.letter;
}

function isBelow(path: string, directory: string): boolean {
  return directory === '' ? path !== '' : path.startsWith(`${directory}/`);
}

function isMarker(entry: ModelEntry): entry is MarkerEntry {
  return entry.kind === 'opaque' || entry.kind === 'whiteout';
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, n) => parts.slice(0, n + 1).join('/'));
}
