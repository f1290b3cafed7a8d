import { jsonText } from './well-formed.ts';

/** Any report as JSON text: two blanks of indentation, a line end at the end. */
export function renderJson(report: object): string {
  return `${jsonText(report, 2)}\n`;
}
