import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml';
import { PlimsollError } from './errors.ts';
import type { ValueStep } from './value.ts';

/** Where something stands in a text file, both 1-based. */
interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A YAML (or JSON) text as a plain value that knows where its parts stand. */
export interface YamlText {
  readonly value: unknown;
  /** Position of a key (`at: 'key'`) or of a value; of the nearest parent where the path leads nowhere. */
  readonly locate: (path: readonly ValueStep[], at?: 'key' | 'value') => TextPosition;
}

const MAX_ALIASES = 100;

/**
 * Reads one YAML 1.2 document; JSON is YAML. `file` is named in errors.
 * Throws a `config` error with line and column for text that is no YAML, has a key twice, or unfolds beyond bounds.
 */
export function parseYaml(text: string, file: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw yamlError(file, complaintOf(problem, text), lines.linePos(problem.pos[0]), problem);
  const locate: YamlText['locate'] = (path, at = 'value') => positionOf(lines, document, path, at === 'key');
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }), locate };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw yamlError(file, reason, { line: 1, col: 1 }, error);
  }
}

/** The package's words; it does not name a key that comes twice. */
function complaintOf({ code, message, pos }: YAMLParseError | YAMLWarning, text: string): string {
  if (code !== 'DUPLICATE_KEY') return message;
  const [key = ''] = text.slice(pos[0]).split(/[:\s]/);
  return `The key ${key} is there twice`;
}

function positionOf(
  lines: LineCounter,
  document: Document.Parsed,
  path: readonly ValueStep[],
  wantsKey: boolean,
): TextPosition {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const next = childOf(isAlias(node) ? node.resolve(document) : node, step);
    if (next === undefined) break;
    const isLast = depth === path.length - 1;
    const key = isPair(next) ? startOf(next.key) : undefined;
    node = isPair(next) ? next.value : next;
    const value = startOf(node);
    offset = (isLast && wantsKey ? (key ?? value) : (value ?? key)) ?? offset;
  }
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function childOf(node: unknown, step: ValueStep): Pair | Node | undefined {
  if (isMap(node)) {
    return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(step));
  }
  if (isSeq(node)) return node.items[Number(step)] as Node | undefined;
  return undefined;
}

function startOf(node: unknown): number | undefined {
  if (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) return node.range?.[0];
  return undefined;
}

function yamlError(
  file: string,
  reason: string,
  at: { readonly line: number; readonly col: number },
  cause: unknown,
): PlimsollError {
  const [sentence = reason] = reason.split('\n');
  const line = Math.max(at.line, 1);
  const column = Math.max(at.col, 1);
  return new PlimsollError('config', `${file}:${line}:${column}: ${sentence.replace(/[.:]?$/, '.')}`, {
    file,
    line,
    column,
    hint: 'Check the indentation, the quotes and the commas around that place.',
    cause,
  });
}
