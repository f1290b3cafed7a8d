import { compareText } from '../core/order.ts';
import type { ConfigDelta } from './report.ts';
import type { ContextFacts, ImageFacts } from './sides.ts';

/** A setting: its field, the name inside it, and its value as text. */
interface Setting {
  readonly field: string;
  readonly name: string | null;
  readonly value: string;
  /** Compared, never told: it may be secret, or says nothing. */
  readonly isHidden?: boolean;
}

/** Settings of two images that differ: what the config says of a container, and the platform. */
export function imageConfigDeltas(before: ImageFacts, after: ImageFacts): readonly ConfigDelta[] {
  return settingDeltas(imageSettings(before), imageSettings(after));
}

/** Settings of two contexts that differ: the ignore file and its rules, the Dockerfile and its stages. */
export function contextConfigDeltas(before: ContextFacts, after: ContextFacts): readonly ConfigDelta[] {
  return settingDeltas(contextSettings(before), contextSettings(after));
}

function settingDeltas(before: readonly Setting[], after: readonly Setting[]): readonly ConfigDelta[] {
  const [old, now] = [bySetting(before), bySetting(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort(compareText);
  return keys.flatMap((key) => {
    const [then, later] = [old.get(key), now.get(key)];
    if (then?.value === later?.value) return [];
    const { field, name } = (then ?? later)!;
    const shown = (setting: Setting | undefined): string | null =>
      setting === undefined || setting.isHidden ? null : setting.value;
    const state = then === undefined ? 'added' : later === undefined ? 'removed' : 'changed';
    return [{ field, name, state, before: shown(then), after: shown(later) }];
  });
}

/** By field and name; of several with one name the last one counts, as engines have it. */
function bySetting(settings: readonly Setting[]): ReadonlyMap<string, Setting> {
  return new Map(settings.map((setting) => [JSON.stringify([setting.field, setting.name]), setting]));
}

function imageSettings({ image }: ImageFacts): readonly Setting[] {
  const { os, architecture, variant } = image.platform;
  const platform = [os, architecture, variant].filter((part) => part !== null).join('/');
  const settings = Object.entries(image.config ?? {}).flatMap(([field, value]) =>
    fieldSettings(field, value),
  );
  return [{ field: 'platform', name: null, value: platform }, ...settings];
}

/** What builders record of themselves: it says nothing of a container. */
const RECORDS: readonly string[] = ['Image', 'Hostname', 'Domainname', 'ArgsEscaped'];

/** Null, an empty text, list or object, and `false` say nothing: engines write or omit them as they like. */
function fieldSettings(field: string, value: unknown): readonly Setting[] {
  if (value === null || value === '' || value === false || RECORDS.includes(field)) return [];
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    return field === 'Env' ? value.map(variable) : [{ field, name: null, value: JSON.stringify(value) }];
  }
  if (typeof value === 'object') {
    const isNamed = ['Labels', 'ExposedPorts', 'Volumes'].includes(field);
    const entries = Object.entries(value as object);
    if (isNamed) return entries.map(([name, item]) => named(field, name, item));
    return entries.length === 0 ? [] : [{ field, name: null, value: scalarText(value) }];
  }
  return [{ field, name: null, value: scalarText(value) }];
}

/** Ports and volumes are names of nothing: `{}`. */
function named(field: string, name: string, item: unknown): Setting {
  return { field, name, value: scalarText(item), isHidden: field !== 'Labels' };
}

function variable(item: unknown): Setting {
  const text = typeof item === 'string' ? item : JSON.stringify(item);
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  return { field: 'Env', name, value: text, isHidden: true };
}

function scalarText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function contextSettings({ ignoreFile, rules, dockerfile }: ContextFacts): readonly Setting[] {
  const one = (field: string, value: string | null | undefined): readonly Setting[] =>
    value === null || value === undefined ? [] : [{ field, name: null, value }];
  const counts = new Map<string, number>();
  for (const { text } of rules) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [
    ...one('ignoreFile', ignoreFile?.path),
    ...one('dockerfile', dockerfile?.path),
    ...one('target', dockerfile?.target),
    ...one('stages', dockerfile === null ? null : JSON.stringify(dockerfile.stages)),
    ...[...counts].map(([text, times]) => ({ field: 'rule', name: text, value: String(times) })),
  ];
}
