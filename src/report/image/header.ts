import type { ImageReport } from '../../image/report.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../text/paint.ts';
import { factList } from '../text/section.ts';
import { imageFacts } from './facts.ts';
import { imageName } from './image-name.ts';

/** What image this is, and its size in each of its meanings. */
export function renderHeader(report: ImageReport, style: RenderStyle): string {
  const { bold } = paint(style.color);
  return `${bold(imageName(report.image))}\n${factList(imageFacts(report, style), style)}`;
}
