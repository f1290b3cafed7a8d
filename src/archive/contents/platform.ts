import type { Platform } from '../facts.ts';
import { type JsonObject, textField } from '../json.ts';

/** os, architecture and variant of a config or a descriptor's platform. */
export function platformOf(value: JsonObject): Platform {
  const text = (key: string): string | null => textField(value, key) || null;
  return { os: text('os'), architecture: text('architecture'), variant: text('variant') };
}

/** True for the platform that BuildKit gives to attestations: one of nothing. */
export function isUnknownPlatform({ os, architecture }: Platform): boolean {
  return os === 'unknown' && architecture === 'unknown';
}

/** The platform that a config names; what it leaves open, its descriptor may say. */
export function platformWith(config: Platform, descriptor: Platform | null): Platform {
  if (descriptor === null) return config;
  const os = config.os ?? descriptor.os;
  const architecture = config.architecture ?? descriptor.architecture;
  const isSame = os === descriptor.os && architecture === descriptor.architecture;
  return { os, architecture, variant: config.variant ?? (isSame ? descriptor.variant : null) };
}
