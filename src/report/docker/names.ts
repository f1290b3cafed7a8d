import { splitReference } from '../../core/reference.ts';

const SHORT = 12;

/** The first 12 characters of an ID, without its algorithm. Source: moby, stringid.TruncateID. */
export function shortId(id: string): string {
  return id.slice(id.indexOf(':') + 1).slice(0, SHORT);
}

/** What docker prints for what an image does not have. */
export const NONE = '<none>';

/** A name as docker's tables have it, in two parts. */
export interface RepositoryAndTag {
  readonly repository: string;
  readonly tag: string;
}

/**
 * Splits a name of an archive as docker prints it. A name that is a mere tag, as an OCI layout may have it, leaves the
 * repository open.
 */
export function repositoryAndTag(name: string): RepositoryAndTag {
  const { repository, tag } = splitReference(name);
  if (tag === null) return name.includes('/') ? { repository, tag: NONE } : { repository: NONE, tag: name };
  return { repository, tag };
}

/** A name as docker's newer table has it, in one part. */
export function shownName(name: string): string {
  const { repository, tag } = repositoryAndTag(name);
  return `${repository}:${tag}`;
}
