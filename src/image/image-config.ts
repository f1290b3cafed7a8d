import type { ArchiveImage } from '../archive/contents/contents.ts';
import type { JsonObject } from '../archive/json.ts';
import { isRecord } from '../core/value.ts';

/** What a config says of a container (Env, Entrypoint, Labels, ...), as found; null where it says nothing. Source: OCI image spec, config.md. */
export function runtimeConfig({ config }: ArchiveImage): JsonObject | null {
  const runtime = config['config'];
  return isRecord(runtime) ? runtime : null;
}

/** When an image was made, as its config says; null where it does not. */
export function createdOf({ config }: ArchiveImage): string | null {
  return typeof config['created'] === 'string' ? config['created'] : null;
}
