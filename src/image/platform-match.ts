import type { Platform } from '../archive/facts.ts';

/** Other names of architectures, with the variant that they imply. Source: containerd/platforms, database.go, normalizeArch. */
const ALIASES: Readonly<Record<string, readonly [architecture: string, variant?: string]>> = {
  x86_64: ['amd64'],
  'x86-64': ['amd64'],
  i386: ['386'],
  aarch64: ['arm64'],
  armhf: ['arm', 'v7'],
  armel: ['arm', 'v6'],
};
/** What an architecture is when no variant is told. */
const USUAL: Readonly<Record<string, string>> = { amd64: 'v1', arm64: 'v8', arm: 'v7' };

/**
 * Which of some platforms a user means with `OS/ARCH[/VARIANT]`, by their positions: names are normalised as engines do, so that
 * linux/arm64/v8 is linux/arm64. Without a variant the usual one is meant, or if that is not there, any.
 */
export function matchPlatform(platforms: readonly Platform[], wanted: string): readonly number[] {
  const [os = '', arch = '', variant] = wanted.split('/');
  const asked = normalised({ os, architecture: arch, variant: variant ?? null });
  const fitting = [...platforms.entries()]
    .map(([i, platform]) => ({ i, platform: normalised(platform) }))
    .filter(({ platform }) => platform.os === asked.os && platform.architecture === asked.architecture);
  const exact = fitting.filter(({ platform }) => platform.variant === asked.variant);
  const found = variant === undefined && exact.length === 0 ? fitting : exact;
  return found.map(({ i }) => i);
}

function normalised({ os, architecture, variant }: Platform): Platform {
  const arch = architecture?.toLowerCase() ?? '';
  const [name, implied] = (Object.hasOwn(ALIASES, arch) ? ALIASES[arch] : undefined) ?? [arch];
  const told = variant?.toLowerCase() ?? implied ?? USUAL[name] ?? null;
  const system = os?.toLowerCase() ?? null;
  return {
    os: system === 'macos' ? 'darwin' : system,
    architecture: name,
    variant: told !== null && /^\d/.test(told) ? `v${told}` : told,
  };
}
