import { compareText } from '../../../core/order.ts';
import { printable } from '../../text/printable.ts';
import { FUNCTIONS, HEADER_FUNCTIONS, type Value, valueText } from './functions.ts';
import type { Command, Node, Operand, Pipeline } from './syntax.ts';
import { templateError } from './syntax.ts';

/** The fields of one row, or the headings of a table. */
export type Fields = Readonly<Record<string, string>>;

type Functions = typeof FUNCTIONS;

/** One row by the template. Values are made safe to print; their line ends and tabs stay, as the table's layout needs them. */
export function renderRow(template: readonly Node[], fields: Fields): string {
  return template.map((node) => nodeText(node, fields, FUNCTIONS)).join('');
}

/** The head of a table by the template: up to the first action that makes no sense for headings, as docker does. */
export function renderHead(template: readonly Node[], headings: Fields): string {
  let head = '';
  try {
    for (const node of template) head += nodeText(node, headings, HEADER_FUNCTIONS);
  } catch {
    return head;
  }
  return head;
}

function nodeText(node: Node, fields: Fields, functions: Functions): string {
  if (node.kind === 'text') return node.text;
  return safeText(valueText(evaluatePipeline(node.pipeline, fields, functions)));
}

function safeText(text: string): string {
  return text.replace(/[^\n\t]+/g, printable);
}

function evaluatePipeline(pipeline: Pipeline, fields: Fields, functions: Functions): Value {
  let value: Value | undefined;
  for (const command of pipeline) value = evaluateCommand(command, value, fields, functions);
  return value!;
}

function evaluateCommand(
  command: Command,
  piped: Value | undefined,
  fields: Fields,
  functions: Functions,
): Value {
  const [first, ...rest] = command;
  if (first?.kind === 'function') {
    const apply = functions.get(first.name);
    if (!apply) throw unknownFunction(first.name);
    const values = rest.map((operand) => evaluateOperand(operand, fields, functions));
    return apply(...values, ...(piped === undefined ? [] : [piped]));
  }
  if (rest.length > 0 || piped !== undefined) {
    throw templateError(
      'gives arguments to what is no function',
      'Put the function first: {{upper .ID}} or {{.ID | upper}}.',
    );
  }
  return evaluateOperand(first!, fields, functions);
}

function evaluateOperand(operand: Operand, fields: Fields, functions: Functions): Value {
  switch (operand.kind) {
    case 'dot':
      return fields;
    case 'literal':
      return operand.value;
    case 'pipeline':
      return evaluatePipeline(operand.pipeline, fields, functions);
    case 'function':
      return evaluateCommand([operand], undefined, fields, functions);
    case 'field': {
      if (Object.hasOwn(fields, operand.name)) return fields[operand.name]!;
      const known = Object.keys(fields).sort(compareText);
      throw templateError(
        `names the field .${operand.name}, which is not there`,
        `Use one of .${known.join(', .')}.`,
      );
    }
  }
}

function unknownFunction(name: string): Error {
  return templateError(
    `calls the function "${name}", which plimsoll does not have`,
    `Use one of ${[...FUNCTIONS.keys()].join(', ')}.`,
  );
}
