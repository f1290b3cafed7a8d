import type { ExplainReport, PathExplanation } from '../../context/report.ts';
import { countText } from '../../core/count-text.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { factList } from '../text/section.ts';
import { type Column, renderTable, right } from '../text/table.ts';

/** Why each path is sent or not, for people: the verdict, what each rule did, who asks for it, and how to turn it around. */
export function renderExplainTable(report: ExplainReport, style: RenderStyle): string {
  return `${report.paths.map((path) => renderPath(report, path, style)).join('\n\n')}\n`;
}

function renderPath(report: ExplainReport, explained: PathExplanation, style: RenderStyle): string {
  const { bold, red, green } = paint(style.color);
  const verdict = explained.sent ? green('sent') : red('not sent');
  const name = printable(explained.path) + (explained.type === 'directory' ? '/' : '');
  const facts = factsOf(report, explained);
  const parts = [
    `${bold(name)}: ${verdict}`,
    ...(facts.length === 0 ? [] : [factList(facts, style)]),
    ...(explained.trail.length === 0 ? [] : [renderTrail(explained, style)]),
  ];
  return parts.join('\n');
}

function factsOf(report: ExplainReport, explained: PathExplanation): readonly (readonly [string, string])[] {
  const facts: (readonly [string, string])[] = [['Because', reasonOf(report, explained)]];
  if (!explained.exists)
    facts.push(['Note', 'Nothing of this name is there; this is what would happen to it.']);
  for (const note of notesOf(explained)) facts.push(['Note', note]);
  const change = changeOf(report, explained);
  if (change !== null) facts.push([explained.sent ? 'To leave it out' : 'To send it', change]);
  if (explained.neededBy !== null) facts.push(['Asked for by', neededText(explained)]);
  return facts;
}

function reasonOf({ ignoreFile }: ExplainReport, explained: PathExplanation): string {
  const { decidedBy, forced, sent, skippedAt } = explained;
  if (forced) return 'the classic client sends its Dockerfile and ignore file whatever the rules say';
  if (decidedBy === null) return ignoreFile === null ? 'there is no ignore file' : 'no rule matches';
  const rule = `${printable(decidedBy.file)}:${decidedBy.line}: ${printable(decidedBy.text)}`;
  if (skippedAt !== null) return `${rule} (on ${printable(skippedAt)}/, which is skipped whole)`;
  const isParent = sent && explained.type === 'directory' && !decidedBy.text.startsWith('!');
  return isParent ? `${rule}, but something below it is sent` : rule;
}

function notesOf(explained: PathExplanation): readonly string[] {
  const notes: string[] = [];
  if (explained.lostToPruning)
    notes.push('A later rule would re-include it, but the builder never comes here.');
  if (explained.arrivesEmpty)
    notes.push('BuildKit announces the file and then cannot open it: it arrives empty.');
  return notes;
}

function changeOf({ ignoreFile }: ExplainReport, { change }: PathExplanation): string | null {
  if (change === null) return null;
  const file = printable(ignoreFile?.path ?? '.dockerignore');
  const text = printable(change.text);
  return change.kind === 'append'
    ? `add a last line to ${file}: ${text}`
    : `remove ${file}:${change.line}: ${text}`;
}

function neededText({ neededBy }: PathExplanation): string {
  const lines = neededBy!.map(({ line, text }) => `line ${line}: ${printable(text)}`);
  return lines.length === 0 ? 'no instruction of the Dockerfile' : lines.join('; ');
}

/** The rules that have a hand in it; all of them when everything is asked for. */
function renderTrail({ trail }: PathExplanation, style: RenderStyle): string {
  const shown = style.top === 0 ? trail : trail.filter(({ on }) => on !== null);
  const others = trail.length - shown.length;
  const columns: readonly Column[] = [
    right('Line'),
    { head: 'Effect' },
    { head: 'Rule' },
    { head: 'On', give: 'middle' },
  ];
  const rows = shown.map(({ line, effect, text, on }) => ({
    cells: [String(line), effect, printable(text), on === null ? '' : printable(on)],
    dim: on === null,
  }));
  const more =
    others === 0
      ? []
      : [paint(style.color).dim(`  ${countText(others, 'other rule')} without effect (--top 0 shows all)`)];
  return [...(rows.length === 0 ? [] : [renderTable(columns, rows, style)]), ...more].join('\n');
}
