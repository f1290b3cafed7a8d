import { hideSecrets } from '../../core/secrets/secret-text.ts';
import { parseCreatedBy } from '../../dockerfile/history/created-by.ts';
import { argumentsText } from '../../dockerfile/history/instruction-text.ts';
import { stripShell } from '../../dockerfile/history/shell-prefix.ts';
import type { ImageStep } from '../../dockerfile/stages/image-steps.ts';
import type { HistoryEntry } from '../history/pair-history.ts';

/** How alike an instruction and a step are: nothing but the keyword, or all that can be told. */
const KEYWORD = 1;
const TEXT = 4;
/** Stands for what a variable may mean. */
const ANY = '\u0000';

/** Longer histories and files are matched from the top down so far. */
const LONGEST = 1000;

/**
 * Which instruction of a Dockerfile made which step of a history, by the step's index, `from` being the first that may be meant. Both go from the lowest up; the assignment keeps their
 * order and has as much text in common as possible, from the top down where that leaves a choice. Steps whose text differs are left out.
 */
export function matchSteps(
  history: readonly HistoryEntry[],
  file: readonly ImageStep[],
  from: number,
): ReadonlyMap<number, ImageStep> {
  const first = Math.max(from, history.length - LONGEST);
  const instructions = file.slice(-LONGEST);
  const steps = history.slice(first).map((entry) => stepWords(entry));
  const written = instructions.map(({ keyword, text }) => ({
    keyword,
    words: plainWords(expandable(withoutSecrets(keyword, text))),
  }));
  const width = instructions.length + 1;
  const best = new Int32Array((steps.length + 1) * width);
  const score = (i: number, j: number): number => likeness(steps[i - 1]!, written[j - 1]!);
  for (let i = 1; i <= steps.length; i++) {
    for (let j = 1; j < width; j++) {
      const both = score(i, j);
      best[i * width + j] = Math.max(
        best[(i - 1) * width + j]!,
        best[i * width + j - 1]!,
        both === 0 ? 0 : best[(i - 1) * width + j - 1]! + both,
      );
    }
  }
  const found = new Map<number, ImageStep>();
  for (let i = steps.length, j = instructions.length; i > 0 && j > 0; ) {
    const both = score(i, j);
    if (both > 0 && best[i * width + j] === best[(i - 1) * width + j - 1]! + both) {
      if (both >= TEXT) found.set(first + i - 1, instructions[j - 1]!);
      i--;
      j--;
    } else if (best[i * width + j] === best[(i - 1) * width + j]!) i--;
    else j--;
  }
  return found;
}

interface Words {
  readonly keyword: string | null;
  readonly words: string;
}

function stepWords({ createdBy, comment }: HistoryEntry): Words {
  const parsed = parseCreatedBy(createdBy, comment);
  return {
    keyword: parsed.keyword,
    words: plainWords(withoutSecrets(parsed.keyword ?? '', argumentsText(parsed))),
  };
}

/** What a secret looks like depends on the keyword. */
function withoutSecrets(keyword: string, text: string): string {
  return hideSecrets(`${keyword} ${text}`).slice(keyword.length + 1);
}

/** Without flags of the instruction, its shell, quotes, brackets and line ends, which builders write each in their own way. */
function plainWords(text: string): string {
  const bare = text.replace(/^(?:--[a-z][\w-]*(?:=\S*)? +)+/, '');
  const plain = bare
    .replace(/["'[\],\\;]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  // BuildKit does not tell `RUN ["/bin/sh", "-c", "…"]` from the shell form.
  return stripShell(plain) ?? plain;
}

/** Variables as wildcards; a shell's own are left to it. */
function expandable(text: string): string {
  return text.replace(/\$\{[^}]{0,200}\}|\$\w+/g, ANY);
}

function likeness(step: Words, instruction: Words): number {
  if (step.keyword !== instruction.keyword) return 0;
  return KEYWORD + (isAlike(step, instruction) ? TEXT : 0);
}

function isAlike({ keyword, words }: Words, instruction: Words): boolean {
  const wanted = instruction.words;
  const classic = /^(?:file|dir|multi):[0-9a-f]+ in (.*)$/.exec(words);
  if (classic !== null) return isSame(classic[1]!, wanted.split(' ').at(-1) ?? '');
  if (keyword === 'RUN') return isSame(expandable(words), wanted) || wanted.startsWith('<<');
  if (keyword === 'WORKDIR') return isSame(words, wanted) || words.endsWith(`/${wanted}`);
  return isSame(words, wanted);
}

/** Equal but for trailing slashes, where a wildcard stands for any text. */
function isSame(text: string, pattern: string): boolean {
  const parts = trimmed(pattern).split(ANY);
  const whole = trimmed(text);
  if (parts.length === 1) return whole === parts[0];
  if (!whole.startsWith(parts[0]!)) return false;
  let at = parts[0]!.length;
  for (const part of parts.slice(1, -1)) {
    const found = whole.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return whole.length - at >= parts.at(-1)!.length && whole.endsWith(parts.at(-1)!);
}

function trimmed(text: string): string {
  return text.length > 1 && text.endsWith('/') ? text.slice(0, -1) : text;
}
