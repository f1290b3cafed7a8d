import type { ContextReport, RuleUse } from '../../context/report.ts';
import { countText } from '../../core/count-text.ts';
import { buildkitSize } from '../docker/buildkit-size.ts';
import { goSize } from '../docker/go-size.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';
import { sizeText } from '../text/size-text.ts';

/** The root of a context that came as a tar. */
export const STDIN = '-';

/** True for a rule that decided directories alone, which nobody looked into: a nought would be a wrong number. */
export function isUnmeasured(
  { kind, state, decidedFiles }: RuleUse,
  { complete }: ContextReport['excluded'],
): boolean {
  return !complete && kind === 'exclude' && state === 'used' && decidedFiles === 0;
}

/** What is sent, in each way of counting, and what is not, as names and values. */
export function contextFacts(
  report: ContextReport,
  style: RenderStyle,
): readonly (readonly [string, string])[] {
  const { transfer, walk, root } = report;
  const exact = (bytes: number, text: string): string => (style.bytes ? `${bytes}B` : text);
  const classic = transfer.classicTarBytes;
  const buildkit = transfer.buildkitBytes;
  return [
    ...(root === STDIN ? [] : [['Ignore file', ignoreFileText(report)] as const]),
    ...dockerfileFacts(report),
    ['Sent', sentText(report, style)],
    ...presentFacts(report, style),
    ['Excluded', excludedText(report, style)],
    ...neededFacts(report, exact),
    [
      'BuildKit',
      buildkit === null
        ? root === STDIN
          ? 'uploads the tar as it is'
          : 'fails here'
        : `transferring context: ${exact(buildkit, buildkitSize(buildkit))} for COPY . .`,
    ],
    [
      'Classic',
      classic === null
        ? 'fails here'
        : `Sending build context to Docker daemon  ${exact(classic, goSize(classic, 4))}`,
    ],
    ...(walk === 'classic' ? [['Walk', 'the classic builder’s'] as const] : []),
  ];
}

/** What changes against the ignore file that is there, when another one is tried. */
function presentFacts(
  { present, sent }: ContextReport,
  style: RenderStyle,
): readonly (readonly [string, string])[] {
  if (present === null) return [];
  const name = present.ignoreFile === null ? 'no ignore file' : printable(present.ignoreFile.path);
  const bytes = sent.bytes - present.sent.bytes;
  const files = sent.files - present.sent.files;
  if (bytes === 0 && files === 0) return [['Change', `none: ${name} sends as much`]];
  const size = `${sizeText(Math.abs(bytes), style)} ${bytes > 0 ? 'more' : 'less'}`;
  const count = `${countText(Math.abs(files), 'file')} ${files > 0 ? 'more' : 'fewer'}`;
  return [
    ['Change', `${size}, ${count} than with ${name}, which sends ${sizeText(present.sent.bytes, style)}`],
  ];
}

function dockerfileFacts({ dockerfile }: ContextReport): readonly (readonly [string, string])[] {
  if (dockerfile === null) return [];
  const { path, target, stages } = dockerfile;
  const text =
    stages.length > 1 ? `${printable(path)}, ${countText(stages.length, 'stage')}` : printable(path);
  return [['Dockerfile', target === null ? text : `${text}, target ${printable(target)}`]];
}

/** What BuildKit transfers for the Dockerfile as it is. */
function neededFacts(
  { transfer: { needed } }: ContextReport,
  exact: (bytes: number, text: string) => string,
): readonly (readonly [string, string])[] {
  if (needed === null) return [];
  if (needed.sources.length === 0)
    return [['Needed', 'nothing: no instruction takes files from the context']];
  const size = exact(needed.buildkitBytes, buildkitSize(needed.buildkitBytes));
  return [
    ['Needed', `transferring context: ${size} for this Dockerfile, ${countText(needed.files, 'file')}`],
  ];
}

function ignoreFileText({ ignoreFile }: ContextReport): string {
  return ignoreFile === null
    ? 'none'
    : `${printable(ignoreFile.path)}, ${countText(ignoreFile.ruleCount, 'rule')}`;
}

function sentText({ sent }: ContextReport, style: RenderStyle): string {
  const counts = [
    countText(sent.files, 'file'),
    countText(sent.directories, 'directory', 'directories'),
    ...(sent.symlinks > 0 ? [countText(sent.symlinks, 'symlink')] : []),
    ...(sent.others > 0 ? [countText(sent.others, 'special file')] : []),
  ];
  return `${sizeText(sent.bytes, style)} in ${counts.join(', ')}`;
}

function excludedText({ excluded }: ContextReport, style: RenderStyle): string {
  const counts = [
    countText(excluded.files, 'file'),
    countText(excluded.directories, 'directory', 'directories'),
  ];
  const seen = `${sizeText(excluded.bytes, style)} in ${counts.join(', ')}`;
  return excluded.complete ? seen : `${seen}; skipped directories not measured (--measure-excluded does)`;
}
