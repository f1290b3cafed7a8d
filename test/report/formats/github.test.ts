import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/report/render.ts';
import { checkReport, finding, verdict } from '../../support/check-report.ts';
import { HOSTILE, hostileReport } from '../../support/hostile-report.ts';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads workflow commands as the runner does. Source: actions/runner, ActionCommand.TryParseV2. */
function readCommands(text: string): readonly Command[] {
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => {
    expect(line).not.toMatch(/\r/);
    const end = line.indexOf('::', 2);
    const [name = '', ...rest] = line.slice(2, end).split(' ');
    const pairs = rest
      .join(' ')
      .split(',')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), unescapeProperty(pair.slice(pair.indexOf('=') + 1))]);
    return { name, properties: Object.fromEntries(pairs), message: unescapeData(line.slice(end + 2)) };
  });
}

const unescapeData = (text: string): string =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const unescapeProperty = (text: string): string =>
  unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));

const commands = (report = hostileReport()): readonly Command[] =>
  readCommands(renderReport(report, 'github'));

describe('github', () => {
  it('annotates each problem once, and nothing that passes or is accepted', () => {
    expect(commands().map(({ name, properties }) => `${name} ${properties['title']}`)).toEqual([
      'error context/oversized-file',
      'error budget/path',
      'error budget/total',
      'warning context/oversized-file',
      'warning budget/total',
      'notice budget/growth',
    ]);
  });

  it('points at the line, and gives hostile names no way out', () => {
    const hostile = commands().find(({ properties }) => properties['line'] === '7');
    expect(hostile?.properties['file']).toContain('::%0A,: \\x1b[31m\\n\\r\\t\\u202e');
    expect(Object.keys(hostile?.properties ?? {})).toEqual(['file', 'line', 'title']);
    expect(renderReport(hostileReport(), 'github')).not.toContain('\u001b');
    expect(HOSTILE).toContain('\u001b');
  });

  it('has the fix on a line of its own', () => {
    const [only] = commands(checkReport({ findings: [finding()] }));
    expect(only?.message).toBe('data/big.bin weighs 1.8 kB.\nAdd `data/` to .dockerignore.');
  });

  it('keeps to what GitHub keeps, the largest first, and counts the rest', () => {
    const findings = [
      ...Array.from({ length: 14 }, (_, at) => finding({ bytes: at, message: `w${at}` })),
      ...Array.from({ length: 12 }, (_, at) => finding({ bytes: at, severity: 'note', message: `n${at}` })),
    ];
    const verdicts = Array.from({ length: 13 }, (_, at) => verdict({ headroom: -at }));
    const all = commands(checkReport({ findings, verdicts }));
    const count = (name: string): number => all.filter((command) => command.name === name).length;
    expect([count('error'), count('warning'), count('notice')]).toEqual([10, 10, 10]);
    expect(all.find(({ name }) => name === 'warning')?.message).toContain('w13');
    expect(all.at(-1)?.message).toBe('10 more are left out here: GitHub keeps 10 of each kind.');
  });

  it('of a passing check is empty', () => {
    expect(renderReport(checkReport({ verdicts: [verdict({ status: 'pass' })] }), 'github')).toBe('');
  });
});
