import { lexTemplate, type Token } from './lex.ts';
import type { Command, Node, Operand, Pipeline } from './syntax.ts';
import { templateError } from './syntax.ts';

const DEEPEST = 100;
/** Words of Go's templates that control the flow: not a part of the subset. */
const FLOW: ReadonlySet<string> = new Set([
  'if',
  'else',
  'end',
  'range',
  'with',
  'define',
  'template',
  'block',
  'break',
  'continue',
]);

/**
 * Reads the subset of Go's templates that docker's formats live from: text, fields, functions with arguments, quoted
 * texts, numbers, parentheses, pipelines, comments and trim markers. Throws a `usage` error for anything else.
 */
export function parseTemplate(template: string): readonly Node[] {
  return lexTemplate(template).map((piece) => {
    if (piece.kind === 'text') return piece;
    const reader = { tokens: piece.tokens, at: 0 };
    const pipeline = parsePipeline(reader, 0);
    if (reader.at < piece.tokens.length) throw templateError('has a ")" without its "("', 'Remove it.');
    return { kind: 'action', pipeline };
  });
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

function parsePipeline(reader: Reader, depth: number): Pipeline {
  if (depth > DEEPEST)
    throw templateError('nests its parentheses too deeply', `Use at most ${DEEPEST} levels.`);
  const commands: Command[] = [parseCommand(reader, depth)];
  while (reader.tokens[reader.at]?.kind === '|') {
    reader.at++;
    commands.push(parseCommand(reader, depth));
  }
  return commands;
}

function parseCommand(reader: Reader, depth: number): Command {
  const operands: Operand[] = [];
  for (let token = reader.tokens[reader.at]; token; token = reader.tokens[reader.at]) {
    if (token.kind === '|' || token.kind === ')') break;
    reader.at++;
    operands.push(token.kind === '(' ? parseParentheses(reader, depth) : parseOperand(token));
  }
  if (operands.length === 0)
    throw templateError('has an action without a value', 'Name a field, as in {{.ID}}.');
  return operands;
}

function parseParentheses(reader: Reader, depth: number): Operand {
  const pipeline = parsePipeline(reader, depth + 1);
  if (reader.tokens[reader.at]?.kind !== ')') throw templateError('has a "(" without its ")"', 'Close it.');
  reader.at++;
  return { kind: 'pipeline', pipeline };
}

function parseOperand(token: Token): Operand {
  switch (token.kind) {
    case 'field':
      return token.text === '.' ? { kind: 'dot' } : { kind: 'field', name: token.text.slice(1) };
    case 'number':
      return { kind: 'literal', value: Number(token.text) };
    case 'string':
      return { kind: 'literal', value: unquote(token.text) };
    default:
      if (FLOW.has(token.text)) {
        throw templateError(
          `uses {{${token.text}}}, which plimsoll does not have`,
          'Print the fields and filter them afterwards.',
        );
      }
      return { kind: 'function', name: token.text };
  }
}

function unquote(quoted: string): string {
  if (quoted.startsWith('`')) return quoted.slice(1, -1);
  try {
    // `\n` and `\t` became line ends and tabs before the template was read.
    return JSON.parse(quoted.replaceAll('\n', '\\n').replaceAll('\t', '\\t'));
  } catch {
    throw templateError(
      `has the text ${quoted}, whose escapes are not understood`,
      'Use \\n, \\t, \\", \\\\ or \\u00e9.',
    );
  }
}
