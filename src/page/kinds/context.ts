import type { ContextReport, InstructionUse, RuleUse } from '../../context/report.ts';
import { countText, groupDigits } from '../../core/count-text.ts';
import { contextFacts, isUnmeasured } from '../../report/context/facts.ts';
import { headline } from '../../report/gate/headline.ts';
import { renderStyle } from '../../report/options.ts';
import { printable } from '../../report/text/printable.ts';
import { code, foreign, prose } from '../dom.ts';
import { cutNote, type Page, type Section } from '../page.ts';
import { drawFiles } from '../parts/files.ts';
import { drawFindings } from '../parts/findings.ts';
import { drawHead, toneOf } from '../parts/head.ts';
import { drawSavings, type Saving } from '../parts/savings.ts';
import { section } from '../parts/section.ts';
import { drawVerdicts } from '../parts/verdicts.ts';
import { drawTable, figures } from '../table.ts';

/** The page of a build context; `map` is its tree, drawn. */
export function contextSections(page: Page<ContextReport>, map: HTMLElement | null): readonly Section[] {
  const { report } = page;
  return [
    contextHead(page),
    section('budgets', 'Budgets', drawVerdicts(page, report.verdicts ?? [])),
    contextSavings(page),
    section('map', 'Where the bytes are', map),
    drawInstructions(page),
    drawRules(page),
    drawFiles(page),
    drawFindings(page, report.findings),
  ];
}

/** What else there is to see of one context among several, its map left out. */
export function contextParts(page: Page<ContextReport>, n: number): readonly Section[] {
  return [
    drawInstructions(page, `instructions-${n}`),
    drawRules(page, `rules-${n}`),
    drawFiles(page, `files-${n}`),
  ];
}

function contextHead(page: Page<ContextReport>): HTMLElement {
  const { report, data } = page;
  const { sent, excluded, transfer } = report;
  const { needed } = transfer;
  return drawHead(page, {
    kind: 'context',
    tone: toneOf(report),
    verdict: `A build here sends ${page.size(sent.bytes)}; ${headline(report)}`,
    figures: [
      ['Sent', page.size(sent.bytes), `in ${countText(sent.files, 'file')}`],
      ...(needed === null
        ? []
        : [
            [
              'Asked for',
              page.size(needed.buildkitBytes),
              `by the Dockerfile, ${countText(needed.files, 'file')}`,
            ] as const,
          ]),
      [
        'Excluded',
        page.size(excluded.bytes),
        excluded.complete ? countText(excluded.files, 'file') : 'without skipped directories',
      ],
      [
        'Rules',
        groupDigits(report.ignoreFile?.ruleCount ?? 0),
        foreign(report.ignoreFile?.path ?? 'no ignore file'),
      ],
    ],
    facts: contextFacts(report, renderStyle(data.style)),
  });
}

/** What to leave out, most bytes first. */
export function contextSavings(page: Page<ContextReport>, id?: string): HTMLElement | null {
  return drawSavings(page, 'What could be saved', '', savingsOf(page), page.report.sent.bytes, id);
}

/** Suggested lines where they were asked for, else what the findings are about. */
function savingsOf({ report }: Page<ContextReport>): readonly Saving[] {
  if (report.suggestions !== null && report.suggestions.length > 0)
    return report.suggestions.map(({ line, bytes, files }) => ({
      bytes,
      what: code(line),
      how: `${countText(files, 'file')} fewer with this line in ${printable(report.ignoreFile?.path ?? '.dockerignore')}`,
    }));
  return [...report.findings]
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ bytes, message, fix }) => ({
      bytes,
      what: prose(message),
      how: fix === null ? null : prose(fix),
    }));
}

function drawInstructions(page: Page<ContextReport>, id = 'instructions'): HTMLElement | null {
  const { dockerfile, instructions } = page.report;
  if (dockerfile === null || instructions === null || instructions.length === 0) return null;
  return section(
    id,
    `What ${printable(dockerfile.path)} takes`,
    drawTable<InstructionUse>({
      title: 'Instructions',
      rows: instructions,
      text: ({ text, stage }) => `${text} ${stage}`,
      columns: [
        { head: 'Line', align: 'right', by: ({ line }) => -line, cell: ({ line }) => line },
        figures('Files', ({ files }) => files, groupDigits),
        figures('Size', ({ bytes }) => bytes, page.size),
        { head: 'Stage', wide: true, by: ({ stage }) => stage, cell: ({ stage }) => foreign(stage) },
        {
          head: 'Instruction',
          cell: ({ text, context }) => [code(text), context === null ? null : [' from ', foreign(context)]],
        },
      ],
    }),
  );
}

function drawRules(page: Page<ContextReport>, id = 'rules'): HTMLElement | null {
  const { ignoreFile, rules, excluded } = page.report;
  if (ignoreFile === null || rules.length === 0) return null;
  return section(
    id,
    `Rules of ${printable(ignoreFile.path)}`,
    drawTable<RuleUse>({
      title: 'Rules',
      rows: rules,
      text: ({ text, state }) => `${text} ${state}`,
      note: cutNote(page, 'rules', rules.length),
      columns: [
        { head: 'Line', align: 'right', by: ({ line }) => -line, cell: ({ line }) => line },
        {
          head: 'Files',
          align: 'right',
          by: ({ decidedFiles }) => decidedFiles,
          cell: (rule) => (isUnmeasured(rule, excluded) ? '' : groupDigits(rule.decidedFiles)),
        },
        {
          head: 'Size',
          align: 'right',
          by: ({ decidedBytes }) => decidedBytes,
          cell: (rule) => (isUnmeasured(rule, excluded) ? '' : page.size(rule.decidedBytes)),
        },
        { head: 'State', by: ({ state }) => state, cell: ({ state }) => state },
        { head: 'Rule', by: ({ text }) => text, cell: ({ text }) => code(text) },
      ],
    }),
  );
}
