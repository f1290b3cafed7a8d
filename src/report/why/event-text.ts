import type { MetadataChange } from '../../image/waste/report.ts';
import type { PathForm, PathHistoryEvent } from '../../image/why/report.ts';
import type { RenderStyle } from '../options.ts';
import { arrow } from '../text/glyphs.ts';
import { modeText } from '../text/mode-text.ts';
import { printable } from '../text/printable.ts';
import { sizeText } from '../text/size-text.ts';

/** What one layer did to a path, in words; `before` is what the path was. */
export function eventText(event: PathHistoryEvent, before: PathForm | null, style: RenderStyle): string {
  const hides = event.hiddenBytes === 0 ? '' : `; hides ${sizeText(event.hiddenBytes, style)}`;
  return `${whatHappened(event, before, style)}${hides}`;
}

function whatHappened(event: PathHistoryEvent, before: PathForm | null, style: RenderStyle): string {
  const { form } = event;
  switch (event.event) {
    case 'added':
      return `added: ${formText(form!, style)}`;
    case 'implied':
      return before !== null && before.type !== 'directory'
        ? 'replaced by a directory, because something is below it'
        : 'a directory, because something is below it';
    case 'removed':
      return removalText(event);
    case 'rewritten':
      if (event.typeChanged) return `replaced by another type: ${formText(form!, style)}`;
      return rewriteText(event, form!, before, style);
  }
}

function rewriteText(
  event: PathHistoryEvent,
  form: PathForm,
  before: PathForm | null,
  style: RenderStyle,
): string {
  const changes = before === null ? '' : changesText(event, before, form, style);
  if (form.type === 'directory') return `listed again; ${changes === '' ? 'nothing changed' : changes}`;
  if (event.identical) return `the same bytes again; ${changes === '' ? 'nothing changed' : changes}`;
  const hasBytes = form.type === 'file' || form.type === 'hardlink';
  if (!hasBytes) {
    if (form.linkTarget === (before?.linkTarget ?? null))
      return `${form.type} listed again; ${changes === '' ? 'nothing changed' : changes}`;
    return `now ${formText(form, style)}${changes === '' ? '' : `; ${changes}`}`;
  }
  const how = event.identical === null ? 'rewritten (not compared)' : 'rewritten with other bytes';
  return `${how}: ${formText(form, style)}${changes === '' ? '' : `; ${changes}`}`;
}

function removalText({ cause, by }: PathHistoryEvent): string {
  const path = printable(by ?? '');
  if (cause === 'opaque') return `hidden: ${path}/ is opaque, nothing of the layers below shows in it`;
  if (cause === 'replaced') return `gone: ${path} is no directory any more`;
  return `deleted by a whiteout of ${path}`;
}

/**
 * `mode -rw-r--r-- → -rwxr-xr-x, owner 0:0 → 1000:1000`: what else a rewrite changed. Times are told only where nothing else explains
 * them: those of a directory change with all that is put into it.
 */
function changesText(
  { changed, identical }: PathHistoryEvent,
  before: PathForm,
  after: PathForm,
  style: RenderStyle,
): string {
  const to = arrow(style);
  const texts = {
    mode: `mode ${modeText(before)} ${to} ${modeText(after)}`,
    owner: `owner ${before.uid}:${before.gid} ${to} ${after.uid}:${after.gid}`,
    times:
      after.type === 'directory'
        ? 'another time'
        : `time ${before.modified ?? 'unknown'} ${to} ${after.modified ?? 'unknown'}`,
    xattrs: 'other extended attributes',
  };
  const isTold = (change: MetadataChange): boolean => change !== 'times' || identical !== false;
  return changed
    .filter(isTold)
    .map((change) => texts[change])
    .join(', ');
}

/** `file of 7.68 MB, -rw-r--r-- 0:0`. */
function formText(form: PathForm, style: RenderStyle): string {
  const { type, bytes, linkTarget, uid, gid } = form;
  const access = `${modeText(form)} ${uid}:${gid}`;
  switch (type) {
    case 'file':
      return `file of ${sizeText(bytes, style)}, ${access}`;
    case 'hardlink':
      return `hard link to ${printable(linkTarget ?? '?')} (${sizeText(bytes, style)}), ${access}`;
    case 'symlink':
      return `symlink ${arrow(style)} ${printable(linkTarget ?? '?')}, ${access}`;
    default:
      return `${type}, ${access}`;
  }
}
