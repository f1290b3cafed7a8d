import { cutEnd, textColumns } from '../../report/text/columns.ts';
import { fitLine, type Line, span } from './line.ts';
import { type Look, signsOf } from './look.ts';

const LEAST_FACT = 8;

/**
 * The title line of a pane: a heavy rule and bold where the focus is, so that it shows without colour. Of the facts, the most important
 * first, it has as many as there is room for.
 */
export function titleLine(
  title: string,
  facts: readonly string[],
  width: number,
  hasFocus: boolean,
  look: Look,
): Line {
  const signs = signsOf(look);
  const rule = hasFocus ? signs.heavy : signs.light;
  const tone = hasFocus ? 'bold' : 'dim';
  const head = `${rule} ${title} ${rule}`;
  const shown = fitFacts(facts, width - textColumns(head) - 3);
  const tail = shown === '' ? '' : ` ${shown} `;
  const room = width - textColumns(head) - textColumns(tail) - 1;
  const line = [span(head + rule.repeat(Math.max(0, room)), tone), span(tail, 'dim'), span(rule, tone)];
  return fitLine(line, width);
}

function fitFacts(facts: readonly string[], width: number): string {
  let text = '';
  for (const fact of facts) {
    const longer = text === '' ? fact : `${text}, ${fact}`;
    if (textColumns(longer) <= width) text = longer;
    else return width - textColumns(text) < LEAST_FACT ? text : cutEnd(longer, width);
  }
  return text;
}
