import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { renderFindings } from '../../../src/report/gate/finding-list.ts';
import { renderStyle } from '../../../src/report/options.ts';

const finding = (parts: Partial<Finding>): Finding => ({
  rule: 'image/example',
  severity: 'warning',
  bytes: 0,
  place: {},
  facts: {},
  message: 'Something is so.',
  fix: null,
  ...parts,
});

describe('renderFindings', () => {
  it('prints nothing without findings', () => {
    expect(renderFindings([], renderStyle())).toBe('');
  });

  it('puts errors first, then most bytes, with the cure and the place', () => {
    const text = renderFindings(
      [
        finding({ severity: 'error', place: { layer: 3, path: 'app/.env' } }),
        finding({ bytes: 10_000, fix: 'Do it otherwise.', place: { file: 'Dockerfile', line: 7 } }),
      ],
      renderStyle(),
    );
    expect(text).toBe(
      [
        'Findings',
        '  error           Something is so.',
        '                  image/example, app/.env, layer 3',
        '  warning  10 kB  Something is so.',
        '                  Do it otherwise.',
        '                  image/example, Dockerfile:7',
      ].join('\n'),
    );
  });

  it('puts the text under the severity where there is little room', () => {
    const text = renderFindings(
      [finding({ bytes: 5, message: 'One two three four five six seven eight.' })],
      renderStyle({ width: 30 }),
    );
    expect(text).toBe(
      [
        'Findings',
        '  warning  5 B',
        '    One two three four five',
        '    six seven eight.',
        '    image/example',
      ].join('\n'),
    );
  });

  it('stops at the length that was asked for and says so', () => {
    const many = Array.from({ length: 12 }, (_, n) => finding({ bytes: n }));
    expect(renderFindings(many, renderStyle({ top: 2 }))).toMatch(/10 more \(--top 0 shows all\)$/);
    expect(renderFindings(many, renderStyle({ top: 0 }))).not.toContain('more');
  });

  it('keeps control characters from the terminal', () => {
    const text = renderFindings([finding({ message: 'a\x1b[31mb', place: { path: 'x\ny' } })], renderStyle());
    expect(text).toContain('a\\x1b[31mb');
    expect(text).toContain('x\\ny');
  });
});
