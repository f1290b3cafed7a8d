/** Any report as JSON text: two blanks of indentation, a line end at the end. */
export function renderJson(report: object): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
