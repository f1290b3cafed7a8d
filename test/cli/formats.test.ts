import { describe, expect, it } from 'vitest';
import { DIFF_FORMATS, GATE_FORMATS, TREE_FORMATS } from '../../src/cli/options/formats.ts';
import { CONTEXT_FORMATS } from '../../src/cli/output/context.ts';
import { EXPLAIN_FORMATS } from '../../src/cli/output/explain-list.ts';
import type { PlimsollError } from '../../src/core/errors.ts';
import { renderReport } from '../../src/report/render.ts';
import type { AnyReport } from '../../src/report/render-text.ts';

/** The formats that a kind of report has, as the complaint about another one lists them. */
function renderedOf(kind: AnyReport['kind']): readonly string[] {
  try {
    renderReport({ kind } as AnyReport, 'none');
  } catch (error) {
    return (error as PlimsollError).hint!.replace(/^Choose one of (.*)\.$/, '$1').split(', ');
  }
  throw new Error(`A report of kind ${kind} has a format "none".`);
}

describe('the formats that help and completions name', () => {
  it.each([
    // `tar` is no text; the lists of explain are formats of a context.
    ['context', CONTEXT_FORMATS, ['tar'], ['path-verdicts', 'path-records']],
    // Tables that options choose.
    ['image', GATE_FORMATS, [], ['sizes', 'matrix']],
    ['check', GATE_FORMATS, [], []],
    // ndjson is that of --list.
    ['explain', EXPLAIN_FORMATS, ['ndjson'], []],
    ['tree', TREE_FORMATS, [], []],
    ['diff', DIFF_FORMATS, [], []],
  ] as const)('of %s are those that it has', (kind, named, elsewhere, unnamed) => {
    const expected = [...named.filter((name) => !elsewhere.includes(name as never)), ...unnamed];
    expect([...renderedOf(kind)].sort()).toEqual([...expected].sort());
  });
});
