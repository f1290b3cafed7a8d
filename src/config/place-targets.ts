import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { ValueStep } from '../core/value.ts';
import type { Config, ContextTarget, ImageTarget } from './config.ts';
import type { ContextInForce, ImageInForce, Written } from './in-force.ts';
import { configError, type Origin } from './origin.ts';

/** Tells where a part of a configuration was written. */
export type FindOrigin = (path: readonly ValueStep[], at?: 'key' | 'value') => Origin | null;

/** The contexts of one file, their paths made to start at `directory`, the file's own. */
export function placeContexts(
  config: Config,
  directory: string,
  origin: FindOrigin,
): readonly ContextInForce[] {
  const targets = config.contexts ?? [];
  const names = uniqueNames(targets, 'contexts', origin, (target) => target.path, [
    (target) => target.dockerfile,
    (target) => target.target,
  ]);
  return targets.map((target, index): ContextInForce => {
    const path = within(directory, target.path);
    return {
      kind: 'context',
      name: names[index]!,
      path,
      dockerfile:
        target.dockerfile === undefined ? null : locateDockerfile(directory, path, target.dockerfile),
      target,
      budgets: written(target.budgets ?? [], ['contexts', index, 'budgets'], origin),
      origin: origin(['contexts', index]),
    };
  });
}

/** The images of one file, likewise. */
export function placeImages(config: Config, directory: string, origin: FindOrigin): readonly ImageInForce[] {
  const targets = config.images ?? [];
  const names = uniqueNames(targets, 'images', origin, (target) => target.archive, [
    (target) => target.image,
    (target) => target.platform,
  ]);
  return targets.map(
    (target, index): ImageInForce => ({
      kind: 'image',
      name: names[index]!,
      archive: within(directory, target.archive),
      dockerfile: target.dockerfile === undefined ? null : within(directory, target.dockerfile),
      baseArchive: target.base?.archive === undefined ? null : within(directory, target.base.archive),
      target,
      budgets: written(target.budgets ?? [], ['images', index, 'budgets'], origin),
      origin: origin(['images', index]),
    }),
  );
}

/** A path of a configuration file as a path that can be opened. */
export function within(directory: string, path: string): string {
  return isAbsolute(path) ? path : join(directory, path);
}

/** Beside the configuration, as every path in it; else, as compose files have it, in the context. */
function locateDockerfile(directory: string, context: string, dockerfile: string): string {
  const beside = within(directory, dockerfile);
  const inside = within(context, dockerfile);
  return !existsSync(beside) && existsSync(inside) ? inside : beside;
}

function written<T>(
  values: readonly T[],
  path: readonly ValueStep[],
  origin: FindOrigin,
): readonly Written<T>[] {
  return values.map((value, index) => ({ value, origin: origin([...path, index]) }));
}

type Named = Pick<ContextTarget & ImageTarget, 'name'>;

/** The name that was given, else the path, told apart by what differs where a path comes twice. */
function uniqueNames<T extends Partial<Named>>(
  targets: readonly T[],
  list: string,
  origin: FindOrigin,
  plain: (target: T) => string,
  marks: readonly ((target: T) => string | number | undefined)[],
): readonly string[] {
  const short = targets.map((target) => target.name ?? plain(target));
  const counts = new Map<string, number>();
  for (const name of short) counts.set(name, (counts.get(name) ?? 0) + 1);
  const seen = new Set<string>();
  return short.map((name, index) => {
    const target = targets[index]!;
    const marksOf = marks.map((mark) => mark(target)).filter((mark) => mark !== undefined);
    const isPlain = counts.get(name) === 1 || target.name !== undefined || marksOf.length === 0;
    const full = isPlain ? name : `${name} (${marksOf.join(', ')})`;
    if (seen.has(full)) {
      const complaint = `${list}[${index}] is the second one called "${full}": give it a name of its own`;
      throw configError(origin([list, index]), complaint);
    }
    seen.add(full);
    return full;
  });
}
