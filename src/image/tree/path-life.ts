import { isMarker, KIND } from '../index/entry-kind.ts';
import { NONE, ROOT } from '../index/name-tree.ts';
import type { ImageEntry } from '../report.ts';
import { entryType } from '../stack/entry-type.ts';
import { isIdentical } from '../stack/hidden-bodies.ts';
import { NEVER } from '../stack/lifetimes.ts';
import type { Stack } from '../stack/stack.ts';
import { changeNames, metadataChange } from '../waste/metadata-change.ts';
import type { MetadataChange } from '../waste/report.ts';
import { type Removal, removalOf } from './removal.ts';

/** What a path shows for a while. */
interface PathForm {
  readonly type: ImageEntry['type'];
  /** Size of the body, also of a hard link's. */
  readonly bytes: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  /** Of a symlink its text, of a hard link the path that it names. */
  readonly linkTarget: string | null;
}

/** How a rewrite differs from what it replaces. */
interface Rewrite {
  /** Another type than before: a file in place of a directory, say. */
  readonly isOtherType: boolean;
  /** The same bytes again; null where that was not compared, and without bytes. */
  readonly isIdentical: boolean | null;
  /** What else changed. */
  readonly changed: readonly MetadataChange[];
}

/**
 * One thing that a layer did to a path. `stored`: it has an entry for the path (`form` says which), over nothing or over what lower
 * layers had (`rewrite`). `implied`: a directory that it does not list, but has something below. `removed`: the path is gone.
 */
export type PathEvent =
  | {
      readonly kind: 'stored';
      readonly layer: number;
      readonly form: PathForm;
      readonly rewrite: Rewrite | null;
      /** Bytes that no path shows any more because of it. */
      readonly hiddenBytes: number;
    }
  | { readonly kind: 'implied'; readonly layer: number; readonly hiddenBytes: number }
  | {
      readonly kind: 'removed';
      readonly layer: number;
      readonly removal: Removal;
      /** Bytes of this path's body that no path shows any more because of it. */
      readonly hiddenBytes: number;
    };

/** A time during which a path showed one entry. */
interface Span {
  readonly owner: number;
  readonly from: number;
  readonly to: number;
}

/** The whole life of a path over the layers, oldest first; empty for a path that no layer ever had. */
export function pathLife(stack: Stack, node: number): readonly PathEvent[] {
  const events: PathEvent[] = [];
  const spans = spansOf(stack, node);
  for (const [n, span] of spans.entries()) {
    const before = spans[n - 1];
    const isRewrite =
      before !== undefined && before.to === span.from && !isRemoved(stack, node, before, span);
    const hidden = before === undefined ? 0 : hiddenAt(stack, node, before, spans.slice(n));
    if (before !== undefined && !isRewrite) events.push(removed(stack, node, before, hidden));
    const hiddenBytes = isRewrite ? hidden : 0;
    if (span.owner < NONE) events.push({ kind: 'implied', layer: span.from, hiddenBytes });
    else {
      const rewrite = isRewrite ? rewriteOf(stack, before.owner, span.owner) : null;
      events.push({
        kind: 'stored',
        layer: span.from,
        form: formOf(stack, span.owner),
        rewrite,
        hiddenBytes,
      });
    }
  }
  const last = spans.at(-1);
  if (last !== undefined && last.to !== NEVER)
    events.push(removed(stack, node, last, hiddenAt(stack, node, last, [])));
  return events;
}

function spansOf({ entries, lifetimes, union }: Stack, node: number): readonly Span[] {
  const spans: Span[] = [];
  for (const [from, index] of entries.layers.entries()) {
    const first = entries.firstOf[from]!;
    for (
      let at = index.node.indexOf(node);
      at >= 0 && at < index.count;
      at = index.node.indexOf(node, at + 1)
    ) {
      const owner = first + at;
      if (!isMarker(index.kind[at]!)) spans.push({ owner, from, to: lifetimes.endOf[owner]! });
    }
  }
  const { implied } = lifetimes;
  for (let at = 0; at < implied.length; at += 3) {
    const [from, to] = [implied[at + 1]!, implied[at + 2]!];
    if (implied[at] === node && node !== ROOT) spans.push({ owner: -2 - from, from, to });
  }
  const owner = union.owner[node]!;
  if (owner < NONE && node !== ROOT) spans.push({ owner, from: -2 - owner, to: NEVER });
  spans.sort((a, b) => a.from - b.from || a.to - b.to || a.owner - b.owner);
  return spans.filter((span, n) => !isListedLater(span, spans[n + 1]));
}

/** True for a directory that a layer lists after what is below it. */
function isListedLater(span: Span, next: Span | undefined): boolean {
  return span.owner < NONE && span.from === span.to && next !== undefined && next.from === span.from;
}

/** True when markers or an entry above the path took it away before the same layer put something there again. */
function isRemoved(stack: Stack, node: number, span: Span, next: Span): boolean {
  if (span.from === span.to) return false;
  const end = next.owner < 0 ? undefined : next.owner - stack.entries.firstOf[next.from]!;
  return removalOf(stack, node, span.to, end) !== null;
}

function removed(stack: Stack, node: number, span: Span, hiddenBytes: number): PathEvent {
  const removal = removalOf(stack, node, span.to) ?? { cause: 'replaced', by: node };
  return { kind: 'removed', layer: span.to, removal, hiddenBytes };
}

/** Size of the body that a path showed, if that was the last name of it; a layer may show it again (`later`) and hide it then. */
function hiddenAt(stack: Stack, node: number, { owner, to }: Span, later: readonly Span[]): number {
  const { hidden } = stack;
  const n = hiddenNumber(stack, owner);
  if (n < 0 || hidden.node[n] !== node || hidden.hiddenBy[n] !== to) return 0;
  const body = hidden.body[n]!;
  const isShownAgain = later.some((span) => span.to === to && stack.bodyOf(span.owner) === body);
  return isShownAgain ? 0 : stack.entries.size(body);
}

function hiddenNumber({ hidden, bodyOf }: Stack, owner: number): number {
  const body = bodyOf(owner);
  const n = body === NONE ? NONE : hidden.body.indexOf(body);
  return n < hidden.count ? n : NONE;
}

function rewriteOf(stack: Stack, before: number, after: number): Rewrite {
  if (before < 0) return { isOtherType: !isDirectory(stack, after), isIdentical: null, changed: [] };
  const isOtherType = typeOf(stack, before) !== typeOf(stack, after);
  const changed = changeNames(metadataChange(stack, before, after));
  return { isOtherType, isIdentical: isSameBody(stack, before, after), changed };
}

function isSameBody(stack: Stack, before: number, after: number): boolean | null {
  const [old, now] = [stack.bodyOf(before), stack.bodyOf(after)];
  if (old === NONE || now === NONE) return null;
  if (old === now) return true;
  if (stack.entries.size(old) !== stack.entries.size(now)) return false;
  const n = hiddenNumber(stack, before);
  const { hidden } = stack;
  if (n < 0 || hidden.successor[n] === NONE || stack.bodyOf(hidden.successor[n]!) !== now) return null;
  return isIdentical(hidden.comparison[n]!);
}

function isDirectory(stack: Stack, entry: number): boolean {
  return stack.entries.kind(entry) === KIND.directory;
}

/** Hard links are files. */
function typeOf(stack: Stack, entry: number): ImageEntry['type'] {
  return entryType(stack.entries.kind(entry), true);
}

function formOf(stack: Stack, entry: number): PathForm {
  const { index, at } = stack.entries.locate(entry);
  const kind = index.kind[at]!;
  const body = stack.bodyOf(entry);
  return {
    type: entryType(kind, kind === KIND.file),
    bytes: body === NONE ? 0 : stack.entries.size(body),
    mode: index.mode[at]!,
    uid: index.uid[at]!,
    gid: index.gid[at]!,
    mtime: index.mtime[at]!,
    linkTarget:
      kind === KIND.symlink
        ? index.linkText(at)
        : kind === KIND.hardlink
          ? stack.names.pathText(index.link[at]!)
          : null,
  };
}
