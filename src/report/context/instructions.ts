import type { ContextReport, InstructionUse, NamedContextUse } from '../../context/report.ts';
import { groupDigits } from '../../core/count-text.ts';
import { buildkitSize } from '../docker/buildkit-size.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';
import { tableSection } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, right } from '../text/table.ts';

/** Below this width the stage gives way. */
const NARROW = 60;

/** What each instruction takes from the context: a line of the Dockerfile, files, bytes; empty text when none takes anything. */
export function renderInstructions({ dockerfile, instructions }: ContextReport, style: RenderStyle): string {
  if (dockerfile === null || instructions === null || instructions.length === 0) return '';
  const hasStages = dockerfile.stages.length > 1 && style.width >= NARROW;
  const columns: readonly Column[] = [
    right('Line'),
    right('Files'),
    right('Size'),
    ...(hasStages ? [{ head: 'Stage' }] : []),
    { head: 'Instruction', give: 'end' },
  ];
  const rows = instructions.map((use) => ({
    cells: [
      String(use.line),
      groupDigits(use.files),
      sizeText(use.bytes, style),
      ...(hasStages ? [printable(use.stage)] : []),
      instructionText(use),
    ],
    dim: use.files === 0,
  }));
  return tableSection(`Instructions of ${printable(dockerfile.path)}`, columns, rows, style);
}

/** Named contexts with what is asked of each; empty text when none is asked for anything. */
export function renderNamedContexts({ namedContexts }: ContextReport, style: RenderStyle): string {
  if (namedContexts.length === 0) return '';
  const columns: readonly Column[] = [
    right('Files'),
    right('Size'),
    right('Transfer'),
    { head: 'Name' },
    { head: 'Directory', give: 'middle' },
  ];
  const rows = namedContexts.map((use) => ({
    cells: [
      groupDigits(use.files),
      sizeText(use.bytes, style),
      transferText(use, style),
      printable(use.name),
      printable(use.path),
    ],
  }));
  return tableSection('Named contexts', columns, rows, style);
}

function instructionText({ text, context }: InstructionUse): string {
  return printable(text) + (context === null ? '' : ` (from ${printable(context)})`);
}

function transferText({ buildkitBytes }: NamedContextUse, style: RenderStyle): string {
  return style.bytes ? String(buildkitBytes) : buildkitSize(buildkitBytes);
}
