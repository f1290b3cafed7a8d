import { showStrayBytes } from '../../core/byte-text.ts';
import type { Observation, Place } from '../../core/finding.ts';
import { baseName } from '../../core/posix-path.ts';
import type { IgnoreRule } from '../../ignore/rule.ts';
import { Sighting } from '../../ignore/rule-set.ts';
import type { RuleUse } from '../report.ts';
import { coveringRule } from '../survey/rule-use.ts';
import { observation } from './observation.ts';
import { isPrecaution, keepsHidden } from './precautions.ts';
import type { RuleWatch, Scene } from './watch.ts';

const NONE: readonly number[] = [];

/** Something excluded below a directory that an exception matches in vain. */
interface Inert {
  files: number;
  bytes: number;
  readonly path: string;
}

/**
 * What is wrong with single rules: some can never match, some match nothing here, some are overruled, some re-include in vain.
 * A directory that an exception matches while it is not excluded takes the exception's effect from all that is excluded below it.
 */
export function watchRules(scene: Scene): RuleWatch {
  const { rules } = scene.rules;
  const exceptions = rules.flatMap((rule, index) => (rule.isException && rule.line > 0 ? [index] : []));
  const inert = new Map<number, Inert>();
  const frames: (readonly number[])[] = [[]];
  let last = NONE;
  return {
    visit: ({ entry, isSent }) => {
      last = NONE;
      const inVain = frames.at(-1)!;
      if (entry.type === 'directory' && isSent && exceptions.length > 0)
        last = exceptions.filter((index) => index !== entry.decidedBy && rules[index]!.test?.(entry.path));
      if (isSent || inVain.length === 0 || entry.isBelowSkipped) return;
      for (const index of inVain)
        if (entry.decidedBy < index)
          addInert(inert, index, entry.path, entry.type === 'file' ? entry.stats.size : 0);
    },
    enter: () => {
      frames.push(last.length === 0 ? frames.at(-1)! : [...frames.at(-1)!, ...last]);
      last = NONE;
    },
    leave: () => {
      frames.pop();
    },
    observe: (end) => end.uses.flatMap((use) => observeRule(scene, use, inert)),
  };
}

function addInert(inert: Map<number, Inert>, index: number, path: string, bytes: number): void {
  const known = inert.get(index);
  if (known === undefined) inert.set(index, { files: 1, bytes, path: showStrayBytes(path) });
  else {
    known.files++;
    known.bytes += bytes;
  }
}

function observeRule(scene: Scene, use: RuleUse, inert: ReadonlyMap<number, Inert>): readonly Observation[] {
  const { rules, sightings } = scene.rules;
  const index = rules.findIndex(({ line }) => line === use.line);
  const rule = rules[index]!;
  const place: Place = { file: scene.ignoreFile!.path, line: use.line };
  const facts = { rule: use.text, kind: use.kind };
  const flaw = flawOf(rule);
  if (flaw !== null && use.state !== 'used')
    return [observation('context/invalid-rule', 0, place, { ...facts, flaw })];
  const vain = inert.get(index);
  if (vain !== undefined && use.state !== 'used') {
    const { files, bytes, path } = vain;
    return [
      observation(
        'context/inert-exception',
        bytes,
        { ...place, path },
        { ...facts, why: 'inheritance', files },
      ),
    ];
  }
  switch (use.state) {
    case 'used':
      return [];
    case 'shadowed':
      return (sightings[index] === Sighting.Match || (coveringRule(scene.rules, index) ?? -1) > index) &&
        !isPrecaution(scene, rule)
        ? [observation('context/shadowed-rule', 0, place, facts)]
        : [];
    case 'inert':
      return sightings[index] === Sighting.Match
        ? [observation('context/inert-exception', 0, place, { ...facts, why: 'pruning', files: 0 })]
        : [observation('context/unused-rule', 0, place, { ...facts, why: 'nothing excluded' })];
    case 'unused':
      return /^(?:\/\/|#)/.test(use.text) || isPrecaution(scene, rule) || keepsHidden(rule)
        ? []
        : [observation('context/unused-rule', 0, place, { ...facts, why: 'no match' })];
  }
}

/** Why a rule can never do anything, or fails as soon as it is tried; null for nearly all. */
function flawOf({ kind, pattern }: IgnoreRule): 'fails when tried' | 'outside' | 'root' | null {
  if (kind === 'broken') return 'fails when tried';
  if (pattern === '..' || pattern.startsWith('../')) return 'outside';
  return pattern === '.' || pattern === '/' || baseName(pattern) === '' ? 'root' : null;
}
