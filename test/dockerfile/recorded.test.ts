import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateBuild } from '../../src/dockerfile/stages/evaluate-stages.ts';
import { parseDockerfile } from '../../src/dockerfile/syntax/parse-dockerfile.ts';
import { readDockerfileLines } from '../../src/dockerfile/syntax/read-lines.ts';

interface RecordedCase {
  readonly name: string;
  readonly dockerfile: string;
  readonly target?: string;
  readonly buildArgs?: Record<string, string>;
  readonly contexts?: readonly string[];
  readonly lines?: readonly (readonly [string, number, number])[];
  readonly follow?: readonly string[] | null;
  readonly named?: Record<string, readonly string[] | null>;
  readonly error?: string;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../fixtures/vectors/dockerfile.json', import.meta.url), 'utf8'),
) as { cases: readonly RecordedCase[] };

function outcome(recorded: RecordedCase) {
  const file = parseDockerfile(recorded.dockerfile);
  if (!file.ok) return file;
  const { target, buildArgs, contexts } = recorded;
  return evaluateBuild(file.value, { target, buildArgs, contextNames: contexts });
}

describe("a Dockerfile read as BuildKit's frontend read it", () => {
  it.each(cases.filter((recorded) => recorded.lines))('finds the same instructions: $name', (recorded) => {
    const lines = readDockerfileLines(recorded.dockerfile).lines;
    expect(lines.map(({ keyword, line, endLine }) => [keyword, line, endLine])).toEqual(recorded.lines);
  });

  it.each(cases.filter((recorded) => !recorded.error))('asks for the same paths: $name', (recorded) => {
    const needs = outcome(recorded);
    if (!needs.ok) throw new Error(needs.problem.message);
    const { context, namedContexts } = needs.value;
    expect(context === null ? [] : context.follow).toEqual(recorded.follow);
    expect(Object.fromEntries([...namedContexts].map(([name, { follow }]) => [name, follow]))).toEqual(
      recorded.named ?? {},
    );
  });

  it.each(cases.filter((recorded) => recorded.error))('fails where it failed: $name', (recorded) => {
    const needs = outcome(recorded);
    expect(needs).toMatchObject({ ok: false, problem: { message: expect.any(String) } });
  });
});
