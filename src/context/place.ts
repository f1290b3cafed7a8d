import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { PlimsollError } from '../core/errors.ts';
import { systemCode } from '../files/file-error.ts';
import type { SurveyOptions } from './options.ts';
import type { Walk } from './report.ts';

/** Where a context is, and what the caller says about its build files. */
export interface ContextPlace {
  readonly root: string;
  /** Path of the Dockerfile, as given; null for the context's own. */
  readonly dockerfile: string | null;
  /** A Dockerfile that is in no file. */
  readonly dockerfileText: string | null;
  /** Path of an ignore file to use instead of Docker's choice. */
  readonly ignoreFile: string | null;
}

/** The place that options name. */
export function placeOf(
  root: string,
  {
    dockerfile,
    dockerfileText,
    ignoreFile,
  }: Pick<SurveyOptions, 'dockerfile' | 'dockerfileText' | 'ignoreFile'>,
): ContextPlace {
  return {
    root,
    dockerfile: dockerfile ?? null,
    dockerfileText: dockerfileText ?? null,
    ignoreFile: ignoreFile ?? null,
  };
}

/** The builder whose walk is shown. */
export function shownBuilder({ walk }: Pick<SurveyOptions, 'walk'>): Walk {
  return walk === 'classic' ? 'classic' : 'buildkit';
}

/** A file's path relative to the context root, with `/`; null when it lies outside. Links in the directories are followed, the file itself is not. */
export function pathFromRoot(root: string, file: string): string | null {
  const path = relative(realOf(root), join(realOf(dirname(file)), basename(file)));
  const isOutside = path === '..' || path.startsWith(`..${sep}`);
  return isOutside || path === '' ? null : path.split(sep).join('/');
}

/** Throws unless the path is a directory: a `not-found` or `usage` error that names it. */
export function requireDirectory(root: string): void {
  const stats = statOf(root);
  if (stats === undefined) {
    throw new PlimsollError('not-found', `${root} does not exist.`, {
      file: root,
      hint: 'Name the directory that docker build is given.',
    });
  }
  if (!stats.isDirectory()) {
    throw new PlimsollError('usage', `${root} is a file, and a build context is a directory.`, {
      file: root,
      hint: 'Name a directory; an image archive goes to `plimsoll image`.',
    });
  }
}

function statOf(path: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new PlimsollError('unreadable', `${path} cannot be looked at (${systemCode(error)}).`, {
      file: path,
      cause: error,
    });
  }
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
