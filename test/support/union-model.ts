/**
 * A union file system written down as the OCI image specification has it (layer.md, "Applying Changesets" and "Whiteouts"), with a map of
 * paths and no thought for speed: what the real one is held against.
 */

/** A marker that hides what lower layers have at a path, or below it. */
interface MarkerEntry {
  readonly kind: 'whiteout' | 'opaque';
  readonly path: string;
}

/** One entry of a layer. `bytes` are those of a file; `target` is the path that a hard link names. */
export type ModelEntry =
  | { readonly kind: 'file'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'directory' | 'symlink'; readonly path: string }
  | MarkerEntry
  | { readonly kind: 'hardlink'; readonly path: string; readonly target: string };

/** A stored body that the final tree does not show. */
export interface ModelWaste {
  readonly storedIn: number;
  readonly hiddenBy: number;
  readonly cause: string;
  readonly bytes: number;
}

interface Body {
  readonly layer: number;
  readonly bytes: number;
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
  storedBytes = 0;
  #layer = -1;

  /** Puts one more layer on top. */
  apply(entries: readonly ModelEntry[]): void {
    this.#layer++;
    for (const { kind, path } of entries) if (kind === 'opaque') this.#removeBelow(path, 'opaque');
    for (const { kind, path } of entries) if (kind === 'whiteout') this.#removeAll(path, 'deleted');
    for (const entry of entries) if (!isMarker(entry)) this.#put(entry);
  }

  /** Bytes of all bodies that some name shows. */
  get visibleBytes(): number {
    const bodies = new Set([...this.tree.values()].map(({ body }) => body));
    return [...bodies].reduce((sum, body) => sum + (body?.bytes ?? 0), 0);
  }

  #put(entry: Exclude<ModelEntry, MarkerEntry>): void {
    const shown: Shown = { kind: entry.kind, body: this.#bodyOf(entry) };
    if (shown.body) shown.body.names++;
    for (const parent of parentsOf(entry.path)) this.#makeDirectory(parent);
    const before = this.tree.get(entry.path);
    if (before?.kind === 'directory' && shown.kind !== 'directory')
      this.#removeBelow(entry.path, 'overwritten');
    this.tree.set(entry.path, shown);
    if (before) this.#release(before.body, 'overwritten');
  }

  #bodyOf(entry: ModelEntry): Body | null {
    if (entry.kind === 'hardlink') return this.tree.get(entry.target)?.body ?? null;
    if (entry.kind !== 'file') return null;
    this.storedBytes += entry.bytes;
    return { layer: this.#layer, bytes: entry.bytes, names: 0 };
  }

  #makeDirectory(path: string): void {
    const there = this.tree.get(path);
    if (there?.kind === 'directory') return;
    this.tree.set(path, { kind: 'directory', body: null });
    if (there) this.#release(there.body, 'overwritten');
  }

  #removeBelow(path: string, cause: string): void {
    const below = path === '' ? '' : `${path}/`;
    for (const other of [...this.tree.keys()]) if (other.startsWith(below)) this.#removeOne(other, cause);
  }

  #removeAll(path: string, cause: string): void {
    this.#removeOne(path, cause);
    this.#removeBelow(path, cause);
  }

  #removeOne(path: string, cause: string): void {
    const there = this.tree.get(path);
    if (!there) return;
    this.tree.delete(path);
    this.#release(there.body, cause);
  }

  #release(body: Body | null, cause: string): void {
    if (body === null || --body.names > 0) return;
    const how = body.layer === this.#layer ? 'duplicate-name' : cause;
    this.waste.push({ storedIn: body.layer, hiddenBy: this.#layer, cause: how, bytes: body.bytes });
  }
}

function isMarker(entry: ModelEntry): entry is MarkerEntry {
  return entry.kind === 'opaque' || entry.kind === 'whiteout';
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, n) => parts.slice(0, n + 1).join('/'));
}
