import { templateError } from './syntax.ts';

/** A word of an action. */
export type Token =
  | { readonly kind: 'field'; readonly text: string }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: '|' | '(' | ')'; readonly text: string };

/** A piece of a template: text outside braces, or the words between them. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly tokens: readonly Token[] };

const WORD =
  /[ \t\r\n]+|(?<field>\.[\p{L}\p{Nd}_.]*)|(?<name>[\p{L}_][\p{L}\p{Nd}_]*)|(?<number>[-+]?\d+)|(?<string>"(?:[^"\\]|\\.)*"|`[^`]*`)|(?<mark>[|()])/uy;
const COMMENT = /^\/\*[\s\S]*?\*\/$/;

/**
 * Cuts a template into text and actions, `{{- ` and ` -}}` trimming the blanks around them.
 * Source: Go, package text/template, "Text and spaces". Throws a `usage` error.
 */
export function lexTemplate(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let trimNext = false;
  for (let at = 0; at <= template.length; ) {
    const open = template.indexOf('{{', at);
    const raw = template.slice(at, open < 0 ? template.length : open);
    const trimEnd = open >= 0 && /^-[ \t\r\n]/.test(template.slice(open + 2, open + 4));
    const text = trimText(raw, trimNext, trimEnd);
    if (text !== '') pieces.push({ kind: 'text', text });
    if (open < 0) break;
    const from = open + 2 + (trimEnd ? 1 : 0);
    const close = closingBraces(template, from);
    trimNext = /[ \t\r\n]-$/.test(template.slice(Math.max(from, close - 2), close));
    const inside = template.slice(from, trimNext ? close - 1 : close).trim();
    if (!COMMENT.test(inside)) pieces.push({ kind: 'action', tokens: lexAction(inside) });
    at = close + 2;
  }
  return pieces;
}

function trimText(text: string, start: boolean, end: boolean): string {
  const left = start ? text.replace(/^[ \t\r\n]+/, '') : text;
  return end ? trimBlanksAtEnd(left) : left;
}

function trimBlanksAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n'.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** Index of the `}}` that ends an action: not one inside a quoted text or a comment. */
function closingBraces(template: string, from: number): number {
  const quotedOrEnd = /"(?:[^"\\]|\\.)*"|`[^`]*`|\/\*[\s\S]*?\*\/|\}\}/g;
  quotedOrEnd.lastIndex = from;
  for (let match = quotedOrEnd.exec(template); match; match = quotedOrEnd.exec(template)) {
    if (match[0] === '}}') return match.index;
  }
  throw templateError(`has a "{{" without its "}}"`, 'Close the action, as in {{.ID}}.');
}

function lexAction(inside: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < inside.length; at = WORD.lastIndex) {
    WORD.lastIndex = at;
    const groups = WORD.exec(inside)?.groups;
    if (!groups)
      throw templateError(`has "${inside.slice(at, at + 20)}", which is no word of a template`, HINT);
    const { field, name, number, string, mark } = groups;
    if (field !== undefined) tokens.push({ kind: 'field', text: field });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (mark !== undefined) tokens.push({ kind: mark as '|' | '(' | ')', text: mark });
  }
  return tokens;
}

const HINT = 'Write fields as {{.ID}} and functions as {{upper .ID}}.';
