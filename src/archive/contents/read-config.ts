import { isRecord } from '../../core/value.ts';
import type { Platform } from '../facts.ts';
import { type JsonObject, readJson, wrongShape } from '../json.ts';
import { digestOf } from '../sha256.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { platformOf } from './platform.ts';

/** An image config with the digest of its bytes. */
export interface ReadConfig {
  readonly id: string;
  readonly config: JsonObject;
  readonly platform: Platform;
}

/** Reads a config member; a `corrupt` error when it is no JSON object. */
export async function readConfig(
  store: BlobStore<unknown>,
  file: string,
  member: string,
): Promise<ReadConfig> {
  const bytes = await store.readSmall(member);
  const config = readJson(bytes, file, member);
  if (!isRecord(config)) throw wrongShape(file, member, 'an image config is a JSON object');
  return { id: digestOf(bytes as Uint8Array), config, platform: platformOf(config) };
}

/** Reads a member that must be a JSON object. */
export async function readObject(
  store: BlobStore<unknown>,
  file: string,
  member: string,
): Promise<JsonObject> {
  const value = readJson(await store.readSmall(member), file, member);
  if (!isRecord(value)) throw wrongShape(file, member, 'it is not a JSON object');
  return value;
}
