import { InvalidArgumentError } from 'commander';
import { parseByteSize } from '../core/bytes.ts';

/** A size such as 20MB, for commander. */
export function byteSize(text: string): number {
  try {
    return parseByteSize(text);
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message} Write 20MB, 20MiB or plain bytes.`);
  }
}
