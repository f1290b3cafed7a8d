import type { ContextReport } from '../../context/report.ts';
import { groupDigits } from '../../core/count-text.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';
import { section, tableSection } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, right } from '../text/table.ts';
import { isUnmeasured } from './facts.ts';

const NARROW = 60;

/** What each rule of the ignore file decided; empty text without rules. */
export function renderRules({ rules, ignoreFile, excluded }: ContextReport, style: RenderStyle): string {
  if (ignoreFile === null || rules.length === 0) return '';
  const isNarrow = style.width < NARROW;
  const columns: readonly Column[] = [
    right('Line'),
    ...(isNarrow ? [] : [right('Files')]),
    right('Size'),
    { head: 'State' },
    { head: 'Rule', give: 'end' },
  ];
  const rows = rules.map((rule) => ({
    cells: [
      String(rule.line),
      ...(isNarrow ? [] : [isUnmeasured(rule, excluded) ? '' : groupDigits(rule.decidedFiles)]),
      isUnmeasured(rule, excluded) ? '' : sizeText(rule.decidedBytes, style),
      rule.state,
      printable(rule.text),
    ],
    dim: rule.state !== 'used',
  }));
  return tableSection(`Rules of ${printable(ignoreFile.path)}`, columns, rows, style);
}

/** Lines that the ignore file could have, with what each saves beside those above it; empty text unless asked for. */
export function renderSuggestions({ suggestions, ignoreFile }: ContextReport, style: RenderStyle): string {
  if (suggestions === null) return '';
  const heading = `Suggested lines for ${printable(ignoreFile?.path ?? '.dockerignore')}`;
  if (suggestions.length === 0)
    return section(heading, '  none: nothing to save that the build can do without', style);
  const columns: readonly Column[] = [right('Saves'), right('Files'), { head: 'Line', give: 'end' }];
  const rows = suggestions.map(({ line, bytes, files }) => ({
    cells: [sizeText(bytes, style), groupDigits(files), printable(line)],
  }));
  return tableSection(heading, columns, rows, style);
}
