import type { JsonObject } from '../../archive/json.ts';
import { findSecretTexts } from '../../core/secrets/secret-text.ts';
import { isRecord } from '../../core/value.ts';
import { instructionText } from '../../dockerfile/history/instruction-text.ts';
import { shownInstruction } from '../history/shown-instruction.ts';
import { runtimeConfig } from '../image-config.ts';
import type { Scene } from './scene.ts';
import { type Sighting, sighting } from './sighting.ts';
import { firstOwnEntry, type Step } from './steps.ts';

interface Told {
  readonly name: string;
  readonly isVariable: boolean;
  readonly keyword: string;
  readonly step: Step;
  times: number;
}

/** Secrets in the instructions and the environment of an image: whoever has the image can read them. Values are never passed on. */
export function seeSecretHistory({ survey, steps }: Scene): readonly Sighting[] {
  const { entries, layerOf } = survey.history;
  const ownFrom = firstOwnEntry(survey);
  const told = new Map<string, Told>();
  for (const [at, { createdBy, comment }] of entries.entries()) {
    const text = instructionText(createdBy, comment);
    const layer = layerOf[at]!;
    const step: Step = {
      ...{ layer: layer ?? -1, entry: at, instruction: shownInstruction(createdBy, comment) },
      ...{ keyword: null, text: '', isOwn: layer === null ? at >= ownFrom : steps[layer]!.isOwn },
    };
    tell(told, text, step);
  }
  for (const { keyword, name, value } of configTexts(runtimeConfig(survey.image))) {
    const step: Step = { layer: -1, entry: null, instruction: null, keyword: null, text: '', isOwn: true };
    if (!told.has(name)) tell(told, `${keyword} ${name}=${value}`, step);
  }
  return [...told.values()].map(({ name, isVariable, keyword, step, times }) => {
    const facts = { name, variable: isVariable, keyword, times };
    const { instruction, layer, isOwn } = step;
    const seen = sighting('image/secret-in-history', {
      bytes: 0,
      step: layer < 0 ? null : step,
      isOwn,
      facts,
      entry: step.entry ?? undefined,
    });
    if (layer >= 0 || instruction === null) return seen;
    const place = { ...seen.observation.place, instruction };
    return { ...seen, observation: { ...seen.observation, place } };
  });
}

/** The environment and the labels of a config: what is in the history comes up again here. */
function configTexts(config: JsonObject | null): readonly { keyword: string; name: string; value: string }[] {
  const { Env: lines, Labels: labels } = config ?? {};
  const environment = (Array.isArray(lines) ? lines : []).filter((line) => typeof line === 'string');
  const labelled = isRecord(labels) ? Object.entries(labels) : [];
  return [
    ...environment.map((line) => {
      const at = line.indexOf('=');
      return { keyword: 'ENV', name: line.slice(0, at), value: line.slice(at + 1) };
    }),
    ...labelled.map(([name, value]) => ({
      keyword: 'LABEL',
      name: name.replace(/^.*\./, ''),
      value: String(value),
    })),
  ];
}

function tell(told: Map<string, Told>, text: string, step: Step): void {
  const keyword = /^[A-Z]+(?= )/.exec(text)?.[0] ?? '';
  for (const { name, isVariable } of findSecretTexts(text)) {
    const known = told.get(name);
    if (known === undefined) told.set(name, { name, isVariable, keyword, step, times: 1 });
    else known.times++;
  }
}
