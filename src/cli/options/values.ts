import { InvalidArgumentError } from 'commander';
import { parseByteSize } from '../../core/bytes.ts';

/** A size such as 20MB. */
export function byteSize(text: string): number {
  try {
    return parseByteSize(text);
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message} Write 20MB, 20MiB or plain bytes.`);
  }
}

/** A whole number of at least 0. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError('It must be a whole number.');
  return number;
}

/** For options that may be repeated. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** For `NAME=VALUE` options that may be repeated. */
export function collectPair(
  value: string,
  previous: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const equals = value.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('It must be NAME=VALUE.');
  return { ...previous, [value.slice(0, equals)]: value.slice(equals + 1) };
}
