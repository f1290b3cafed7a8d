import { describe, expect, it } from 'vitest';
import { plimsoll } from '../support/cli.ts';
import { fixture } from '../support/fixtures.ts';

const SEVERAL = fixture('archives/tiny/several/docker20-save.tar');
const HARBOR = fixture('archives/modern/harbor-gd/docker29-gd-save.tar');

describe('plimsoll images', () => {
  it('lists repository, tag, ID, created and size, of untagged images as well', async () => {
    const { code, out, err } = await plimsoll(['images', SEVERAL, HARBOR, '--now', '2026-12-01T00:00:00Z']);
    expect([code, err]).toEqual([0, '']);
    const lines = out.split('\n').map((line) => line.split(/ {2,}/));
    expect(lines[0]).toEqual(['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE']);
    expect(
      lines
        .slice(1)
        .map(([repository, tag]) => `${repository} ${tag}`)
        .sort(),
    ).toEqual([
      ' undefined',
      '<none> <none>',
      'plimsoll/harbor 1',
      'plimsoll/several-a 1',
      'plimsoll/several-a latest',
      'plimsoll/several-b 1',
      'registry.example.com:5000/team/several-a v1.2.3',
    ]);
    expect(lines).toContainEqual(['plimsoll/harbor', '1', '128ff77044c3', '9 days ago', '44kB']);
  });

  it('lists them as docker 29 does with --usage, and says what it hides', async () => {
    const { code, out, err } = await plimsoll(['images', SEVERAL, HARBOR, '--usage']);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'IMAGE',
      'plimsoll/harbor:1',
      'plimsoll/several-a:1',
      'plimsoll/several-a:latest',
      'plimsoll/several-b:1',
      'registry.example.com:5000/team/several-a:v1.2.3',
      '',
    ]);
    expect(err).toBe('plimsoll: warning: 1 untagged image is not shown; --all shows it.\n');
  });

  it('reads standard input and prints docker’s formats', async () => {
    const args = ['images', '-', '--all', '--format', '{{.Repository}}:{{.Tag}} {{.ID}} {{.Size}}'];
    const { code, out, err } = await plimsoll(args, { stdin: HARBOR });
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('plimsoll/harbor:1 128ff77044c3 44kB\n');
  });

  it.each([
    [['--tree', '--quiet'], /--tree is a table of its own/],
    [['--usage', '--no-trunc'], /--usage is a table of its own/],
    [['--format', '{{.CreatedBy}}'], /names the field \.CreatedBy/],
  ])('refuses %j with one sentence and status 2', async (args, message) => {
    const { code, out, err } = await plimsoll(['images', HARBOR, ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});
