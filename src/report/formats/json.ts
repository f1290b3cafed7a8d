const LONE = /\p{Cs}/gu;
/** How JSON.stringify writes a lone surrogate (a pair is written as it is), after an even number of backslashes. */
const ESCAPED_LONE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** The text with U+FFFD for every lone surrogate, which no encoding can carry. */
export function wellFormed(text: string): string {
  return text.replace(LONE, '\ufffd');
}

/** JSON that every reader takes: lone surrogates, which strict readers refuse, become U+FFFD, in keys as well. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(ESCAPED_LONE, '$1\\ufffd');
}

/** Any report as JSON text: two blanks of indentation, a line end at the end. */
export function renderJson(report: object): string {
  return `${jsonText(report, 2)}\n`;
}
