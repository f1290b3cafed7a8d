import type { CheckReport } from '../budget/report.ts';
import type { ComposeReport } from '../compose/report.ts';
import type { ContextReport, ExplainReport } from '../context/report.ts';
import { PlimsollError } from '../core/errors.ts';
import type { DiffReport } from '../diff/report.ts';
import type { ArchiveReport } from '../image/all/report.ts';
import type { ImageReport } from '../image/report.ts';
import type { TreeReport } from '../image/tree/report.ts';
import type { WhyReport } from '../image/why/report.ts';
import { renderComposeTable } from './context/compose-table.ts';
import { renderContextTable } from './context/context-table.ts';
import { renderPathRecords, renderPathVerdicts, renderSentList } from './context/entries.ts';
import { renderExplainTable } from './context/explain-table.ts';
import { renderDiffMarkdown } from './diff/diff-markdown.ts';
import { renderDiffNdjson } from './diff/diff-ndjson.ts';
import { renderDiffTable } from './diff/diff-table.ts';
import { renderCsv } from './formats/csv.ts';
import { renderGithub } from './formats/github.ts';
import { renderGitlab } from './formats/gitlab.ts';
import { renderJson } from './formats/json.ts';
import { renderJunit } from './formats/junit.ts';
import { renderMarkdown } from './formats/markdown.ts';
import { renderNdjson } from './formats/ndjson.ts';
import { renderSarif } from './formats/sarif.ts';
import { renderCheckTable } from './gate/check-table.ts';
import type { GateReport } from './gate/issue.ts';
import { hasPage } from './html/page-data.ts';
import { renderArchiveTable } from './image/archive-table.ts';
import { renderImageTable } from './image/image-table.ts';
import { renderImageMatrix } from './image/matrix.ts';
import { renderImageSizes } from './image/sizes.ts';
import type { RenderStyle } from './options.ts';
import type { RulesReport } from './rules/report.ts';
import { renderRulesTable } from './rules/rules-table.ts';
import { renderTreeNdjson } from './tree/tree-ndjson.ts';
import { renderTreeTable } from './tree/tree-table.ts';
import { renderWhyTable } from './why/why-table.ts';

/** Every report that has a rendering. */
export type AnyReport =
  | ContextReport
  | ExplainReport
  | ImageReport
  | ArchiveReport
  | ComposeReport
  | CheckReport
  | DiffReport
  | TreeReport
  | WhyReport
  | RulesReport;

type Renderer<Report> = (report: Report, style: RenderStyle) => string;

/** The formats of every report that has verdicts and findings. */
const GATE_FORMATS: Readonly<Record<string, Renderer<GateReport>>> = {
  json: renderJson,
  ndjson: renderNdjson,
  csv: renderCsv,
  markdown: renderMarkdown,
  github: renderGithub,
  sarif: renderSarif,
  junit: renderJunit,
  gitlab: renderGitlab,
};

/** The formats of each kind of report. */
const RENDERERS: {
  readonly [Report in AnyReport as Report['kind']]: Readonly<Record<string, Renderer<Report>>>;
} = {
  context: {
    'path-verdicts': renderPathVerdicts,
    'path-records': renderPathRecords,
    table: renderContextTable,
    list: renderSentList,
    ...GATE_FORMATS,
  },
  rules: { table: renderRulesTable, json: renderJson },
  explain: { table: renderExplainTable, json: renderJson },
  image: {
    table: renderImageTable,
    sizes: renderImageSizes,
    matrix: renderImageMatrix,
    ...GATE_FORMATS,
  },
  compose: { table: renderComposeTable, ...GATE_FORMATS },
  archive: { table: renderArchiveTable, json: renderJson },
  check: { table: renderCheckTable, ...GATE_FORMATS },
  why: { table: renderWhyTable, json: renderJson },
  tree: { table: renderTreeTable, json: renderJson, ndjson: renderTreeNdjson },
  diff: { table: renderDiffTable, json: renderJson, ndjson: renderDiffNdjson, markdown: renderDiffMarkdown },
};

/**
 * A report in one of the formats that are text, its page excepted; ends with a line end.
 * Throws a `usage` error for a format that this kind of report does not have.
 */
export function renderText(report: AnyReport, format: string, style: RenderStyle): string {
  const formats = RENDERERS[report.kind];
  if (!Object.hasOwn(formats, format)) {
    const names = [...Object.keys(formats), ...(hasPage(report) ? ['html'] : [])];
    throw new PlimsollError('usage', `A report of kind ${report.kind} has no format "${format}".`, {
      hint: `Choose one of ${names.join(', ')}.`,
    });
  }
  return (formats[format] as Renderer<AnyReport>)(report, style);
}
