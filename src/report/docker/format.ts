import { layOutTabs } from './tabwriter.ts';
import { type Fields, renderHead, renderRow } from './template/evaluate.ts';
import { parseTemplate } from './template/parse.ts';

const TABLE = 'table';
const JSON_LINE = '{{json .}}';

/** What a docker-like listing is rendered from. */
export interface Listing {
  /** The heading of each field. */
  readonly headings: Fields;
  readonly rows: readonly Fields[];
}

/**
 * A listing by one of docker's formats: `table TEMPLATE` with a head and columns, `json` for one object a line, or a
 * template for each line. `\t` and `\n` may be written with a backslash. A template that plimsoll does not understand is
 * a `usage` error, even for an empty listing. Source: docker/cli, cli/command/formatter, Context.Write.
 */
export function renderListing(format: string, { headings, rows }: Listing): string {
  const isTable = format.startsWith(TABLE);
  const template = parseTemplate(templateText(format, isTable));
  renderRow(template, headings);
  const lines = rows.map((row) => `${renderRow(template, row)}\n`).join('');
  return isTable ? layOutTabs(`${renderHead(template, headings)}\n${lines}`) : lines;
}

function templateText(format: string, isTable: boolean): string {
  if (format === 'json') return JSON_LINE;
  const template = isTable ? format.slice(TABLE.length) : format;
  return trimBlanks(template).replaceAll('\\t', '\t').replaceAll('\\n', '\n');
}

function trimBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (text[start] === ' ') start++;
  while (end > start && text[end - 1] === ' ') end--;
  return text.slice(start, end);
}
