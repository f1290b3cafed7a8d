import type { Finding } from '../core/finding.ts';

/** Findings that the earlier side does not have: of another rule, or at another place. */
export function newFindings(before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const known = new Set(before.map(identityOf));
  return after.filter((finding) => !known.has(identityOf(finding)));
}

/** Layers are numbered anew with every build, bytes and words change with what they are about. */
function identityOf({ rule, place }: Finding): string {
  return JSON.stringify([rule, place.path ?? null, place.file ?? null, place.instruction ?? null]);
}
