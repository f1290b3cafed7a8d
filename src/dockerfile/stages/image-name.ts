/**
 * The short form under which BuildKit looks for a named context: `docker.io/library/alpine:latest` is `alpine`.
 * Source: distribution/reference, FamiliarString; BuildKit, dockerui, NamedContext.
 */
export function familiarImageName(name: string): string {
  const slash = name.indexOf('/');
  const domain = slash < 0 ? '' : name.slice(0, slash);
  const isDomain = /[.:]/.test(domain) || domain === 'localhost' || domain !== domain.toLowerCase();
  const isHub = domain === 'docker.io' || domain === 'index.docker.io';
  const path = isHub ? name.slice(slash + 1) : name;
  const short = isHub || !isDomain ? path.replace(/^library\/(?=[^/]+$)/, '') : path;
  return short.replace(/:latest$/, '');
}

/**
 * True for a name that can be an image: lower case path, tag, digest.
 * Source: distribution/reference, regexp.go; lengths are not looked at.
 */
export function isImageName(name: string): boolean {
  return IMAGE_NAME.test(name) && !/^[a-f0-9]{64}$/.test(name);
}

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const DOMAIN_PART = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = `(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const TAG = '[\\w][\\w.-]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const IMAGE_NAME = new RegExp(`^(?:${DOMAIN}/)?${COMPONENT}(?:/${COMPONENT})*(?::${TAG})?(?:@${DIGEST})?$`);
