import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DENIED_NETWORK } from '../support/denied-network.ts';
import { importEdges } from '../support/import-graph.ts';
import { plantTree } from '../support/tree.ts';

const NETWORK =
  /^node:(net|tls|http|https|http2|dns|dns\/promises|dgram|inspector|inspector\/promises|cluster)$/;

describe('the network', () => {
  it('is imported by no source', () => {
    const users = importEdges().filter(({ to, isTypeOnly }) => NETWORK.test(to) && !isTypeOnly);
    expect(users).toEqual([]);
  });

  it('is not reached through other programs: one source alone starts one, which is git', () => {
    const users = importEdges().filter(({ to }) => to === 'node:child_process');
    expect(users.map(({ from }) => from)).toEqual(['inspect/diff/checkout-revision.ts']);
    const text = readFileSync(
      new URL('../../src/inspect/diff/checkout-revision.ts', import.meta.url),
      'utf8',
    );
    const started = [...text.matchAll(/\brun\('(\w+)', \[(?:\.\.\.(\w+))?/g)].map(
      ([, file, more]) => `${file} ${more ?? ''}`,
    );
    expect(started.sort()).toEqual(['env git', 'env git', 'git args']);
    expect(text).toMatch(/const git = \[`GIT_INDEX_FILE=[^`]+`, 'git'/);
  });

  it('is noticed by the tests that deny it', () => {
    const preload = join(plantTree({ 'deny.mjs': DENIED_NETWORK }), 'deny.mjs');
    for (const script of [
      "fetch('http://127.0.0.1:9')",
      "import('node:net').then((net) => net.connect(9, '127.0.0.1'))",
    ]) {
      const { status, stderr } = spawnSync(process.execPath, ['--import', preload, '-e', script], {
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([99, expect.stringMatching(/^NETWORK: /)]);
    }
  });
});
