import { countText } from '../../core/count-text.ts';
import type { Finding } from '../../core/finding.ts';
import { scriptLines } from '../../dockerfile/history/script-lines.ts';
import type { HistoryReport, ImageReport, LayerReport } from '../../image/report.ts';
import { shareText, sizeText } from '../../report/text/size-text.ts';
import type { Look } from '../layout/look.ts';
import type { DetailLine } from './subject.ts';

/** What is known of a layer: weights, waste, the instruction laid out, the steps that follow without a layer, findings. */
export function describeLayer(report: ImageReport, index: number, look: Look): readonly DetailLine[] {
  const layer = report.layers[index];
  if (layer === undefined) return [];
  const isBase = index < report.base.layers;
  return [
    { text: `Layer ${index} of ${report.layers.length}${isBase ? ', part of the base' : ''}`, tone: 'bold' },
    ...weightLines(report, layer, look),
    { text: '' },
    ...instructionLines(layer.instruction),
    ...emptySteps(report, layer),
    ...findingLines(
      report.findings.filter(({ place }) => place.layer === index),
      look,
    ),
    { text: '' },
    ...identityLines(layer),
  ];
}

/** An instruction over as many lines as a person would take. */
export function instructionLines(instruction: string | null): readonly DetailLine[] {
  if (instruction === null || instruction === '') return [{ text: '(no instruction recorded)', tone: 'dim' }];
  const [, keyword = '', rest = ''] = /^([A-Z]+ )?(.*)$/s.exec(instruction) ?? [];
  if (keyword !== '' && keyword !== 'RUN ') return [{ text: instruction, tone: 'accent' }];
  return scriptLines(rest).map(({ text, depth }, n) => ({
    text: n === 0 ? keyword + text : text,
    indent: n === 0 ? 0 : 4 + 2 * depth,
    tone: 'accent',
  }));
}

/** Findings with what to do about each. */
export function findingLines(findings: readonly Finding[], look: Look): readonly DetailLine[] {
  return findings.flatMap(({ rule, severity, bytes, message, fix, own }) => [
    { text: '' },
    {
      text: `${severity}: ${rule}${bytes > 0 ? `, ${sizeOf(bytes, look)}` : ''}${own === false ? ', of the base' : ''}`,
      tone: severity === 'error' ? ('removed' as const) : ('warning' as const),
    },
    { text: message },
    ...(fix === null ? [] : [{ text: fix, tone: 'added' as const }]),
  ]);
}

/** A size as the explorer writes it. */
export function sizeOf(bytes: number, { units }: Look): string {
  return sizeText(bytes, { units, bytes: false });
}

function weightLines({ totals }: ImageReport, layer: LayerReport, look: Look): readonly DetailLine[] {
  const share = shareText(layer.fileBytes, totals.fileBytes);
  const files = countText(layer.files, 'file');
  const { added, modified, identical, removed } = layer;
  const parts = [
    [added, 'added'],
    [modified, 'modified'],
    [identical, 'stored again with the same bytes'],
    [removed, 'of lower layers removed'],
  ] as const;
  return [
    { text: `${sizeOf(layer.fileBytes, look)} in ${files}, ${share} of all that is stored` },
    ...parts
      .filter(([{ files: count }]) => count > 0)
      .map(([{ files: count, bytes }, what]) => ({
        text: `${sizeOf(bytes, look)} in ${countText(count, 'file')} ${what}`,
        indent: 2,
      })),
    ...(layer.wastedBytes > 0
      ? [
          {
            text: `${sizeOf(layer.wastedBytes, look)} of it hidden by later layers`,
            tone: 'warning' as const,
          },
        ]
      : []),
    ...(layer.compression === 'none'
      ? []
      : [
          { text: `${sizeOf(layer.blobBytes, look)} as stored (${layer.compression})`, tone: 'dim' as const },
        ]),
  ];
}

/** What was set between this layer and the next one. */
function emptySteps({ history }: ImageReport, { historyIndex }: LayerReport): readonly DetailLine[] {
  if (historyIndex === null) return [];
  const steps: HistoryReport[] = [];
  for (let at = historyIndex + 1; history[at]?.layer === null; at++) steps.push(history[at]!);
  return steps.flatMap((step, n) => [
    ...(n === 0 ? [{ text: '' }, { text: 'then, without a layer:', tone: 'dim' as const }] : []),
    { text: step.instruction === '' ? step.comment : step.instruction, indent: 2, tone: 'dim' as const },
  ]);
}

function identityLines({ digest, diffId }: LayerReport): readonly DetailLine[] {
  return [
    ...(digest === null ? [] : [{ text: `digest ${digest}`, tone: 'dim' as const }]),
    ...(diffId === null || diffId === digest ? [] : [{ text: `diff ID ${diffId}`, tone: 'dim' as const }]),
  ];
}
