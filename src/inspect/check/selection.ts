import { PlimsollError } from '../../core/errors.ts';
import type { CheckOptions, Shard } from './options.ts';
import type { PreparedSubject } from './subject.ts';

/** The subjects of the kind that is asked for. */
export function ofKind(
  subjects: readonly PreparedSubject[],
  only: CheckOptions['only'],
): readonly PreparedSubject[] {
  return only === undefined ? subjects : subjects.filter(({ target }) => `${target.kind}s` === only);
}

/**
 * One machine's part: every n-th subject, so that neighbours in the list, which are often alike, are spread.
 * Throws `usage` for a part that there is not.
 */
export function shardOf(
  subjects: readonly PreparedSubject[],
  shard: Shard | undefined,
): readonly PreparedSubject[] {
  if (shard === undefined) return subjects;
  const { index, count } = shard;
  if (!Number.isInteger(index) || !Number.isInteger(count) || index < 1 || index > count) {
    throw new PlimsollError('usage', `There is no shard ${index} of ${count}.`, {
      hint: 'Count shards from 1, as in 1/4.',
    });
  }
  return subjects.filter((_, at) => at % count === index - 1);
}
