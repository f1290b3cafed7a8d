import { KEYWORDS } from '../keywords.ts';
import { splitBuildArguments } from './build-arguments.ts';
import { stripShell } from './shell-prefix.ts';

/** What a history entry says about the step that made it. */
export interface CreatedBy {
  /** Who wrote the text; null where it does not tell. */
  readonly builder: 'buildkit' | 'classic' | null;
  /** The Dockerfile keyword in upper case; null when the text is none of an instruction (jib, nix, `docker commit`). */
  readonly keyword: string | null;
  /** `NAME=value` of each build argument that the step saw. */
  readonly buildArguments: readonly string[];
  /** What follows the keyword, as the builder wrote it; the whole text when there is no keyword. */
  readonly text: string;
}

const BUILDKIT_TAIL = '# buildkit';
const CLASSIC_MARK = '#(nop)';

/**
 * Reads `created_by` of an image's history: the shell of the classic builder and its `#(nop)`, BuildKit's `# buildkit`,
 * and `|N A=1 B=2` of build arguments go; what no builder is known to write stays whole. Linear in the length of the text.
 */
export function parseCreatedBy(createdBy: string, comment = ''): CreatedBy {
  const whole = createdBy.trim();
  const hasTail = whole.endsWith(BUILDKIT_TAIL);
  const text = hasTail ? whole.slice(0, -BUILDKIT_TAIL.length).trimEnd() : whole;
  const builder = hasTail || comment.startsWith('buildkit.') ? 'buildkit' : null;

  const shell = stripShell(text);
  if (shell?.startsWith(CLASSIC_MARK)) {
    return parseInstruction(shell.slice(CLASSIC_MARK.length).trim(), builder ?? 'classic');
  }
  if (shell !== null) {
    return { builder: builder ?? 'classic', keyword: 'RUN', buildArguments: [], text: shell };
  }
  const { buildArguments, command } = splitBuildArguments(text);
  if (command !== text) {
    return {
      builder: builder ?? 'classic',
      keyword: 'RUN',
      buildArguments,
      text: stripShell(command) ?? command,
    };
  }
  if (isJsonList(text)) return { builder, keyword: 'RUN', buildArguments: [], text };
  return parseInstruction(text, builder);
}

function parseInstruction(text: string, builder: CreatedBy['builder']): CreatedBy {
  const end = text.search(/\s/);
  const keyword = end < 0 ? text : text.slice(0, end);
  if (!KEYWORDS.has(keyword)) return { builder, keyword: null, buildArguments: [], text };
  const rest = end < 0 ? '' : text.slice(end).trim();
  if (keyword !== 'RUN') return { builder, keyword, buildArguments: [], text: rest };
  const { buildArguments, command } = splitBuildArguments(rest);
  return { builder, keyword, buildArguments, text: stripShell(command) ?? command };
}

function isJsonList(text: string): boolean {
  if (!text.startsWith('[') || !text.endsWith(']')) return false;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.length > 0 && list.every((word) => typeof word === 'string');
  } catch {
    return false;
  }
}
