import { describe, expect, it } from 'vitest';
import { hideSecrets } from '../../../src/core/secrets/secret-text.ts';
import { matchSteps } from '../../../src/image/rules/match-steps.ts';
import { shellCommands } from '../../../src/image/rules/shell-commands.ts';
import { reportOn } from '../../support/image-findings.ts';

const LONG = 200_000;
const TEXTS: readonly string[] = [
  ...[
    'a',
    'A=',
    '"\\"',
    "'",
    '"',
    'PASSWORD=',
    'TOKEN="x',
    'https://a:',
    'a://b:c@',
    '--token ',
    '-----BEGIN A ',
  ],
  ...[
    '&& ',
    '\\',
    '${a',
    '$a',
    '| sh ',
    'git clone https://x ',
    'x=\u{1f4a3} ',
    '<<EOF\n',
    ' ',
    '\n',
    '_auth=',
  ],
];

describe('instructions without end', () => {
  it.each(TEXTS)('take no time to speak of: %j, again and again', (piece) => {
    const text = piece.repeat(Math.ceil(LONG / piece.length));
    const entry = { created: null, createdBy: `RUN ${text}`, comment: '', author: '', isEmpty: false };
    expect(hideSecrets(`ENV ${text}`).length).toBeGreaterThan(0);
    expect(hideSecrets(`RUN ${text}`).length).toBeGreaterThan(0);
    shellCommands(text);
    matchSteps([entry], [{ line: 1, keyword: 'RUN', text }], 0);
  });

  it('are judged like any other', async () => {
    const layers = TEXTS.map((piece, n) => ({ by: `RUN ${piece.repeat(5000)}`, files: { [`f${n}`]: n } }));
    const { findings } = await reportOn({ layers });
    for (const { message, fix } of findings) expect(`${message}${fix}`.length).toBeLessThan(5000);
  });

  it('and ten thousand steps find their lines', () => {
    const created = { created: null, comment: '', author: '', isEmpty: false };
    const history = Array.from({ length: 10_000 }, (_, n) => ({ ...created, createdBy: `RUN step ${n}` }));
    const file = Array.from({ length: 10_000 }, (_, n) => ({
      line: n + 2,
      keyword: 'RUN',
      text: `step ${n}`,
    }));
    const found = matchSteps(history, file, 0);
    expect(found.size).toBe(1000);
    expect(found.get(9_999)?.line).toBe(10_001);
  });
});
