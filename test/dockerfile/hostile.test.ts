import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateBuild } from '../../src/dockerfile/stages/evaluate-stages.ts';
import { parseDockerfile } from '../../src/dockerfile/syntax/parse-dockerfile.ts';

function problemOf(text: string): string {
  const file = parseDockerfile(text);
  const outcome = file.ok ? evaluateBuild(file.value) : file;
  return outcome.ok ? 'none' : outcome.problem.message;
}

describe('a hostile Dockerfile', () => {
  it('never makes the reader throw', () => {
    const piece = fc.constantFrom(
      ...[
        'FROM a AS b\n',
        'COPY ',
        'ONBUILD ',
        'RUN --mount=',
        'type=bind,',
        'ARG ',
        'ENV ',
        '${',
        ':-',
        '}',
        '$',
        '"',
      ],
      ...[
        "'",
        '\\',
        '\\\n',
        '<<',
        'EOF',
        '\n',
        '[',
        ']',
        '=',
        '--from=',
        ' ',
        '\t',
        '#',
        '`',
        '\u0085',
        '\ufeff',
        '/',
        '%',
        '0',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        expect(typeof problemOf(`FROM scratch\n${pieces.join('')}`)).toBe('string');
      }),
      { numRuns: 2000 },
    );
  });

  it('may nest substitutions only so deep', () => {
    const nested = `${'${A:-'.repeat(5000)}x${'}'.repeat(5000)}`;
    expect(problemOf(`FROM scratch\nCOPY ${nested} /\n`)).toMatch(/nested too deeply/);
  });

  it('may not double a variable without end', () => {
    const lines = Array.from({ length: 60 }, () => 'ENV A=$A$A');
    expect(problemOf(['FROM scratch', 'ENV A=xxxxxxxx', ...lines].join('\n'))).toMatch(/too long/);
  });

  it('cannot slow down a pattern substitution', () => {
    const value = 'a'.repeat(30_000);
    const text = `FROM scratch\nENV A=${value}\nCOPY \${A//*a*a*a*a*a*b/x} \${A%%*a*a*a*b*} /\n`;
    expect(problemOf(text)).toBe('none');
  });

  it('is refused beyond the length of a line that BuildKit reads', () => {
    expect(problemOf(`FROM scratch\nENV A=${'x'.repeat(65_529)}`)).toBe('none');
    expect(problemOf(`FROM scratch\nENV A=${'x'.repeat(65_530)}`)).toMatch(/65535/);
  });

  it('may have very many stages', () => {
    const stages = Array.from(
      { length: 20_000 },
      (_, n) => `FROM scratch AS s${n}\nCOPY --from=${Math.max(0, n - 1)} a /`,
    );
    expect(problemOf(stages.slice(1).join('\n'))).toMatch(/circular/);
    expect(problemOf(['FROM scratch', ...stages.slice(1)].join('\n'))).toBe('none');
  });

  it('may not hand on variables without end', () => {
    const stages = Array.from({ length: 3000 }, (_, n) => `FROM s${n} AS s${n + 1}\nENV V${n}=x`);
    expect(problemOf(['FROM scratch AS s0', ...stages].join('\n'))).toMatch(/too many variables/);
  });

  it('names the line of what is wrong', () => {
    const file = parseDockerfile('FROM scratch\n\n# here\nCOPY \\\n  a\n');
    expect(file).toEqual({
      ok: false,
      problem: { line: 4, message: 'COPY requires at least two arguments' },
    });
  });
});
