/** Where a link into the page points: `#path=usr/lib`. Slashes stay, so that people can read it. */
export function linkTo(path: string): string {
  return `#path=${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** The path that the address names; null when it names none. */
function linkedPath(hash: string): string | null {
  if (!hash.startsWith('#path=')) return null;
  try {
    return decodeURIComponent(hash.slice('#path='.length));
  } catch {
    return null;
  }
}

/** Calls with every path that the address names, now and later. */
export function followLinks(follow: (path: string) => void): void {
  const now = (): void => {
    const path = linkedPath(location.hash);
    if (path !== null) follow(path);
  };
  addEventListener('hashchange', now);
  now();
}
