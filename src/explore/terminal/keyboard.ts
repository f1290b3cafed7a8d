import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { PlimsollError } from '../../core/errors.ts';

const CONTROLLING_TERMINAL = '/dev/tty';

/** The keyboard of whoever sits there, while standard input brings the archive. */
export function openKeyboard(): ReadStream {
  try {
    return new ReadStream(openSync(CONTROLLING_TERMINAL, 'r'));
  } catch (error) {
    throw new PlimsollError(
      'usage',
      'The archive comes in where keys would, and there is no other terminal.',
      {
        hint: 'Save the archive to a file, and explore that.',
        cause: error,
      },
    );
  }
}
