import { countText } from '../../core/count-text.ts';
import type { Warning } from '../../core/report.ts';
import { isRecord } from '../../core/value.ts';

/** One entry of a config's history, as found. */
export interface HistoryEntry {
  readonly created: string | null;
  readonly createdBy: string;
  readonly comment: string;
  readonly author: string;
  readonly isEmpty: boolean;
}

/** History and layers side by side. */
export interface PairedHistory {
  readonly entries: readonly HistoryEntry[];
  /** By history entry: its layer, or null. */
  readonly layerOf: readonly (number | null)[];
  /** By layer: its history entry, or null. */
  readonly entryOf: readonly (number | null)[];
  readonly warnings: readonly Warning[];
}

/**
 * Pairs history entries with layers, oldest first, by `empty_layer` alone and never by size. What is left over on either side
 * stays unpaired and is a warning. Source: OCI image spec, config.md, "history".
 */
export function pairHistory(history: unknown, layers: number): PairedHistory {
  const { entries, isList } = readHistory(history);
  const layerOf: (number | null)[] = [];
  const entryOf: (number | null)[] = new Array<number | null>(layers).fill(null);
  let next = 0;
  for (const [i, entry] of entries.entries()) {
    const layer = entry.isEmpty || next >= layers ? null : next;
    layerOf.push(layer);
    if (!entry.isEmpty) next++;
    if (layer !== null) entryOf[layer] = i;
  }
  return {
    entries,
    layerOf,
    entryOf,
    warnings: [...oddEntries(history), ...mismatch(isList, history, next, layers)],
  };
}

/** Entries that are no objects count as steps all the same, as an engine would count them. */
function oddEntries(history: unknown): readonly Warning[] {
  const odd = Array.isArray(history) ? history.filter((entry) => !isRecord(entry)).length : 0;
  if (odd === 0) return [];
  const message = `The history of the config holds ${countText(odd, 'step that says', 'steps that say')} nothing: what stands there is no object.`;
  return [{ code: 'history-unreadable', message }];
}

function mismatch(isList: boolean, history: unknown, made: number, layers: number): readonly Warning[] {
  if (!isList && history !== undefined && history !== null) {
    return [
      {
        code: 'history-unreadable',
        message: 'The history of the config is not a list; layers have no instructions.',
      },
    ];
  }
  if (made === layers) return [];
  if (!isList)
    return [
      {
        code: 'history-missing',
        message: `The config has no history; ${countText(layers, 'layer has', 'layers have')} no instruction.`,
      },
    ];
  return [
    {
      code: 'history-mismatch',
      message: `The history says that ${countText(made, 'step')} made a layer, the image has ${layers}; they are paired from the base up and the rest is left unpaired.`,
    },
  ];
}

function readHistory(history: unknown): {
  readonly entries: readonly HistoryEntry[];
  readonly isList: boolean;
} {
  if (!Array.isArray(history)) return { entries: [], isList: false };
  return { entries: history.map(readEntry), isList: true };
}

function readEntry(value: unknown): HistoryEntry {
  const entry = isRecord(value) ? value : {};
  const text = (key: string): string => (typeof entry[key] === 'string' ? (entry[key] as string) : '');
  return {
    created: text('created') || null,
    createdBy: text('created_by'),
    comment: text('comment'),
    author: text('author'),
    isEmpty: entry['empty_layer'] === true,
  };
}
