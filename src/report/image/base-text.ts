import { countText } from '../../core/count-text.ts';
import { sumOf } from '../../core/sum.ts';
import type { BaseOrigin } from '../../image/base/report.ts';
import type { ImageReport } from '../../image/report.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';
import { sizeText } from '../text/size-text.ts';

/** How sure it is that these layers are the base. */
const ORIGINS: Readonly<Record<BaseOrigin, string>> = {
  layers: 'as given',
  archive: 'as given',
  image: 'an image of this archive',
  command: 'going by a CMD in the history',
  builder: 'going by a change of builder in the history',
  time: 'going by a break in the times of the history',
  none: '',
};

/** Which layers are the base's, and what the others weigh; null without a base. */
export function baseText({ base, own, layers }: ImageReport, style: RenderStyle): string | null {
  if (base.layers === 0) return null;
  const bytes = sumOf(layers.slice(0, base.layers), ({ fileBytes }) => fileBytes);
  const name = base.name === null ? '' : `${printable(base.name)}, `;
  const hidden = own.wastedBytes === 0 ? '' : `, ${sizeText(own.wastedBytes, style)} of it hidden`;
  return (
    `${name}${countText(base.layers, 'layer')}, ${sizeText(bytes, style)} (${ORIGINS[base.origin]}); ` +
    `own: ${countText(own.layers, 'layer')}, ${sizeText(own.fileBytes, style)}${hidden}`
  );
}
