import { describe, expect, it } from 'vitest';
import { plimsoll } from '../support/cli.ts';
import { schemaComplaints } from '../support/schema.ts';
import { plantTree } from '../support/tree.ts';

const FILES = {
  'compose.yaml':
    'services:\n  web: { build: ./web }\n  api: { build: "./${DIR:-api}" }\n  db: { image: postgres }\n',
  'web/Dockerfile': 'FROM scratch\nCOPY . /\n',
  'web/big': 'x'.repeat(4000),
  'api/Dockerfile': 'FROM scratch\nCOPY gone /\n',
  'other/x': 'x',
};

describe('plimsoll context --compose', () => {
  it('shows the services, their contexts, and what is wrong with them', async () => {
    const cwd = plantTree(FILES);
    const { code, out, err } = await plimsoll(['context', '--compose', 'compose.yaml', '--width', '80'], {
      cwd,
    });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('2 services from 2 contexts');
    expect(out).toMatch(/^ +2 +web +4\.02 kB +2 +Dockerfile +web$/m);
    expect(out).toContain('api: gone is not in the context');
    expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('takes services by name and variables from the environment', async () => {
    const cwd = plantTree(FILES);
    const run = (...args: readonly string[]) =>
      plimsoll(['context', '--compose', 'compose.yaml', '--format', 'json', ...args], {
        cwd,
        env: { DIR: 'other' },
      });
    const report = JSON.parse((await run('api')).out);
    expect(report.services.map((service: { context: string }) => service.context)).toEqual(['other']);
    expect(report.total.files).toBe(1);
    expect(schemaComplaints('compose', report)).toEqual([]);
  });

  it('gates over all of them', async () => {
    const cwd = plantTree(FILES);
    const run = async (...args: readonly string[]) =>
      (await plimsoll(['context', '--compose', 'compose.yaml', ...args], { cwd })).code;
    expect(await run('--fail-on', 'error')).toBe(1);
    expect(await run('web', '--fail-on', 'error')).toBe(0);
    expect(await run('--budget', 'total=1kB')).toBe(1);
    expect(await run('api', '--budget', 'total=1kB')).toBe(0);
  });

  it.each([
    [['--compose', 'gone.yaml'], 'gone.yaml does not exist'],
    [['--compose', 'compose.yaml', 'wbe'], 'Did you mean web?'],
    [['--compose', 'compose.yaml', '--file', 'x'], '--compose'],
    [['--compose', 'compose.yaml', '--output', 'tar=x'], '--compose'],
    [['web', 'api'], 'one context, not 2'],
  ])('refuses %j with status 2', async (args, message) => {
    const cwd = plantTree(FILES);
    const { code, out, err } = await plimsoll(['context', ...args], { cwd });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});
