const HUB = 'docker.io/';
const OFFICIAL = 'docker.io/library/';

/** A name of an image in two parts. */
export interface ImageName {
  /** `alpine`, `registry:5000/a/b`. */
  readonly repository: string;
  /** Null in a name without a tag. */
  readonly tag: string | null;
}

/** A reference with docker's defaults filled in: `app` is `docker.io/library/app:latest`. Source: distribution/reference. */
export function fullReference(reference: string): string {
  const tagged =
    splitReference(reference).tag === null && !reference.includes('@') ? `${reference}:latest` : reference;
  const first = tagged.split('/', 1)[0]!;
  const hasHost = tagged.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  if (hasHost) return tagged;
  return tagged.includes('/') ? HUB + tagged : OFFICIAL + tagged;
}

/** A reference without what docker leaves out when it prints one: `docker.io/library/app:1` is `app:1`. */
export function familiarReference(reference: string): string {
  if (reference.startsWith(OFFICIAL)) return reference.slice(OFFICIAL.length);
  return reference.startsWith(HUB) ? reference.slice(HUB.length) : reference;
}

/** Splits a reference at the colon that begins its tag: after the last slash, since a port is none; a digest is left out. */
export function splitReference(reference: string): ImageName {
  const at = reference.indexOf('@');
  const name = at < 0 ? reference : reference.slice(0, at);
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  return colon < 0
    ? { repository: name, tag: null }
    : { repository: name.slice(0, colon), tag: name.slice(colon + 1) };
}
