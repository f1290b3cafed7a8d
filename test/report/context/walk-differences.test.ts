import { describe, expect, it } from 'vitest';
import { inspectContext } from '../../../src/inspect/context.ts';
import { renderReport } from '../../../src/report/render.ts';
import { plantTree } from '../../support/tree.ts';

async function sectionOf(files: Readonly<Record<string, string>>): Promise<string> {
  const text = renderReport(await inspectContext(plantTree(files), { walk: 'both' }), 'table');
  return /^Where the two builders differ\n(?: .*\n?)*/m.exec(text)?.[0] ?? '';
}

describe('where the two builders differ', () => {
  it('is a table of what one of them alone sends', async () => {
    // The classic builder sends both files whatever the rules say.
    const section = await sectionOf({
      Dockerfile: 'FROM scratch\nCOPY . /\n',
      '.dockerignore': 'Dockerfile\n.dockerignore\n',
      a: 'x',
    });
    expect(section).toBe(
      [
        'Where the two builders differ',
        '  Sent by  Size  Path',
        '  classic  25 B  .dockerignore',
        '  classic  22 B  Dockerfile',
        '',
      ].join('\n'),
    );
  });

  it('is nowhere when both send the same', async () => {
    expect(await sectionOf({ a: 'x' })).toBe('Where the two builders differ\n  nowhere\n');
  });
});
